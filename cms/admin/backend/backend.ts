import type { Draft, Status } from '../../protocol/store.ts';
import type { AssetProxy, DataFile, LoadedEntry, Surroundings } from './backend-shapes.ts';
import { Bases } from './bases.ts';
import { type DeskClient, DeskError } from './desk-client.ts';
import { Drafts, noDraft } from './drafts.ts';
import { type ListCursor, Lists } from './lists.ts';
import { mediaPublicPath, withNames } from './media-path.ts';
import type { MediaShelf, ShownMedia } from './media-shelf.ts';
import { Presence } from './presence.ts';
import { collectionOf, type EntryKey, keyOf, slugOf } from './slug.ts';

const SIGNED_OUT = '登录已过期，请在新标签页重新登录后再点保存';
const NO_DELETING = '已发布的内容和已保存的媒体不能在这里删除';

type Texts = ReadonlyMap<string, string>;
const NO_TEXTS: Texts = new Map();

/** Decap's backend interface (`Implementation` of decap-cms-lib-util) over the desk's protocol. */
export class DeskBackend {
  readonly #page: Surroundings;
  readonly #client: DeskClient;
  readonly #presence: Presence;
  readonly #drafts: Drafts;
  readonly #media: MediaShelf;
  readonly #lists: Lists;
  readonly #bases = new Bases();
  /** Paths about which the desk could not be asked. Decap takes any error for “free”; a save to such a path must not follow. */
  readonly #unanswered = new Map<string, DeskError>();

  constructor(page: Surroundings) {
    this.#page = page;
    this.#client = page.client;
    this.#presence = new Presence(page);
    this.#drafts = new Drafts(page.client);
    this.#media = page.media;
    this.#lists = new Lists(page.client);
  }

  /** No: Decap would offer to sort by commits, which the lists do not carry. */
  isGitBackend(): boolean {
    return false;
  }

  status() {
    return this.#presence.status();
  }

  authComponent(): unknown {
    return this.#page.entrance;
  }

  async authenticate() {
    return this.#presence.user();
  }

  async restoreUser() {
    return this.#presence.user();
  }

  logout(): Promise<never> {
    return this.#presence.leave();
  }

  /** The cookie is the credential, and scripts cannot read it. */
  async getToken(): Promise<string> {
    return '';
  }

  /** Called by Decap as amended: in which order a collection is listed. */
  sortBy: Lists['sortBy'] = (...order) => this.#lists.sortBy(...order);
  entriesByFiles: Lists['files'] = (files) => this.#lists.files(files);

  async entriesByFolder(folder: string): Promise<LoadedEntry[]> {
    const { entries, cursor } = await this.#lists.first(collectionOf(folder));
    return Object.assign(entries, { [this.#page.cursorKey]: cursor });
  }

  traverseCursor({ meta, data }: { meta: { toJS: () => ListCursor['meta'] }; data: { toJS: () => ListCursor['data'] } }) {
    return this.#lists.next({ meta: meta.toJS(), data: data.toJS() });
  }

  /** All at once, for searching and for choosing related entries. */
  allEntriesByFolder(folder: string): Promise<LoadedEntry[]> {
    return this.#lists.all(collectionOf(folder));
  }

  /** A published file. Rejects where there is none, which is how Decap learns that a new entry's path is free. */
  async getEntry(path: string): Promise<LoadedEntry> {
    this.#unanswered.delete(path);
    const { raw, version } = await this.#client.ask('entry', { path }).catch((error: DeskError) => {
      this.#unanswered.set(path, error);
      throw error;
    });
    if (raw === null) throw new DeskError('not-found', '没有这篇内容，它可能已经移走或还没有发布');
    this.#bases.set(path, version);
    return { data: raw, file: { path, id: version } };
  }

  async unpublishedEntries(): Promise<string[]> {
    return (await this.#drafts.all()).map((draft) => `${draft.collection}/${slugOf(draft)}`);
  }

  /**
   * A draft: by `id` for the board, by collection and slug for the editor. The ids of its files say which of the two, so
   * that only a text that the editor takes becomes the base of its next save.
   */
  async unpublishedEntry({ id, collection, slug }: { id?: string; collection?: string; slug?: string }) {
    const key = id === undefined ? keyOf(collection ?? '', slug ?? '') : keyOf(id.slice(0, id.indexOf('/')), id);
    const draft = await this.#drafts.find(key);
    if (!draft) throw noDraft();
    const purpose = id === undefined ? 'edit' : 'show';
    return {
      collection: draft.collection,
      slug: slugOf(draft),
      status: draft.status,
      updatedAt: draft.updatedAt,
      pullRequestAuthor: draft.author,
      diffs: draft.files.flatMap(({ path, version, isNew }) => (version ? [{ id: `${purpose}:${version}`, path, newFile: isNew }] : [])),
    };
  }

  async unpublishedEntryDataFile(collection: string, slug: string, path: string, id: string): Promise<string> {
    const { raw, version } = await this.#client.ask('draftFile', { ...keyOf(collection, slug), path });
    if (raw === null) throw new DeskError('not-found', '这份草稿刚刚被发布或删除了，请刷新页面');
    if (id.startsWith('edit:')) this.#bases.set(path, version);
    return raw;
  }

  async unpublishedEntryMediaFile(_collection: string, _slug: string, path: string, id: string): Promise<ShownMedia> {
    return this.#media.show({ path, version: id.slice(id.indexOf(':') + 1) });
  }

  /** Saves a draft: uploads first, then the texts with the versions that they were based on. */
  async persistEntry({ dataFiles, assets }: { dataFiles: DataFile[]; assets: AssetProxy[] }, options: { collectionName: string; newEntry?: boolean }): Promise<void> {
    const slug = dataFiles[0]?.slug ?? '';
    const key = keyOf(options.collectionName, slug);
    const isNew = options.newEntry === true;
    const mine = async () => new Map(dataFiles.map(({ path, raw }) => [path, raw]));
    await this.#explained(mine, async () => {
      const unanswered = isNew ? dataFiles.map(({ path }) => this.#unanswered.get(path)).find(Boolean) : undefined;
      if (unanswered) throw unanswered;
      // What was chosen and then removed from the text again is not sent.
      const shown = assets.filter(({ path }) => dataFiles.some(({ raw }) => raw.includes(mediaPublicPath(path))));
      const media = await this.#media.putAll(shown);
      const files = dataFiles.map(({ path, raw }) => ({ path, raw: withNames(raw, shown, media), ...this.#bases.tell(path, isNew) }));
      const { draft } = await this.#client.ask('save', { ...key, isNew, files, media });
      for (const { path } of files) this.#bases.saved(path);
      this.#drafts.remember(draft);
      this.#rebase(draft);
    });
  }

  /** Gives the state that came of it: a reviewer's 就绪 signs their own stage, and another may be outstanding (`amendments.ts`). */
  async updateUnpublishedEntryStatus(collection: string, slug: string, status: Status): Promise<Status> {
    const key = keyOf(collection, slug);
    return (await this.step(key, async () => (await this.#client.ask('setStatus', { ...key, status })).draft)).status;
  }

  publishUnpublishedEntry(collection: string, slug: string): Promise<null> {
    const key = keyOf(collection, slug);
    return this.step(key, async () => {
      const { failure } = await this.#client.ask('publish', key);
      // It is on the record, but the public does not see it: better said than found out.
      if (failure) this.#page.say('已经收下，但网站没有更新', failure.zh);
      return null;
    });
  }

  deleteUnpublishedEntry(collection: string, slug: string): Promise<null> {
    const key = keyOf(collection, slug);
    return this.step(key, () => this.#client.ask('discard', key).then(() => null));
  }

  /**
   * A step of the workflow, by Decap or by the panel beside the entry. `act` gives the draft as it stands then, null where there is none any
   * more, undefined where it has to be asked for anew. What a refusal has to say beyond its sentence is shown.
   */
  step<D extends Draft | null | undefined>(key: EntryKey, act: () => Promise<D>): Promise<D> {
    return this.#explained(() => this.#drafts.texts(key), async () => {
      const draft = await act();
      this.#drafts.became(key, draft);
      if (!draft) this.#media.refresh();
      return draft;
    }, (theirs) => {
      // What is published meanwhile is on the screen now: the next save says that it takes it into account.
      for (const { path, version } of theirs) this.#bases.shown(path, version);
    });
  }

  getMedia(): Promise<ShownMedia[]> {
    return this.#media.all();
  }

  async getMediaFile(path: string): Promise<{ id: string; url: string; displayURL: string }> {
    const url = await this.#media.address(path);
    return { id: path, url, displayURL: url };
  }

  /** An upload through the media library, outside of any entry. */
  async persistMedia(asset: AssetProxy): Promise<ShownMedia> {
    const [sent] = await this.#media.putAll([asset]);
    const kept = await this.#client.ask('keepMedia', sent!);
    this.#media.refresh();
    return this.#media.show(kept);
  }

  /** Withdrawing what is published is a step of the workflow, never a bare deletion. */
  async deleteFiles(): Promise<never> {
    throw new DeskError('forbidden', NO_DELETING);
  }

  /** The version that the editor's text of a path is based on; Decap keeps it beside its copy of unsaved text (`amendments.ts`). */
  baseOf(path: string): string | null | undefined {
    return this.#bases.of(path);
  }

  backupFound = (path: string, base: string | null | undefined): void => this.#bases.backupFound(path, base);
  backupDropped = (): void => this.#bases.backupDropped();

  /** After a save Decap goes on with the text that it has: the next save is based on what was just written. */
  #rebase(draft: Draft): void {
    for (const { path, version, media } of draft.files) {
      if (!media) this.#bases.set(path, version);
      else if (version) this.#media.show({ path, version });
    }
  }

  async #explained<T>(mine: () => Promise<Texts>, act: () => Promise<T>, conflict?: (theirs: DeskError['theirs']) => void): Promise<T> {
    try {
      const made = await act();
      this.#page.changed();
      return made;
    } catch (error) {
      if (!(error instanceof DeskError)) throw error;
      if (error.code === 'signed-out') throw new DeskError('signed-out', SIGNED_OUT);
      if (error.theirs.length > 0) conflict?.(error.theirs);
      this.#page.explain(error, error.theirs.length > 0 ? await mine().catch(() => NO_TEXTS) : NO_TEXTS, conflict ? 'publish' : 'save');
      throw error;
    }
  }
}
