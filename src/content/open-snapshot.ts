import { type CollectionName, collectionNames, type SettingName, settingNames, declaredSetting } from '../model/collections.ts';
import { judge } from '../model/judge.ts';
import { addressOf, pathOf, place } from '../model/place.ts';
import { dangling, pointers, refersTo } from './check.ts';
import { EntryCache } from './entry-cache.ts';
import { faceOf, type TakenDown } from './face.ts';
import { ContentError, type Finding, finding } from './finding.ts';
import type { Instant } from './instant.ts';
import { type EntryFile, studyFiles, type StudyFiles } from './study-files.ts';
import { sort, type Sorted } from './sort-files.ts';
import { type Entry, Shelf } from './shelf.ts';
import { type EntryChange, emptySnapshot, type Snapshot, type SnapshotDifference } from './snapshot.ts';
import type { ContentSource, SourceChange } from './source.ts';
import type { Facts } from './study.ts';

/** How a snapshot is made; each can be left out. */
export interface OpenOptions {
  cache?: EntryCache;
  /** Studies many files at once, for instance with other threads. */
  study?: StudyFiles;
  /** What was taken from the public and stays so, by the entry's path, whatever this commit says of it. */
  down?: ReadonlyMap<string, TakenDown>;
}

/** Reads a whole source. Throws `ContentError` with every finding at once; then there is no snapshot. */
export async function openSnapshot(source: ContentSource, instant: Instant, options: OpenOptions = {}): Promise<Snapshot> {
  const cache = options.cache ?? new EntryCache();
  const changes = (await source.files()).map((file): SourceChange => ({ path: file.path, after: file }));
  return (await nextSnapshot(emptySnapshot(cache, instant), source, changes, instant, { ...options, cache })).snapshot;
}

/**
 * The snapshot of a later commit or instant, made of an earlier one: only what `changes` names is read, only what time has
 * turned since is looked at again. Throws `ContentError` with every finding of the changed files, and of the others that point to them.
 */
export async function nextSnapshot(
  previous: Snapshot, source: ContentSource, changes: readonly SourceChange[], instant: Instant, options: OpenOptions & { cache: EntryCache },
): Promise<{ snapshot: Snapshot; difference: SnapshotDifference }> {
  const sorted = await sort(source, changes, previous.media, options.cache);
  const findings: Finding[] = [...sorted.findings];
  const { settings, changed: changedSettings } = amendSettings(previous, sorted, findings);

  // What shows an upload that changed has to be rendered again with the new one; what shows one that is gone is wrong now.
  const files = new Map(sorted.entries.map((file) => [file.path, file]));
  if (sorted.changedMedia.size) for (const entry of usersOf(previous, sorted.changedMedia)) if (!sorted.gone.has(entry.path)) files.set(entry.path, files.get(entry.path) ?? fileOf(entry));

  const known = new Map<string, Facts>();
  const unknown: EntryFile[] = [];
  for (const file of files.values()) {
    const facts = options.cache.entry(file.path, file.version);
    if (facts && Object.entries(facts.used).every(([address, version]) => sorted.media.get(address)?.version === version)) known.set(file.path, facts);
    else unknown.push(file);
  }
  const studied = await (options.study ?? studyFiles(source, options.cache))(unknown, sorted.media);
  for (const { path, facts, findings: found } of studied) {
    findings.push(...found);
    if (facts) known.set(path, facts);
  }

  const changesOf = new Map(collectionNames.map((name) => [name, new Map<string, Entry | undefined>()]));
  const turning = new Map(previous.turning);
  const put = (entry: Entry) => {
    changesOf.get(entry.collection)!.set(entry.id, entry);
    if (Number.isFinite(entry.face.turns)) turning.set(entry.path, entry);
    else turning.delete(entry.path);
  };
  const down = options.down ?? new Map<string, TakenDown>();
  const faceAt = (path: string, data: object) => faceOf(data, instant, down.get(path));
  const turned = [...previous.turning.values()].filter(({ face }) => instant.passed(face.turns));
  for (const entry of [...turned, ...flipped(previous, down)]) {
    if (!sorted.gone.has(entry.path) && !files.has(entry.path)) put({ ...entry, face: faceAt(entry.path, entry.data) });
  }
  for (const { collection, id } of sorted.gone.values()) changesOf.get(collection)!.set(id, undefined);
  for (const path of sorted.gone.keys()) turning.delete(path);
  for (const { path, version, collection, id } of files.values()) {
    const facts = known.get(path);
    if (!facts) continue;
    const { data, shown, used } = facts;
    put({ collection, id, path, version, address: addressOf(collection, id), data: data as Entry['data'], shown, used, face: faceAt(path, data) });
  }

  const entries = Object.fromEntries(collectionNames.map((name) => [name, (previous.entries[name] as Shelf).with(changesOf.get(name)!)])) as unknown as Snapshot['entries'];
  const snapshot: Snapshot = {
    commit: source.commit, instant, entries, settings, media: sorted.media, down, turning, body: ({ path, version }) => options.cache.body(path, version),
  };
  // A file that is wrong in itself is told of itself; whoever points to it is not told that it is gone.
  const wrong = new Set([...files.keys()].filter((path) => !known.has(path)));
  findings.push(...findDangling(snapshot, changesOf, sorted.changedMedia, wrong));
  const errors = findings.filter((f) => f.severity === 'error');
  if (errors.length) throw new ContentError(errors.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line)));

  const difference = [...changesOf].flatMap(([collection, changed]) => [...changed].map(([id, after]): EntryChange => {
    const before = previous.entries[collection].get(id) as Entry | undefined;
    return { collection, id, ...(before ? { before } : {}), ...(after ? { after } : {}) };
  }));
  return { snapshot, difference: { entries: difference, settings: changedSettings } };
}

const fileOf = ({ path, version, collection, id }: Entry): EntryFile => ({ path, version, collection, id });

/** The entries of which two snapshots do not take down the same. */
function flipped(previous: Snapshot, down: ReadonlyMap<string, TakenDown>): Entry[] {
  return [...new Set([...previous.down.keys(), ...down.keys()])].filter((path) => previous.down.get(path) !== down.get(path)).flatMap((path) => {
    const where = place(path);
    return where.what === 'entry' ? ((previous.entries[where.collection] as Shelf).get(where.id) ?? []) : [];
  });
}

/** The entries that name or show one of these uploads. */
function usersOf(snapshot: Snapshot, addresses: ReadonlySet<string>): Entry[] {
  return collectionNames.flatMap((name) => [...(snapshot.entries[name] as Shelf).values()].filter((entry) =>
    Object.keys(entry.used).some((address) => addresses.has(address))
    || pointers(name, entry.data as Record<string, unknown>).some(({ to }) => 'media' in to && addresses.has(to.media))));
}

function amendSettings(previous: Snapshot, sorted: Sorted, findings: Finding[]): { settings: Snapshot['settings']; changed: SettingName[] } {
  const settings: Record<string, unknown> = { ...previous.settings };
  const changed: SettingName[] = [];
  for (const name of settingNames) {
    const path = `content/settings/${name}.yml`;
    const given = sorted.settings.get(name);
    if (given === undefined && name in settings) continue;
    changed.push(name);
    if (given) settings[name] = given;
    else {
      // A setting that can be empty may be left out: a repository older than the setting goes on.
      const empty = judge(declaredSetting(name), {});
      if (empty.ok) settings[name] = empty.data;
      else if (!findings.some((f) => f.file === path)) findings.push(finding(path, 'missing', '缺少这个设置文件'));
    }
  }
  return { settings: settings as Snapshot['settings'], changed };
}

/** What points to nothing: of the changed entries, and, when entries or uploads went, of all that could name them. */
function findDangling(snapshot: Snapshot, changes: ReadonlyMap<CollectionName, ReadonlyMap<string, Entry | undefined>>, changedMedia: ReadonlySet<string>, wrong: ReadonlySet<string>): Finding[] {
  const findings: Finding[] = [];
  const lost = new Set([...changes].filter(([, changed]) => [...changed.values()].includes(undefined)).map(([name]) => name));
  for (const name of collectionNames) {
    const shelf = snapshot.entries[name] as Shelf;
    const changed = [...changes.get(name)!.values()].filter((entry) => entry !== undefined);
    const all = changedMedia.size > 0 || [...refersTo(name)].some((other) => lost.has(other));
    for (const entry of all ? shelf.values() : changed) {
      for (const pointer of pointers(name, entry.data as Record<string, unknown>)) {
        const { to } = pointer;
        const there = 'media' in to ? snapshot.media.has(to.media) : snapshot.entries[to.collection].get(to.id) !== undefined || wrong.has(pathOf(to.collection, to.id));
        if (!there) findings.push(dangling(entry.path, pointer));
      }
    }
  }
  return findings;
}
