import type { DatabaseSync } from 'node:sqlite';
import { type CollectionName, collectionNames, declared } from '../../../src/model/collections.ts';
import { ChainLength, chainOf, type Stage, STAGE_NAMES, STAGES } from '../../protocol/roles.ts';
import type { User } from './users.ts';

/** How many stages each collection's chain has. The site's settings have none: only administrators write them. */
export class Chains {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** What is set for a collection, whether or not there are people enough for it; none where nothing is set. */
  get(collection: string): ChainLength {
    const row = this.#database.prepare('SELECT stages FROM chains WHERE collection = ?').get(collection) as { stages: number } | undefined;
    return ChainLength.safeParse(row?.stages).data ?? 0;
  }

  all(): Record<CollectionName, ChainLength> {
    return Object.fromEntries(collectionNames.map((name) => [name, this.get(name)])) as Record<CollectionName, ChainLength>;
  }

  set(collection: CollectionName, length: ChainLength): void {
    this.#database.prepare('INSERT INTO chains (collection, stages) VALUES (?, ?) ON CONFLICT (collection) DO UPDATE SET stages = excluded.stages').run(collection, length);
  }
}

/** Collections whose texts cannot get through their chains with these people, those together that lack the same; as a sentence. */
export function shortages(lengths: Readonly<Record<CollectionName, ChainLength>>, people: readonly User[]): { collections: CollectionName[]; sentence: string }[] {
  const found = Map.groupBy(collectionNames, (name) => shortage(name, lengths[name], people));
  found.delete(undefined);
  return [...found].map(([why, collections]) => ({ collections, sentence: `${collections.map((name) => `“${declared(name).label}”`).join('')}的稿子走不完审签：${why}` }));
}

/**
 * Why no text of a collection can get through a chain with these people, or undefined when one can: each stage needs somebody with its
 * role, nobody signs two, and whoever wrote it signs none.
 */
export function shortage(collection: CollectionName, length: ChainLength, people: readonly User[]): string | undefined {
  const stages = chainOf(length);
  if (stages.length === 0) return undefined;
  const here = people.filter(({ state, collections }) => state === 'active' && (collections === null || collections.includes(collection)));
  const writes = ({ roles }: User) => roles.includes('writer') || STAGES.some((stage) => roles.includes(stage));
  if (here.some((writer) => writes(writer) && canSign(stages, here.filter((one) => one !== writer)))) return undefined;
  const counts = stages.map((stage) => `${STAGE_NAMES[stage]} ${here.filter(({ roles }) => roles.includes(stage)).length} 人`).join('、');
  return `${stages.map((stage) => STAGE_NAMES[stage]).join('、')}要由${stages.length > 1 ? '不同的人' : '撰稿人以外的人'}来签${
    stages.length > 1 ? '，撰稿人自己不能签' : ''}。现在有权的：${counts}。请给更多人角色，或者减少审级`;
}

/** Whether these people can sign all stages, one each. */
function canSign([stage, ...rest]: readonly Stage[], people: readonly User[]): boolean {
  if (!stage) return true;
  return people.some((one) => one.roles.includes(stage) && canSign(rest, people.filter((other) => other !== one)));
}
