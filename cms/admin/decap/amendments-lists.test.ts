import { beforeAll, describe, expect, it, vi } from 'vitest';
import { lists } from './amendments-lists.ts';
import { decapInNode } from './decap-in-node.ts';

const entry = `
  import { fromJS, Map } from 'immutable';
  import entries, { selectEntries, selectEntry } from 'decap-cms-core/dist/esm/reducers/entries.js';
  import cursors from 'decap-cms-core/dist/esm/reducers/cursors.js';
  import { sortByField, traverseCollectionCursor, entryLoaded } from 'decap-cms-core/dist/esm/actions/entries.js';
  import { registerBackend } from 'decap-cms-core/dist/esm/lib/registry.js';
  import { CURSOR_COMPATIBILITY_SYMBOL } from 'decap-cms-lib-util';
  export { entries, cursors, sortByField, traverseCollectionCursor, entryLoaded, selectEntries, selectEntry, registerBackend, fromJS, Map, CURSOR_COMPATIBILITY_SYMBOL };
`;

interface Immutable {
  get: (name: string) => unknown;
  getIn: (path: string[]) => unknown;
  toJS: () => unknown;
}
type Action = { type: string } | ((dispatch: (action: Action) => unknown, state: () => object) => unknown);
interface Decap {
  entries: (state: unknown, action: object) => Immutable;
  cursors: (state: unknown, action: object) => Immutable;
  sortByField: (collection: Immutable, key: string, direction: string) => Action;
  traverseCollectionCursor: (collection: Immutable, action: string) => Action;
  entryLoaded: (collection: Immutable, entry: object) => Action;
  selectEntries: (state: Immutable, collection: Immutable) => Immutable;
  selectEntry: (state: Immutable, collection: string, slug: string) => Immutable;
  registerBackend: (name: string, backend: unknown) => void;
  fromJS: (value: object) => Immutable;
  CURSOR_COMPATIBILITY_SYMBOL: symbol;
}

let decap: Decap;
const days = Array.from({ length: 25 }, (_none, n) => String(n + 1).padStart(2, '0'));
/** Answers of the desk that are held back until they are let go. */
const waiting: (() => void)[] = [];

async function page(of: readonly string[], at: number, number: number) {
  await new Promise<void>((resolve) => waiting.push(resolve));
  const entries = of.slice(at, at + 10).map((day) => ({ data: `---\n${JSON.stringify({ title: `第${day}篇`, date: `2026-11-${day}` })}\n---\n`, file: { path: `content/news/2026/2026-11-${day}-0900.md`, id: day } }));
  return { entries, cursor: { actions: at + 10 < of.length ? ['next'] : [], meta: { page: number }, data: { of, at: at + 10, number: number + 1 } } };
}

/** A desk of 25 news, ten to a page. Decap makes one and keeps it. */
class Backend {
  #order: readonly string[] = days;

  sortBy(_collection: string, _key: string, direction: string): void {
    this.#order = direction === 'Descending' ? [...days].reverse() : days;
  }
  async entriesByFolder() {
    const { entries, cursor } = await page(this.#order, 0, 1);
    return Object.assign(entries, { [decap.CURSOR_COMPATIBILITY_SYMBOL]: cursor });
  }
  async traverseCursor({ data }: { data: Immutable }) {
    const { of, at, number } = data.toJS() as { of: string[]; at: number; number: number };
    return page(of, at, number);
  }
}

beforeAll(async () => {
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {}, removeItem: () => {} });
  decap = await decapInNode<Decap>(entry, lists);
  decap.registerBackend('desk', Backend);
}, 60_000);

/** Decap's list over that desk. */
function list() {
  const collection = decap.fromJS({
    name: 'news', type: 'folder_based_collection', folder: 'content/news', extension: 'md', format: 'frontmatter',
    fields: [{ name: 'title' }, { name: 'date' }, { name: 'body' }], sortable_fields: [{ field: 'date', default_sort: 'desc' }, { field: 'title' }],
  });
  const config = { backend: { name: 'desk' }, media_folder: '', public_folder: '' };
  const state = { config, integrations: decap.fromJS({ providers: {}, hooks: {} }), entries: decap.entries(undefined, { type: '' }), cursors: decap.cursors(undefined, { type: '' }) };
  const dispatch = (action: Action): unknown => {
    if (typeof action === 'function') return action(dispatch, () => state);
    state.entries = decap.entries(state.entries, action);
    state.cursors = decap.cursors(state.cursors, action);
    return action;
  };
  return {
    state, collection, dispatch,
    sort: (key: string, direction: string) => dispatch(decap.sortByField(collection, key, direction)) as Promise<void>,
    more: () => dispatch(decap.traverseCollectionCursor(collection, 'append_next')) as Promise<void>,
    answer: async () => {
      await vi.waitFor(() => expect(waiting).toHaveLength(1));
      waiting.shift()!();
      await new Promise((resolve) => setTimeout(resolve, 20));
    },
    shown: () => (decap.selectEntries(state.entries, collection).toJS() as { slug: string }[]).map(({ slug }) => slug.slice(13, 15)),
  };
}

describe('a list of Decap’s, as amended', () => {
  it('opens with a page of the order that it has, and goes on to its end', async () => {
    const { sort, more, answer, shown } = list();
    void sort('date', 'Descending');
    await answer();
    expect(shown()).toEqual(['25', '24', '23', '22', '21', '20', '19', '18', '17', '16']);
    for (let n = 0; n < 2; n++) {
      void more();
      await answer();
    }
    expect(shown()).toHaveLength(25);
    expect(shown().at(-1)).toBe('01');
  });

  it('shows what was asked for last, whatever is answered last', async () => {
    const { sort, more, answer, shown, state } = list();
    void sort('date', 'Descending');
    await answer();
    expect(shown()[0]).toBe('25');
    void more();
    void sort('date', 'Ascending');
    await vi.waitFor(() => expect(waiting).toHaveLength(2));
    const [late, soon] = waiting.splice(0);
    soon!();
    await vi.waitFor(() => expect(shown()[0]).toBe('01'));
    late!();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(shown()).toEqual(days.slice(0, 10));
    expect(state.entries.getIn(['pages', 'news', 'isFetching'])).toBeUndefined();
  });

  it('has an entry once that was opened before its page came, and leaves it whole', async () => {
    const { sort, more, answer, shown, dispatch, state, collection } = list();
    void sort('date', 'Descending');
    await answer();
    const slug = '2026/2026-11-12-0900';
    const whole = { collection: 'news', slug, path: `content/news/${slug}.md`, data: { title: '第12篇', date: '2026-11-12', body: '正文' }, raw: '', meta: {} };
    dispatch(decap.entryLoaded(collection, whole));
    void more();
    await answer();
    expect(shown().filter((day) => day === '12')).toHaveLength(1);
    expect(decap.selectEntry(state.entries, 'news', slug).getIn(['data', 'body'])).toBe('正文');
    dispatch(decap.entryLoaded(collection, { ...whole, data: { ...whole.data, title: '旧题' } }));
    void sort('date', 'Ascending');
    await answer();
    void more();
    await answer();
    // What others have changed since is shown.
    expect(decap.selectEntry(state.entries, 'news', slug).getIn(['data', 'title'])).toBe('第12篇');
  });
});
