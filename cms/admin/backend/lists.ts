import type { Params, Summary } from '../../protocol/store.ts';
import type { LoadedEntry } from './backend-shapes.ts';
import type { DeskClient } from './desk-client.ts';

/** Entries of a page, and of one when everything is wanted. */
const PAGE = 50;
const WHOLE = 1000;

type Asked = Params<'entries'>;

/** Where a list goes on: Decap keeps it and gives it back as an immutable map of the same. */
export interface ListCursor {
  actions: ('next')[];
  meta: { page: number; count: number };
  data: { asked?: Asked };
}

/** Published entries as lists show them. What comes from here has no text: an entry is opened, and so saved, by `getEntry` alone. */
export class Lists {
  readonly #client: Pick<DeskClient, 'ask'>;
  readonly #sorts = new Map<string, NonNullable<Asked['sort']>>();

  constructor(client: Pick<DeskClient, 'ask'>) {
    this.#client = client;
  }

  /** The order in which a collection is listed from now on; `None` is the desk's own. The words are Decap's. */
  sortBy(collection: string, field: string, direction: 'Ascending' | 'Descending' | 'None'): void {
    if (direction === 'None') this.#sorts.delete(collection);
    else this.#sorts.set(collection, { field, descending: direction === 'Descending' });
  }

  /** The first page. */
  first(collection: string): Promise<{ entries: LoadedEntry[]; cursor: ListCursor }> {
    const sort = this.#sorts.get(collection);
    return this.#page({ collection, most: PAGE, ...(sort ? { sort } : {}) }, 1);
  }

  /** The page after the one that a cursor came with. */
  async next({ meta, data: { asked } }: Pick<ListCursor, 'meta' | 'data'>): Promise<{ entries: LoadedEntry[]; cursor: ListCursor }> {
    if (!asked) return { entries: [], cursor: { actions: [], meta, data: {} } };
    return this.#page(asked, meta.page + 1);
  }

  /** Every entry, for searching and for choosing related ones. */
  async all(collection: string): Promise<LoadedEntry[]> {
    const found: LoadedEntry[] = [];
    let asked: Asked = { collection, most: WHOLE };
    for (;;) {
      const { entries, next } = await this.#client.ask('entries', asked);
      found.push(...entries.map(loaded));
      if (!next) return found;
      asked = { ...asked, after: next };
    }
  }

  /** The single files of a collection that has no folder: few and small, and read whole. */
  async files(files: readonly { path: string; label?: string }[]): Promise<LoadedEntry[]> {
    const found = await Promise.all(files.map(async ({ path, label }) => ({ label, ...(await this.#client.ask('entry', { path })) })));
    return found.flatMap(({ path, raw, version, label }) => (raw === null ? [] : [{ data: raw, file: { path, id: version, ...(label ? { label } : {}) } }]));
  }

  async #page(asked: Asked, page: number): Promise<{ entries: LoadedEntry[]; cursor: ListCursor }> {
    const { entries, next, total } = await this.#client.ask('entries', asked);
    const meta = { page, count: total };
    return { entries: entries.map(loaded), cursor: next ? { actions: ['next'], meta, data: { asked: { ...asked, after: next } } } : { actions: [], meta, data: {} } };
  }
}

/** A summary as the file that Decap takes it for: JSON is YAML too. */
const loaded = ({ path, version, fields }: Summary): LoadedEntry => ({ data: `---\n${JSON.stringify(fields)}\n---\n`, file: { path, id: version } });
