import type { DatabaseSync } from 'node:sqlite';
import type { PersonState } from '../../protocol/people.ts';
import { type Role, ROLES } from '../../protocol/roles.ts';
import { Refused } from '../workflow/refused.ts';

/** An account as it stands. */
export interface User {
  id: number;
  username: string;
  name: string;
  roles: readonly Role[];
  /** The collections that the roles are for; null: all. */
  collections: readonly string[] | null;
  state: PersonState;
  mail: string | null;
  /** Milliseconds since the epoch. */
  createdAt: number;
}

/** What an administrator gives a person. */
export type Given = Pick<User, 'name' | 'roles' | 'collections' | 'mail'>;

export interface UserRow {
  id: number;
  username: string;
  name: string;
  roles: string;
  collections: string | null;
  state: string;
  mail: string | null;
  created_at: number;
}

/** The columns that `userOf` reads, for queries that join. */
export const USER_COLUMNS = 'users.id, users.username, users.name, users.roles, users.collections, users.state, users.mail, users.created_at';

/** A row as a user. A role or a state that nobody knows is none: what is unknown is denied. */
export function userOf(row: UserRow): User {
  const listed = JSON.parse(row.roles) as string[];
  return {
    id: row.id, username: row.username, name: row.name, mail: row.mail, createdAt: row.created_at,
    roles: ROLES.filter((role) => listed.includes(role)),
    collections: row.collections === null ? null : (JSON.parse(row.collections) as string[]),
    state: row.state === 'active' || row.state === 'invited' ? row.state : 'disabled',
  };
}

/** The users' table. What may be done to it, and by whom, is said elsewhere. */
export class Users {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  all(): User[] {
    return (this.#database.prepare(`SELECT ${USER_COLUMNS} FROM users ORDER BY id`).all() as unknown as UserRow[]).map(userOf);
  }

  active(): User[] {
    return this.all().filter(({ state }) => state === 'active');
  }

  get(id: number): User | undefined {
    const row = this.#database.prepare(`SELECT ${USER_COLUMNS} FROM users WHERE id = ?`).get(id) as UserRow | undefined;
    return row && userOf(row);
  }

  find(username: string): User | undefined {
    const row = this.#database.prepare(`SELECT ${USER_COLUMNS} FROM users WHERE username = ?`).get(username) as UserRow | undefined;
    return row && userOf(row);
  }

  /** A password's hash; empty, which no password matches, while there is none. */
  passwordOf(id: number): string {
    return (this.#database.prepare('SELECT password FROM users WHERE id = ?').get(id) as { password: string } | undefined)?.password ?? '';
  }

  /** Adds an account; gives its id. Throws `Refused` where the user name is taken. */
  add(user: Omit<User, 'id'> & { password: string }): number {
    if (this.find(user.username)) throw new Refused('exists', `用户名 ${user.username} 已经有人用了，请另选一个`);
    return Number(this.#database.prepare('INSERT INTO users (username, name, password, roles, collections, state, mail, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
      .run(user.username, user.name, user.password, JSON.stringify(user.roles), user.collections && JSON.stringify(user.collections), user.state, user.mail, user.createdAt)
      .lastInsertRowid);
  }

  change(id: number, { name, roles, collections, mail }: Given): void {
    this.#database.prepare('UPDATE users SET name = ?, roles = ?, collections = ?, mail = ? WHERE id = ?')
      .run(name, JSON.stringify(roles), collections && JSON.stringify(collections), mail, id);
  }

  setState(id: number, state: PersonState): void {
    this.#database.prepare('UPDATE users SET state = ? WHERE id = ?').run(state, id);
  }

  setName(id: number, name: string): void {
    this.#database.prepare('UPDATE users SET name = ? WHERE id = ?').run(name, id);
  }

  setPassword(id: number, hash: string): void {
    this.#database.prepare('UPDATE users SET password = ? WHERE id = ?').run(hash, id);
  }

  setMail(id: number, mail: string | null): void {
    this.#database.prepare('UPDATE users SET mail = ? WHERE id = ?').run(mail, id);
  }

  /** Removes an account; only for one that was never used. */
  remove(id: number): void {
    this.#database.prepare('DELETE FROM users WHERE id = ?').run(id);
  }
}
