import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Article } from './articles.ts';
import type { Change } from './day.ts';
import type { Pictures } from './pictures.ts';

/** The repository's root, with `/` at its end. */
export const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** One clean build, or one change until it is public. */
export interface Run {
  /** Wall time from the change (or the start of the clean build) until the result is public. */
  ms: number;
  /** The highest resident memory of the engine's processes together, sampled (`memory.ts`). */
  peakMB: number;
  /** HTML pages and bytes (pictures left out) that the run wrote, restored copies among them. */
  pages: number;
  bytes: number;
}

/** What an engine is given: its own empty folder, the articles before the day's first change, the pictures with their variants. */
export interface Workplace {
  folder: string;
  /** The oldest first. */
  articles: readonly Article[];
  pictures: Pictures;
}

/** A way to publish. `version` and `missing` are asked before `open`. */
export interface Engine {
  name: string;
  version(): Promise<string>;
  /** Why it cannot run here, as an English sentence; undefined when it can. */
  missing(): Promise<string | undefined>;
  open(work: Workplace): Promise<OpenEngine>;
}

/** An engine with its content in place. Calls come one after another: `clean` once or more, then changes, then `close`. */
export interface OpenEngine {
  /** Publishes everything, with no cache of its own but the pictures' variants. */
  clean(): Promise<Run>;
  /** Does the change and waits until it is public; throws when what is public does not show it (`proof.ts`). */
  change(change: Change): Promise<Run>;
  close(): Promise<void>;
}

/** Every engine by the name of its file in `engines/`, in the order of the tables. */
export const ENGINES = ['desk', 'desk-call', 'astro-build', 'astro-collections', 'astro-incremental', 'eleventy', 'hugo', 'hugo-related'] as const;

/** The engine of a name out of `ENGINES`. One that is not written yet says so when asked what is missing. */
export async function loadEngine(name: string): Promise<Engine> {
  const file = new URL(`./engines/${name}.ts`, import.meta.url);
  if (existsSync(file)) return ((await import(file.href)) as { engine: Engine }).engine;
  const missing = `bench/engines/${name}.ts is not written yet`;
  return { name, version: async () => '', missing: async () => missing, open: () => Promise.reject(new Error(missing)) };
}
