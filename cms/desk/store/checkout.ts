import { execFile, spawn } from 'node:child_process';
import { lstat, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gitEnvironment } from '../../../src/content/objects.ts';
import { DESK, ident } from './commit.ts';
import { RefMoved } from './refs.ts';
import { MAIN, type Store } from './store.ts';
import type { Change } from './tree.ts';

const run = promisify(execFile);

/** What a checkout is made of, at its top. Whatever else lies there (a data directory, `.env`, notes) is nobody's template. */
const TOP = new Set([
  'src', 'content', 'public', 'cms', 'tests', 'bench', '.ci', '.github', 'astro.config.mjs', 'package.json', 'package-lock.json', 'tsconfig.json',
  'README.md', 'CONTRIBUTING.md', 'LICENSE', '.gitignore', '.npmrc', '.oxlintrc.json',
]);

/**
 * The checkout's files that belong to the project: what stands in its rooms and its `.gitignore` does not name. Only read: the list
 * is made with our own git directory and an index that does not exist, so the checkout's own is neither used nor touched.
 */
export async function checkoutFiles(checkout: string, repository: string): Promise<string[]> {
  const { stdout } = await run(
    'git', ['--git-dir', repository, '--work-tree', '.', '-c', 'core.bare=false', 'ls-files', '--others', '--exclude-standard', '-z'],
    { cwd: checkout, env: { ...gitEnvironment(), GIT_INDEX_FILE: join(tmpdir(), `yunduan-no-index-${process.pid}`), GIT_OPTIONAL_LOCKS: '0' }, maxBuffer: 64 * 1024 * 1024 },
  );
  return stdout.split('\0').filter((path) => path && !path.endsWith('/') && TOP.has(path.split('/', 1)[0]!) && !/(?:^|\/)\.env/.test(path));
}

/** The checkout's files as blobs of the repository. Links and special files are left out. */
async function blobsOf(store: Store, checkout: string, wanted: (path: string) => boolean): Promise<Map<string, Change>> {
  const changes = new Map<string, Change>();
  for (const path of (await checkoutFiles(checkout, store.repository)).filter(wanted)) {
    const info = await lstat(join(checkout, path)).catch(() => undefined);
    if (!info?.isFile()) continue;
    changes.set(path, { id: await store.blob(await readFile(join(checkout, path))), mode: info.mode & 0o111 ? '100755' : '100644' });
  }
  return changes;
}

/**
 * The first commit of a repository that starts from a source tree without `.git`: one stream into `git fast-import`, which makes one
 * pack of it (ten thousand loose objects, each synced, would take minutes). Links and special files are left out.
 */
export async function importTree(repository: string, folder: string, at: number): Promise<void> {
  const git = spawn('git', ['--git-dir', repository, 'fast-import', '--quiet', '--done'], { env: gitEnvironment(), stdio: ['pipe', 'ignore', 'pipe'] });
  let complaint = '';
  git.stderr.on('data', (chunk: Buffer) => (complaint = (complaint + chunk).slice(-1000)));
  const ended = new Promise<void>((resolve, reject) => {
    git.once('error', reject);
    git.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`git fast-import: ${complaint.trim() || `ended with ${code}`}`))));
  });
  // Whoever writes to a process that has died is told by `ended`.
  git.stdin.on('error', () => {});
  const who = `${ident(DESK)} ${Math.floor(at / 1000)} +0800`;
  const subject = Buffer.from('从源文件夹开始\n');
  const write = async (bytes: string | Uint8Array) => git.stdin.write(bytes) || git.stdin.destroyed || (await new Promise((resolve) => git.stdin.once('drain', resolve).once('close', resolve)));
  await write(`commit ${MAIN}\nauthor ${who}\ncommitter ${who}\ndata ${subject.length}\n`);
  await write(subject);
  for (const path of await checkoutFiles(folder, repository)) {
    const info = await lstat(join(folder, path)).catch(() => undefined);
    if (!info?.isFile()) continue;
    const bytes = await readFile(join(folder, path));
    await write(`M ${info.mode & 0o111 ? '100755' : '100644'} inline ${/[\n"]/.test(path) ? JSON.stringify(path) : path}\ndata ${bytes.length}\n`);
    await write(bytes);
    await write('\n');
  }
  git.stdin.end('done\n');
  await ended;
}

/**
 * Puts the checkout's files outside `content/` on `main`, when they differ: every commit then holds the templates it is
 * rendered with. `content/` is never touched. Answers whether there was anything to commit.
 */
export async function commitTemplates(store: Store, checkout: string, at: number): Promise<boolean> {
  const files = await blobsOf(store, checkout, (path) => !path.startsWith('content/'));
  for (;;) {
    const main = await store.main();
    const content = (await store.reader.tree(main.tree)).find(({ name }) => name === 'content');
    const tree = await store.edit(null, content ? new Map([...files, ['content', { id: content.id, mode: '040000' as const }]]) : files);
    if (tree === main.tree) return false;
    try {
      await store.move(MAIN, main.id, await store.write({ tree, parents: [main.id], author: DESK, at, subject: '更新模板与程序' }));
      return true;
    } catch (error) {
      if (!(error instanceof RefMoved)) throw error;
    }
  }
}
