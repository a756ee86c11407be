import type { DatabaseSync } from 'node:sqlite';
import type { LogLine, LogName } from '../../protocol/people.ts';
import { timeInBeijing } from '../beijing.ts';
import { toCsv } from './csv.ts';

/** Who does something, and from where. */
export interface By {
  username: string;
  address: string;
}

/** Whoever has the machine itself: `npm run reset`. */
export const MACHINE: By = { username: '（服务器命令）', address: '' };

/** What was done, as the logs say it. */
export const ACTS = {
  'set-up': '建立第一个账号', invite: '邀请', 'renew-link': '重发一次性链接', 'withdraw-invitation': '撤回邀请', accept: '接受邀请', reset: '用链接重设密码',
  change: '修改用户', disable: '停用', enable: '恢复使用', 'sign-out': '结束全部登录', 'take-off': '解除动态口令', chains: '设定审签', 'second-factor': '规定动态口令',
  deputy: '指定代审', 'end-deputy': '取消代审', password: '修改密码', 'factor-on': '开启动态口令', 'factor-off': '关闭动态口令', recovery: '重做备用码', mail: '修改邮箱',
} as const;
export type ActName = keyof typeof ACTS;

/** How a try to sign in ended. */
export const OUTCOMES = { 'signed-in': '登录', recovery: '用备用码登录', refused: '用户名或密码不对', 'wrong-code': '动态口令不对', disabled: '账号不在用' } as const;
export type Outcome = keyof typeof OUTCOMES;

const PAGE = 100;
/** Tries to sign in are kept for two years: longer than any rule that we know asks, and not for ever. */
const KEPT = 2 * 365 * 24 * 3_600_000;

/** What happened to accounts: who signed in or tried to, and what was done to whom. No secret is ever in it. */
export class Log {
  readonly #database: DatabaseSync;
  readonly #now: () => number;

  constructor(database: DatabaseSync, now: () => number) {
    this.#database = database;
    this.#now = now;
    database.prepare('DELETE FROM sign_ins WHERE at < ?').run(now() - KEPT);
  }

  /** Notes an act. `act` is one of `ACTS`, or another room's own sentence for what it did. */
  act(by: By, act: ActName | (string & {}), subject: string, detail = ''): void {
    this.#database.prepare('INSERT INTO acts (at, username, address, act, subject, detail) VALUES (?, ?, ?, ?, ?, ?)').run(this.#now(), by.username, by.address, act, subject, detail);
  }

  /** Notes a try to sign in. A name that nobody has may be a password in the wrong field: it is not written down. */
  signIn({ username, address }: By, outcome: Outcome, known: boolean): void {
    this.#database.prepare('INSERT INTO sign_ins (at, username, address, outcome) VALUES (?, ?, ?, ?)').run(this.#now(), known ? username : '（没有这个用户）', address, outcome);
  }

  /** A page of a log, the newest first, from before a line on. */
  page(name: LogName, before = Number.MAX_SAFE_INTEGER): { lines: LogLine[]; more: boolean } {
    const lines = this.#read(name, before, PAGE + 1);
    return { lines: lines.slice(0, PAGE), more: lines.length > PAGE };
  }

  /** The whole log as a table, the oldest first; times are Beijing's. */
  csv(name: LogName): string {
    const lines = this.#read(name, Number.MAX_SAFE_INTEGER, -1).reverse();
    const rows = lines.map(({ at, username, address, act, subject, detail }) =>
      [timeInBeijing(Date.parse(at)), username, address, act, ...(name === 'acts' ? [subject, detail] : [])]);
    return toCsv([['时间（北京）', '用户名', '地址', name === 'acts' ? '做了什么' : '结果', ...(name === 'acts' ? ['对谁', '说明'] : [])], ...rows]);
  }

  #read(name: LogName, before: number, limit: number): LogLine[] {
    const query = name === 'acts'
      ? 'SELECT rowid AS id, at, username, address, act, subject, detail FROM acts WHERE rowid < ? ORDER BY rowid DESC LIMIT ?'
      : `SELECT rowid AS id, at, username, address, outcome AS act, '' AS subject, '' AS detail FROM sign_ins WHERE rowid < ? ORDER BY rowid DESC LIMIT ?`;
    const names: Readonly<Record<string, string>> = name === 'acts' ? ACTS : OUTCOMES;
    const rows = this.#database.prepare(query).all(before, limit) as unknown as (Omit<LogLine, 'at'> & { at: number })[];
    return rows.map((row) => ({ ...row, at: new Date(row.at).toISOString(), act: names[row.act] ?? row.act }));
  }
}
