import { execFile } from 'node:child_process';
import { type FileHandle, mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { gitEnvironment } from '../../../src/content/objects.ts';
import { DATABASE_STEPS, openDatabase } from '../accounts/database.ts';
import { lockData } from '../lock.ts';
import { DRAFTS, MAIN } from '../store/store.ts';
import { AnyManifest, FORMAT, Manifest, MANIFEST, PARTS } from './manifest.ts';
import { pauseMirror } from './mirror-setting.ts';
import { Damaged, extractEntry, listTar, readEntry, type TarEntry } from './tar.ts';
import { restoringFolder } from './unfinished.ts';

const run = promisify(execFile);

export interface RestoreOptions {
  file: string;
  /** An empty directory, or one that is to be made. */
  data: string;
  signal?: AbortSignal;
}

/**
 * Makes a data directory of a backup: the repository with all drafts and the desk's database. The first start renders the same
 * site from it. Open sessions and one-time links are gone, unsent mail is not sent again, and a mirror waits until somebody says
 * that this is the desk now. Everything is judged before anything is put in its place. Throws sentences for the operator.
 */
export async function restoreBackup({ file, data, signal }: RestoreOptions): Promise<Manifest> {
  const backup = await open(file, 'r').catch((error: NodeJS.ErrnoException) => {
    throw new Error(`cannot read ${file} (${error.code ?? error.message})\n读不到备份文件 ${file}`, { cause: error });
  });
  try {
    const { manifest, entries } = await readManifest(backup, file);
    await refuseFilled(data);
    const made = await mkdir(data, { recursive: true, mode: 0o700 });
    // A desk that is started meanwhile says that the directory is in use.
    const unlock = lockData(join(data, 'lock.sqlite'));
    const work = restoringFolder(data);
    try {
      await mkdir(work, { mode: 0o700 });
      for (const [name, entry] of entries) {
        const { sha256 } = await extractEntry(backup, entry, join(work, name), signal);
        if (sha256 !== manifest.parts[name].sha256) throw damaged(file, `${name} is not what was packed`);
      }
      await unpackRepository(work, manifest, file, signal);
      clean(join(work, PARTS.database));
      await rename(join(work, 'site.git'), join(data, 'site.git'));
      await rename(join(work, PARTS.database), join(data, PARTS.database));
      await rm(work, { recursive: true });
    } catch (error) {
      for (const name of ['restoring', 'site.git', PARTS.database, 'lock.sqlite']) await rm(join(data, name), { recursive: true, force: true });
      if (made) await rm(data, { recursive: true, force: true });
      throw error;
    } finally {
      unlock();
    }
    return manifest;
  } finally {
    await backup.close();
  }
}

const damaged = (file: string, why: string) =>
  new Error(`${file} is damaged or no backup of this program (${why}); nothing was restored\n${file} 已损坏，或不是本程序的备份，没有恢复任何东西`);

/** What a backup says that it holds, and where that lies in it. Its bytes are judged when they are read. */
async function readManifest(backup: FileHandle, file: string): Promise<{ manifest: Manifest; entries: [keyof Manifest['parts'], TarEntry][] }> {
  try {
    const found = new Map((await listTar(backup)).map((entry) => [entry.name, entry]));
    const told = found.get(MANIFEST);
    if (!told || told.bytes > 16 * 1024 * 1024) throw new Damaged(`it has no ${MANIFEST}`);
    const json: unknown = JSON.parse(await text(readEntry(backup, told)));
    const { format, program } = AnyManifest.parse(json);
    const manifest = format > FORMAT ? undefined : Manifest.parse(json);
    if (!manifest || manifest.database > DATABASE_STEPS) throw new Newer(file, program);
    const entries = Object.values(PARTS).map((name): [typeof name, TarEntry] => {
      const entry = found.get(name);
      if (entry?.bytes !== manifest.parts[name].bytes) throw new Damaged(`${name} is not whole`);
      return [name, entry];
    });
    return { manifest, entries };
  } catch (error) {
    if (error instanceof Newer) throw error;
    throw damaged(file, error instanceof Damaged ? error.message : `its ${MANIFEST} cannot be read`);
  }
}

class Newer extends Error {
  constructor(file: string, program: string) {
    super(
      `${file} was made by a newer version of the program (${program}); update this checkout, run npm ci, and restore again\n${file} 是较新版本的程序（${program}）做的；请先更新程序，运行 npm ci，再恢复`,
    );
  }
}

/** Refuses a directory that holds anything: what is there is never mixed with what is restored. */
async function refuseFilled(data: string): Promise<void> {
  // A disk that is mounted there has a folder of its own.
  const there = (await readdir(data).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  })).filter((name) => name !== 'lost+found');
  if (there.length === 0) return;
  if (there.includes('lock.sqlite')) {
    try {
      lockData(join(data, 'lock.sqlite'))();
    } catch (error) {
      throw new Error(`a desk is running on ${data}; restore into another directory, or stop it and move that one away\n编务台正在使用 ${data}；请恢复到另一个目录，或者先停止编务台、把这个目录移走`, { cause: error });
    }
  }
  throw new Error(`${data} is not empty and was left as it is; name an empty directory with --data, or move that one away\n${data} 不是空的，没有改动它；请用 --data 指明一个空目录，或者把它移走`);
}

/** Makes `site.git` of the bundle, and looks whether all of it has come. */
async function unpackRepository(work: string, manifest: Manifest, file: string, signal?: AbortSignal): Promise<void> {
  const repository = join(work, 'site.git');
  const options = { env: gitEnvironment(), maxBuffer: 64 * 1024 * 1024, ...(signal ? { signal } : {}) };
  const git = async (...args: string[]) => (await run('git', ['--git-dir', repository, ...args], options)).stdout;
  await run('git', ['init', '--quiet', '--bare', '--initial-branch=main', repository], options);
  if (manifest.shallow.length) await writeFile(join(repository, 'shallow'), `${manifest.shallow.join('\n')}\n`);
  // One pack, as it lies in the bundle, instead of thousands of files.
  await git('-c', 'fetch.unpackLimit=1', 'fetch', '--quiet', '--no-tags', join(work, PARTS.repository), '+refs/*:refs/*').catch((error: unknown) => {
    signal?.throwIfAborted();
    throw damaged(file, `Git cannot unpack it: ${String((error as { stderr?: unknown }).stderr ?? error).trim()}`);
  });
  const main = (await git('rev-parse', MAIN)).trim();
  const drafts = (await git('for-each-ref', '--format=%(refname)', DRAFTS)).split('\n').filter(Boolean).length;
  if (main !== manifest.main || drafts !== manifest.drafts) throw damaged(file, 'its repository is not the one that it tells of');
  await rm(join(work, PARTS.repository));
}

/** Takes out of a restored database what was true of the desk that was saved, and is not of the one that begins. */
function clean(file: string): void {
  const database = openDatabase(file);
  try {
    database.exec(`
      DELETE FROM sessions; DELETE FROM failures;
      -- A link that was used since would open the door once more.
      DELETE FROM setup_link; DELETE FROM links;
      -- What was to be sent was sent by the desk that was saved.
      DELETE FROM outbox;`);
    pauseMirror(database);
  } finally {
    database.close();
  }
}
