import type { Query } from './query.ts';

/** What Pagefind's client answers, as far as it is used. */
export interface Found {
  id: string;
  data(): Promise<{ url: string; content: string; meta: Record<string, string> }>;
}
export interface Engine {
  search(term: string, options?: { filters?: Record<string, string>; sort?: Record<string, 'asc' | 'desc'> }): Promise<{ results: Found[] }>;
}

/** Above this many pages the order by likeness costs too much and says too little: the newest come first. */
const MANY = 1500;

/** The pages that contain every run of a query, the best first; optionally those of one column only. */
export async function find(engine: Engine, query: Query, column?: string): Promise<Found[]> {
  const options = column ? { filters: { column } } : {};
  const answers = await Promise.all(query.phrases.map(async (phrase) => (await engine.search(phrase, options)).results));
  const [first = [], ...others] = answers;
  const ids = others.map((results) => new Set(results.map(({ id }) => id)));
  const hits = first.filter(({ id }) => ids.every((set) => set.has(id)));
  if (hits.length < 2) return hits;
  const order = await engine.search(query.loose, hits.length > MANY ? { ...options, sort: { date: 'desc' } } : options);
  const rank = new Map(order.results.map(({ id }, index) => [id, index]));
  return hits.sort((a, b) => (rank.get(a.id) ?? Infinity) - (rank.get(b.id) ?? Infinity));
}
