import { cardAddress, type ShareCard } from '../content/cards/card.ts';
import type { Shelf } from '../content/shelf.ts';
import type { Entry, Snapshot, SnapshotDifference } from '../content/snapshot.ts';
import type { CollectionName, Setting } from '../model/collections.ts';
import { type Column, columns } from './columns.ts';
import { WITH_PAGES } from './routes.ts';

type Site = Pick<Setting<'site'>, 'name' | 'tagline'>;

/** The card of an entry's page; of every other page the site's own. */
export function cardOf(site: Site, entry?: { collection: string; title: string }): ShareCard {
  if (!entry) return { site: site.name, title: site.tagline };
  const column = (columns as Partial<Record<string, Column>>)[entry.collection];
  return { site: site.name, ...(column ? { label: column.title } : {}), title: entry.title };
}

const titleOf = (entry: Entry): string => (entry.data as { title: string }).title;
const WITH = new Set<CollectionName>(WITH_PAGES);
/** The card that an entry brings before the public: none once it is withdrawn. A list that is taken down was never on one. */
const cardsOf = (snapshot: Snapshot, entry: Entry | undefined): ShareCard[] =>
  entry?.face.public && WITH.has(entry.collection) ? [cardOf(snapshot.settings.site, { collection: entry.collection, title: titleOf(entry) })] : [];

/** Every card that a page of the snapshot names, the newest entries' first. */
export function publicCards(snapshot: Snapshot): ShareCard[] {
  const entries = WITH_PAGES.flatMap((name) => (snapshot.entries[name] as Shelf).byTime.toReversed());
  return [cardOf(snapshot.settings.site), ...entries.flatMap((entry) => cardsOf(snapshot, entry))];
}

/** The cards that a difference brings, and the addresses of those that no page names any more. */
export function changedCards(before: Snapshot, after: Snapshot, difference: SnapshotDifference): { come: ShareCard[]; gone: string[] } {
  const renamed = JSON.stringify(cardOf(before.settings.site)) !== JSON.stringify(cardOf(after.settings.site));
  const old = renamed ? publicCards(before) : difference.entries.flatMap((change) => cardsOf(before, change.before));
  const now = renamed ? publicCards(after) : difference.entries.flatMap((change) => cardsOf(after, change.after));
  const wanted = new Set(now.map(cardAddress));
  const known = new Map(old.map((card) => [cardAddress(card), card]));
  const left = new Map([...known].filter(([address]) => !wanted.has(address)));
  // Two pages with the same title have one card. Looked for only when a title is gone, and by the titles: ten thousand digests would take longer than the rest.
  if (left.size > 0 && !renamed) {
    const titles = new Set([...left.values()].map(({ title }) => title));
    for (const entry of WITH_PAGES.flatMap((name) => (after.entries[name] as Shelf).byTime)) {
      if (titles.has(titleOf(entry))) for (const card of cardsOf(after, entry)) left.delete(cardAddress(card));
    }
    // An entry without a column may have the title of the site's own card.
    left.delete(cardAddress(cardOf(after.settings.site)));
  }
  return { come: now.filter((card) => !known.has(cardAddress(card))), gone: [...left.keys()] };
}
