// The top of `npm run backup` and `npm run restore`: the only file of them that reads the environment.
import { readFileSync, statSync } from 'node:fs';
import { setPriority } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { timeInBeijing } from '../beijing.ts';
import { makeBackup } from './backup.ts';
import { restoreBackup } from './restore.ts';

const USAGE = `usage:
  npm run backup [-- [<file or folder>] [--data <dir>]]
  npm run restore -- <file> [--data <empty dir>]`;

const checkout = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');
/** Where the command was typed: npm runs scripts at the top of the checkout. */
const here = process.env['INIT_CWD'] || process.cwd();

/** Milliseconds as Beijing's clock shows them, for the name of a file. */
const stamp = (at: number) => timeInBeijing(at).replace(' ', '-').replaceAll(':', '');
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { data: { type: 'string' } }, allowPositionals: true });
  const [verb, file, ...more] = positionals;
  if ((verb !== 'backup' && verb !== 'restore') || more.length || (verb === 'restore' && !file)) throw new Error(USAGE);
  const data = values.data === undefined ? resolve(checkout, process.env['YUNDUAN_DATA']?.trim() || 'var') : resolve(here, values.data);
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort(new Error('stopped; nothing was written\n已停止，什么也没有写')));
  // A desk that runs beside it has readers.
  setPriority(10);

  if (verb === 'backup') {
    const now = Date.now();
    const name = `yunduan-${stamp(now)}.tar`;
    const wanted = file === undefined ? join(data, 'backups', name) : resolve(here, file);
    const place = isFolder(wanted) ? join(wanted, name) : wanted;
    const { version } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as { version: string };
    const { bytes, manifest } = await makeBackup({ data, file: place, program: version, now, signal: stopping.signal });
    console.log(`${place}  ${megabytes(bytes)}  main ${manifest.main.slice(0, 8)}  ${manifest.drafts} drafts 草稿`);
    if (file === undefined) console.log('It lies on the same disk: copy it to another machine. It holds drafts and accounts: keep it private.\n备份还在同一块盘上，请复制到别的机器；里面有草稿和账号，请妥善保管。');
    return;
  }

  const manifest = await restoreBackup({ file: resolve(here, file!), data, signal: stopping.signal });
  console.log(`restored the desk of ${manifest.at} to ${data}: main ${manifest.main.slice(0, 8)}, ${manifest.drafts} drafts
Everybody signs in again. One-time links are void, unsent mail is dropped, a push mirror is paused (/admin/mirror/).
The site is rendered at the next start: npm start
已恢复到 ${data}：${manifest.at} 时的内容、历史、草稿和账号。
大家要重新登录；一次性链接作废，没有发出的通知不再发，推送镜像已暂停（/admin/mirror/）。
网站在下次启动时生成：npm start`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
