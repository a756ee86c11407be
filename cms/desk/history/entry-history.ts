import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { gitEnvironment } from '../../../src/content/objects.ts';
import type { EntryHistory, Version } from '../../protocol/history.ts';
import { type Commit, MAIN, type Store } from '../store/store.ts';
import { branchOf, type EntryKey, fileOfEntry } from '../workflow/entry-key.ts';
import { Refused } from '../workflow/refused.ts';
import { titleOf } from '../workflow/subject.ts';
import { NO_STEPS, stepsUpTo } from './draft-steps.ts';
import { isStep, kindOf, tellCommit } from './tell-commit.ts';
import { signaturesOf, writersOf } from './signatures.ts';

const run = promisify(execFile);
/** Versions on a page. */
export const PAGE = 30;

/**
 * One entry's versions: what stood on `main`, newest first, each with the draft that became it, and the open draft. One spawned Git
 * a page. `from` is the version that the page begins with. Throws `Refused` where that is none of `main`.
 */
export async function readHistory(store: Store, key: EntryKey, from: string | undefined, releases: ReadonlyMap<string, string>): Promise<EntryHistory> {
  const own = fileOfEntry(key);
  if (from !== undefined && !(await store.contains(MAIN, from))) throw new Refused('not-found', '没有这个版本；请刷新后再看');
  const ids = await changesOf(store, own, from ?? MAIN, PAGE + 1);
  const next = ids[PAGE] ?? null;
  const commits = (await Promise.all(ids.map((id) => store.commit(id)))).filter((commit) => commit !== null);
  const heads = new Set(commits.flatMap((commit) => headOf(commit) ?? []));
  const versions = await Promise.all(commits.slice(0, PAGE).map((commit) => tellVersion(store, own, commit, heads, releases)));
  const open = await store.commit(branchOf(key));
  const draft = open && isStep(open) ? open : null;
  const [stands, written] = await Promise.all([store.file(MAIN, own), draft && store.file(draft.id, own)]);
  const newest = stands ?? written;
  return {
    collection: key.collection, id: key.id,
    title: (newest && titleOf(newest.bytes.toString('utf8'))) ?? versions[0]?.title ?? null,
    published: stands !== null,
    // What an emergency has published already is told with it.
    draft: draft && from === undefined ? await stepsUpTo(store, draft.id, heads) : null,
    versions, next,
  };
}

/** The commits of `main` that changed a file, newest first, beginning with one of them. Whatever a merge brought in is the merge's. */
export async function changesOf(store: Store, own: string, from: string, most: number): Promise<string[]> {
  const { stdout } = await run(
    'git', ['--git-dir', store.repository, 'log', '--first-parent', '--format=%H', '-n', String(most), from, '--', own],
    { env: gitEnvironment() },
  );
  return stdout.split('\n').filter(Boolean);
}

/** The head of the draft that a publication put on `main`. */
export const headOf = (commit: Commit): string | undefined => (kindOf(commit) === 'publication' ? commit.parents[1] : undefined);

async function tellVersion(store: Store, own: string, commit: Commit, heads: ReadonlySet<string>, releases: ReadonlyMap<string, string>): Promise<Version> {
  const head = headOf(commit);
  const [text, draft] = await Promise.all([
    store.file(commit.id, own),
    head ? stepsUpTo(store, head, new Set([...heads].filter((other) => other !== head))) : NO_STEPS,
  ]);
  const told = tellCommit(commit);
  const title = (text && titleOf(text.bytes.toString('utf8'))) ?? told.title;
  const release = releases.get(commit.id);
  return {
    ...told, ...(title ? { title } : {}),
    kind: kindOf(commit), gone: text === null, writers: writersOf(commit), signatures: signaturesOf(commit), draft,
    ...(release ? { release } : {}),
  };
}
