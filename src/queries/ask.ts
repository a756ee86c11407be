import { getLiveCollection, getLiveEntry } from 'astro:content';
import type { CollectionName, Setting, SettingName } from '../model/collections.ts';
import { currentSnapshot } from '../content/scope.ts';
import type { Full } from './entry.ts';
import type { Card, ListQuery } from './list.ts';
import { paramsOf } from './routes.ts';

/** What pages call. Each is one question to Astro's live collections; an error of the loader stops the page. */
export async function entryOf<C extends CollectionName>(collection: C, id: string): Promise<Full<C> | undefined> {
  const { entry, error } = await getLiveEntry(collection, { id });
  if (error && (error as Error).name !== 'LiveEntryNotFoundError') throw error;
  return entry?.data as Full<C> | undefined;
}

export async function listOf<C extends CollectionName>(collection: C, query: ListQuery): Promise<Card<C>[]> {
  const { entries, error } = await getLiveCollection(collection, query);
  if (error) throw error;
  return (entries ?? []).map((entry) => entry.data as unknown as Card<C>);
}

export async function monthsOf(collection: CollectionName): Promise<string[]> {
  const { entries, error } = await getLiveCollection('months', { collection });
  if (error) throw error;
  return (entries ?? []).map((entry) => entry.id);
}

export async function settingOf<S extends SettingName>(name: S): Promise<Setting<S>> {
  const { entry, error } = await getLiveEntry('settings', { id: name });
  if (error) throw error;
  return entry?.data as unknown as Setting<S>;
}

/** For a page's `getStaticPaths`; a server build ignores it, so pages answer 404 to unknown ids themselves. */
export const staticPaths = (route: string) => () => paramsOf(currentSnapshot(), route).map((params) => ({ params }));
