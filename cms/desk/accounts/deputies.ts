import type { DatabaseSync } from 'node:sqlite';
import type { Deputy } from '../../protocol/people.ts';
import { STAGES } from '../../protocol/roles.ts';
import type { Actor } from '../workflow/actor.ts';
import { Refused } from '../workflow/refused.ts';
import { dayInBeijing } from '../beijing.ts';
import { type User, USER_COLUMNS, userOf, type UserRow } from './users.ts';

/** Who stands in for whom (代审), from one day in Beijing until another, both included. */
export class Deputies {
  readonly #database: DatabaseSync;
  readonly #now: () => number;

  constructor(database: DatabaseSync, now: () => number) {
    this.#database = database;
    this.#now = now;
  }

  /** Enters a deputy. Throws `Refused` with a sentence for whoever enters it. */
  add(principal: User, deputy: User | undefined, from: string, until: string): void {
    const today = dayInBeijing(this.#now());
    if (!deputy || deputy.state !== 'active') throw new Refused('bad-request', '没有这位代审人，或者他的账号不在用');
    if (deputy.id === principal.id) throw new Refused('bad-request', '代审人不能是本人');
    if (!STAGES.some((stage) => principal.roles.includes(stage))) throw new Refused('bad-request', `${principal.name}没有审签的角色，用不着代审人`);
    const [own, others] = [principal.collections, deputy.collections];
    if (own && others && !own.some((name) => others.includes(name))) throw new Refused('bad-request', `${deputy.name}不管${principal.name}的栏目，代审不了；请另选一位，或者先改栏目`);
    if (until < from) throw new Refused('bad-request', '最后一天早于第一天，请把日期换过来');
    if (until < today) throw new Refused('bad-request', '这段日子已经过去了');
    this.#database.prepare('INSERT INTO deputies (user_id, deputy_id, from_day, until_day) VALUES (?, ?, ?, ?)').run(principal.id, deputy.id, from, until);
  }

  get(id: number): (Deputy & { userId: number }) | undefined {
    return this.#read('deputies.id = ?', id)[0];
  }

  end(id: number): void {
    this.#database.prepare('DELETE FROM deputies WHERE id = ?').run(id);
  }

  /** Those that are not over yet, the earliest first; of one person, on either side, when `userId` is given. */
  list(userId?: number): Deputy[] {
    const today = dayInBeijing(this.#now());
    const rows = userId === undefined ? this.#read('until_day >= ?', today) : this.#read('until_day >= ? AND (user_id = ? OR deputy_id = ?)', today, userId, userId);
    return rows.map(({ userId: _userId, ...deputy }) => deputy);
  }

  /** Whom a person stands in for today, at which stages and for which collections: the principal's own, while their account is active. */
  standsFor(deputyId: number): Actor['standsFor'] {
    const today = dayInBeijing(this.#now());
    const rows = this.#database.prepare(
      `SELECT DISTINCT ${USER_COLUMNS} FROM deputies JOIN users ON users.id = deputies.user_id
       WHERE deputies.deputy_id = ? AND from_day <= ? AND until_day >= ? AND users.state = 'active' ORDER BY users.id`,
    ).all(deputyId, today, today) as unknown as UserRow[];
    return rows.map(userOf)
      .map(({ name, username, roles, collections }) => ({ name, username, stages: STAGES.filter((stage) => roles.includes(stage)), collections }))
      .filter(({ stages }) => stages.length > 0);
  }

  #read(where: string, ...values: (string | number)[]): (Deputy & { userId: number })[] {
    const today = dayInBeijing(this.#now());
    const rows = this.#database.prepare(
      `SELECT deputies.id, user_id AS userId, one.name, one.username, other.name AS deputy, other.username AS deputyUsername, from_day AS "from", until_day AS until
       FROM deputies JOIN users AS one ON one.id = user_id JOIN users AS other ON other.id = deputy_id WHERE ${where} ORDER BY from_day, deputies.id`,
    ).all(...values) as unknown as Omit<Deputy & { userId: number }, 'today'>[];
    return rows.map((row) => ({ ...row, today: row.from <= today && today <= row.until }));
  }
}
