import { defineLiveCollection } from 'astro:content';
import type { LiveLoader } from 'astro/loaders';
import { currentSnapshot } from './content/scope.ts';
import { type CollectionName, collectionNames, isSetting } from './model/collections.ts';
import { entry, type Full, setting } from './queries/entry.ts';
import { ask, type Card, type ListQuery, months } from './queries/list.ts';

/** The collections as Astro live collections over the current snapshot: the only door through which pages read content. */
const collection = (name: CollectionName) =>
  defineLiveCollection({
    loader: {
      name: `snapshot:${name}`,
      loadEntry: async ({ filter }) => {
        const found = entry(currentSnapshot(), name, filter.id);
        return found && { id: found.id, data: found, rendered: { html: found.html } };
      },
      loadCollection: async ({ filter }) => ({
        entries: ask(currentSnapshot(), name, filter ?? { list: 'all' }).map((card) => ({ id: card.id, data: card })),
      }),
    } satisfies LiveLoader<Full | Card, { id: string }, ListQuery>,
  });

const settings = defineLiveCollection({
  loader: {
    name: 'snapshot:settings',
    loadEntry: async ({ filter }) => (isSetting(filter.id) ? { id: filter.id, data: setting(currentSnapshot(), filter.id) } : undefined),
    loadCollection: async () => ({ entries: [] }),
  } satisfies LiveLoader<Record<string, unknown>, { id: string }>,
});

const monthsWithEntries = defineLiveCollection({
  loader: {
    name: 'snapshot:months',
    loadEntry: async () => undefined,
    loadCollection: async ({ filter }) => ({
      entries: (filter ? months(currentSnapshot(), filter.collection) : []).map((month) => ({ id: month, data: { month } })),
    }),
  } satisfies LiveLoader<{ month: string }, never, { collection: CollectionName }>,
});

export const collections = {
  ...(Object.fromEntries(collectionNames.map((name) => [name, collection(name)])) as Record<CollectionName, ReturnType<typeof collection>>),
  settings,
  months: monthsWithEntries,
};
