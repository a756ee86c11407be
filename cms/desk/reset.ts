// `npm run reset -- <user>`: the way back in for whoever has the machine, while the desk runs or not.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Accounts } from './accounts/accounts.ts';
import { openDatabase } from './accounts/database.ts';
import { resetFromMachine } from './accounts/reset-from-machine.ts';
import { timeInBeijing } from './beijing.ts';
import { pages } from '../protocol/paths.ts';

const checkout = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const data = resolve(checkout, process.env['YUNDUAN_DATA']?.trim() || 'var');
const [username, ...flags] = process.argv.slice(2);

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

if (!username || flags.some((flag) => flag !== '--without-second-factor')) {
  fail(`usage: npm run reset -- <user> [--without-second-factor]
  prints a one-time link to a new password; with the flag, the account's second factor is taken off, too
  打印一个重设密码的一次性链接；加上 --without-second-factor，同时解除这个账号的两步验证`);
}
const file = join(data, 'desk.sqlite');
// Opening would make it, and a typing error in the path an empty data directory.
if (!existsSync(file)) fail(`no desk has run on ${data}; set YUNDUAN_DATA to its data directory / 这里没有编务台的数据，请用 YUNDUAN_DATA 指明数据目录`);

/** Where the desk was reached last, as its hook knows it. */
function address(): string {
  try {
    return new URL((JSON.parse(readFileSync(join(data, 'wake.json'), 'utf8')) as { url: string }).url).origin;
  } catch {
    return 'http://127.0.0.1:4321';
  }
}

const database = openDatabase(file);
try {
  const { token, expiresAt, name } = resetFromMachine(new Accounts(database, () => Date.now()), username, flags.length > 0);
  console.log(`
  one-time link for ${name} (${username}), until ${timeInBeijing(expiresAt)} Beijing time / 一次性链接，三天内有效：
  ${address()}${pages.invite}#${token}

  Behind a proxy, put the public address before ${pages.invite}. / 前面有代理时，请把 ${pages.invite} 前面换成对外的网址。
`);
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
} finally {
  database.close();
}
