import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { gitEnvironment } from '../../../src/content/objects.ts';
import { freezeRefs } from './frozen-refs.ts';
import { FORMAT, type Manifest, MANIFEST, PARTS } from './manifest.ts';
import { TarWriter } from './tar.ts';

export interface BackupOptions {
  data: string;
  /** Where the backup shall lie. Its folder is made where there is none. */
  file: string;
  /** The version of this program. */
  program: string;
  now: number;
  signal?: AbortSignal;
}

const exists = (path: string) => stat(path).then(() => true, () => false);

/**
 * Writes a data directory's backup while its desk runs and is written to: the database, then the repository. In this order,
 * because the database names commits (the one that is held) and the repository names nobody who must be in the database: what
 * the copy of the database speaks of is in a bundle that was begun later, since `main` only grows.
 *
 * The file is readable by its owner alone and appears whole or not at all. Left out is what a start makes again (releases,
 * pictures, compiled templates) and what is nobody's yet (uploads that were not saved). Throws sentences for the operator.
 */
export async function makeBackup({ data, file, program, now, signal }: BackupOptions): Promise<{ bytes: number; manifest: Manifest }> {
  const [database, repository] = [join(data, 'desk.sqlite'), join(data, 'site.git')];
  if (!(await exists(database)) || !(await exists(join(repository, 'HEAD')))) {
    throw new Error(`${data} is no desk's data directory; name it with --data or YUNDUAN_DATA\n${data} 不是编务台的数据目录；请用 --data 或 YUNDUAN_DATA 指明`);
  }
  await refuseExisting(file);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  // Beside the file, so that it can be renamed; a folder that only its owner may enter.
  const work = await mkdtemp(join(dirname(file), `.${basename(file)}-`));
  try {
    const [copy, partial] = [join(work, PARTS.database), join(work, 'backup.tar')];
    const steps = await copyDatabase(database, copy);
    const refs = await freezeRefs(repository, join(work, 'refs.git'));
    const tar = await TarWriter.create(partial, now);
    let manifest: Manifest;
    try {
      manifest = {
        format: FORMAT, program, at: new Date(now).toISOString(), database: steps, main: refs.main, drafts: refs.drafts, shallow: refs.shallow,
        parts: {
          [PARTS.database]: await tar.add(PARTS.database, createReadStream(copy)),
          [PARTS.repository]: await tar.add(PARTS.repository, bundle(refs.repository, signal)),
        },
      };
      await tar.add(MANIFEST, [Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)]);
      await tar.end();
    } finally {
      await tar.close();
    }
    const { size } = await stat(partial);
    signal?.throwIfAborted();
    await refuseExisting(file);
    await rename(partial, file);
    const folder = await open(dirname(file), 'r');
    // The name itself; some file systems of memory sticks and other machines cannot, and need not.
    await folder.sync().catch(() => {}).finally(() => folder.close());
    return { bytes: size, manifest };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function refuseExisting(file: string): Promise<void> {
  if (await exists(file)) throw new Error(`${file} exists already and was left as it is; choose another name\n${file} 已经存在，没有改动它；请换一个文件名`);
}

/** Copies the desk's database by SQLite's own backup: one transaction's view. Gives the number of steps that its tables have behind them. */
async function copyDatabase(from: string, to: string): Promise<number> {
  const source = new DatabaseSync(from, { readOnly: true });
  try {
    // All pages at once: a copy in pieces begins anew at every write of the desk.
    await backup(source, to, { rate: 0x7fff_ffff });
  } finally {
    source.close();
  }
  const copy = new DatabaseSync(to);
  try {
    // Alone in one file: what is packed has no log beside it.
    copy.exec('PRAGMA journal_mode = DELETE');
    const { quick_check: said } = copy.prepare('PRAGMA quick_check(1)').get() as { quick_check: string };
    if (said !== 'ok') throw new Error(`the desk's database is damaged (${said}); nothing was written\n编务台的数据库已损坏（${said}），没有做备份`);
    return (copy.prepare('PRAGMA user_version').get() as { user_version: number }).user_version;
  } finally {
    copy.close();
  }
}

/** A bundle of everything that a repository's refs name, piece by piece. Throws where Git could not make all of it. */
async function* bundle(repository: string, signal?: AbortSignal): AsyncGenerator<Buffer> {
  // Detached: the terminal's Ctrl-C is for us, who then stop it.
  const git = spawn('git', ['--git-dir', repository, 'bundle', 'create', '--quiet', '-', '--all'], {
    env: gitEnvironment(), detached: true, stdio: ['ignore', 'pipe', 'pipe'], ...(signal ? { signal } : {}),
  });
  let complaint = '';
  git.stderr.on('data', (chunk: Buffer) => (complaint = (complaint + chunk).slice(-1000)));
  const ended = new Promise<void>((resolve, reject) => {
    git.once('error', reject);
    git.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`the repository could not be packed, nothing was written: ${complaint.trim() || `git ended with ${code}`}\n仓库没有能打包，没有做备份`));
    });
  });
  // Whoever stops listening early has another reason; this one is told by the last line.
  ended.catch(() => {});
  yield* git.stdout as AsyncIterable<Buffer>;
  await ended;
}
