import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Article, toFile } from './articles.ts';
import { type Command, run } from './child.ts';
import type { Change } from './day.ts';
import { type Engine, type OpenEngine, ROOT, type Run, type Workplace } from './engine.ts';
import { readFrom, written } from './output.ts';
import { pictureTable, writeVariants } from './pictures.ts';
import { prove } from './proof.ts';

/** A generator that writes the whole site to a folder with one command. Paths are relative to its project. */
export interface Peer extends Pick<Engine, 'name' | 'version' | 'missing'> {
  /** Puts the project there, without articles. */
  prepare(folder: string, work: Workplace): Promise<void>;
  /** The article's file. */
  fileOf(article: Article): string;
  /** Files that an article needs beside its own, such as its month's page. */
  beside?(article: Article): Record<string, string>;
  /** Where the site is written. */
  output: string;
  /** What a clean build begins without, beside the output: the generator's caches. */
  caches: readonly string[];
  /** The build, of everything or after a change. */
  command(change?: Change): Command;
  env?: Record<string, string>;
  /** Output that the generator leaves behind when an article goes and that an operator has to remove. */
  leftBehind?(article: Article): string;
  /** The feed's address; undefined when the site has none. */
  feed?: string;
}

/** Copies a project out of `bench/peers`, with the shared static files and the pictures. `statics`: its folder of static files. */
export async function copyProject(name: string, folder: string, work: Workplace, { statics, table }: { statics: string; table: string }): Promise<void> {
  const peers = join(ROOT, 'bench/peers');
  await cp(join(peers, name), folder, { recursive: true, filter: (from) => !from.endsWith('/node_modules') });
  await cp(join(peers, 'public'), join(folder, statics), { recursive: true });
  await writeVariants(work.pictures, join(folder, statics));
  await put(folder, table, JSON.stringify(pictureTable(work.pictures)));
}

async function put(folder: string, file: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), text);
}

/** Lays every article into a project that is prepared. */
async function putArticles(peer: Peer, folder: string, articles: readonly Article[]): Promise<void> {
  for (const article of articles) {
    for (const [file, text] of Object.entries(peer.beside?.(article) ?? {})) await put(folder, file, text);
    await put(folder, peer.fileOf(article), toFile(article));
  }
}

/** What an operator, or a CMS, does to the files before the generator runs. */
async function apply(peer: Peer, folder: string, change: Change): Promise<void> {
  if (change.kind !== 'delete') return putArticles(peer, folder, [change.article]);
  await rm(join(folder, peer.fileOf(change.article)));
  if (peer.leftBehind) await rm(join(folder, peer.output, peer.leftBehind(change.article)), { recursive: true });
}

/** Removes what a clean build begins without. */
async function strip(peer: Peer, folder: string): Promise<void> {
  for (const path of [peer.output, ...peer.caches]) await rm(join(folder, path), { recursive: true, force: true });
}

/** The engine of a peer. Public means: the command has ended, and the files show the change. */
export function engineOf(peer: Peer): Engine {
  const { name, version, missing } = peer;
  const open = async (work: Workplace): Promise<OpenEngine> => {
    const { folder } = work;
    const output = join(folder, peer.output);
    const build = async (change?: Change): Promise<Run> => {
      const since = Date.now();
      const { ms, peakMB } = await run(peer.command(change), folder, peer.env);
      return { ms, peakMB, ...(await written(output, since)) };
    };
    await peer.prepare(folder, work);
    await putArticles(peer, folder, work.articles);
    return {
      clean: async () => {
        await strip(peer, folder);
        return build();
      },
      change: async (change) => {
        await apply(peer, folder, change);
        const made = await build(change);
        await prove(change, readFrom(output), peer.feed);
        return made;
      },
      close: async () => {},
    };
  };
  return { name, version, missing, open };
}
