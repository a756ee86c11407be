import type { DatabaseSync } from 'node:sqlite';
import { ROLES, STAGES } from '../../protocol/roles.ts';
import type { Hearer } from './hearers.ts';

/** Everyone whose account is active, with whom they stand in for today (代审). The one place of the notices that knows the tables of the accounts. */
export function activePeople(database: DatabaseSync, now: number): Hearer[] {
  const people = database.prepare("SELECT id, username, name, roles, collections, mail FROM users WHERE state = 'active' ORDER BY id").all().map((row) => {
    const listed = JSON.parse(String(row['roles'])) as string[];
    return {
      id: Number(row['id']), username: String(row['username']), name: String(row['name']), mail: row['mail'] === null ? null : String(row['mail']),
      roles: ROLES.filter((role) => listed.includes(role)), collections: row['collections'] === null ? null : (JSON.parse(String(row['collections'])) as string[]),
    };
  });
  const today = new Date(now + 8 * 3_600_000).toISOString().slice(0, 10);
  const deputies = database.prepare('SELECT user_id, deputy_id FROM deputies WHERE from_day <= ? AND until_day >= ? ORDER BY id').all(today, today);
  const standsFor = (id: number) => deputies.filter((row) => Number(row['deputy_id']) === id).flatMap((row) => people.filter((one) => one.id === Number(row['user_id'])))
    .map(({ name, username, roles, collections }) => ({ name, username, collections, stages: STAGES.filter((stage) => roles.includes(stage)) }));
  return people.map((person) => ({ ...person, standsFor: standsFor(person.id) }));
}
