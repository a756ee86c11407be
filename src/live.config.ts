import { defineLiveCollection } from 'astro:content';
import type { LiveLoader } from 'astro/loaders';
import { type CollectionName, collectionNames } from './model/collections.ts';
import type { Full } from './queries/entry.ts';
import type { Card } from './queries/list.ts';
import type { ListQuery, Question } from './queries/question.ts';
import { currentDoor } from './queries/scope.ts';

const ask = (question: Question) => currentDoor().ask(question);
type Listing = Exclude<ListQuery, { list: 'chosen' }> | { card: string };

/** The collections as Astro live collections whose loader asks the current door: the only way in which pages read content. */
const collection = (name: CollectionName) =>
  defineLiveCollection({
    loader: {
      name: `snapshot:${name}`,
      loadEntry: async ({ filter }) => {
        const found = ask({ ask: 'entry', collection: name, id: filter.id }) as Full | undefined;
        return found && { id: found.id, data: found, rendered: { html: found.html } };
      },
      loadCollection: async ({ filter = { list: 'all' } }) => {
        const found = 'card' in filter ? [ask({ ask: 'card', collection: name, id: filter.card })] : ask({ ask: 'list', collection: name, query: filter });
        return { entries: (found as (Card | undefined)[]).flatMap((card) => (card ? [{ id: card.id, data: card }] : [])) };
      },
    } satisfies LiveLoader<Full | Card, { id: string }, Listing>,
  });

/** Whatever is asked and is no entry: settings, months, addresses. */
const facts = defineLiveCollection({
  loader: {
    name: 'snapshot:facts',
    loadEntry: async ({ filter }) => ({ id: filter.ask, data: { given: ask(filter) } }),
    loadCollection: async () => ({ entries: [] }),
  } satisfies LiveLoader<{ given: unknown }, Question>,
});

export const collections = {
  ...(Object.fromEntries(collectionNames.map((name) => [name, collection(name)])) as Record<CollectionName, ReturnType<typeof collection>>),
  facts,
};
