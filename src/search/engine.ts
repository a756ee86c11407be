import { type Engine, type Found, find } from './find.ts';
import { parseQuery, type Query } from './query.ts';
import { simplifier, type TraditionalMap } from './traditional-map.ts';

/** An answered question: the query as it was understood, and the pages. */
export interface Answer {
  query: Query;
  simplify: (text: string) => string;
  pages: Found[];
}

/** Kept out of the bundler's sight: Pagefind's files are made after the site is built. */
const PAGEFIND = '/pagefind/pagefind.js';
const TRADITIONAL = '/search/traditional.json';

let ready: Promise<{ engine: Engine; simplify: (text: string) => string }> | undefined;
let attempts = 0;

/** Loads the search data at the first call; after a failure the next call tries again. */
function load(): NonNullable<typeof ready> {
  ready ??= open().catch((error: unknown) => {
    ready = undefined;
    throw error;
  });
  return ready;
}

async function open(): Promise<{ engine: Engine; simplify: (text: string) => string }> {
  // Some browsers remember that a module could not be fetched: a new attempt asks for another address.
  const address = attempts++ ? `${PAGEFIND}?${attempts}` : PAGEFIND;
  const [pagefind, map] = await Promise.all([
    import(/* @vite-ignore */ address) as Promise<{ createInstance(options: object): Engine | Promise<Engine> }>,
    fetch(TRADITIONAL).then((response) => {
      if (!response.ok) throw new Error(`${TRADITIONAL}: ${response.status}`);
      return response.json() as Promise<TraditionalMap>;
    }),
  ]);
  return { engine: await pagefind.createInstance({ excerptLength: 60, exactDiacritics: true }), simplify: simplifier(map) };
}

/** Asks for the pages that contain what was typed. Throws when the search data cannot be loaded. */
export async function answer(typed: string, column?: string): Promise<Answer> {
  const { engine, simplify } = await load();
  const query = parseQuery(typed, simplify);
  return { query, simplify, pages: await find(engine, query, column) };
}
