import type { Result, Waiting } from '../../protocol/store.ts';
import type { Actor } from './actor.ts';
import { can, type Situation } from './can.ts';
import type { Desk } from './change-draft.ts';
import { type OpenDraft, readDrafts, statusOf } from './drafts.ts';
import { standingOf } from './record.ts';
import { titleOfDraft } from './tell.ts';

/** What waits for a person: to be signed by them, to be written on after it was sent back, to be published; then what of theirs waits for others. */
export async function waiting(desk: Desk, actor: Actor): Promise<Result<'waiting'>> {
  const found = (await readDrafts(desk.store)).flatMap((draft): Waiting[] => {
    const { record, key } = draft;
    const chain = desk.chain(key.collection);
    const situation: Situation = { collection: key.collection, chain, draft: record, published: null, now: desk.now() };
    const why = reasonFor(actor, draft, situation);
    return why ? [{
      ...key, title: titleOfDraft(draft), status: statusOf(record, chain), stage: standingOf(record, chain).outstanding ?? null, updatedAt: new Date(draft.head.at).toISOString(),
      author: record.writers[0]?.name ?? draft.head.author.name, why, urgent: record.urgent !== undefined, scheduled: record.scheduled?.for ?? null,
    }] : [];
  });
  const order: readonly Waiting['why'][] = ['sign', 'sent-back', 'publish', 'own'];
  // What is public without a signature comes before everything.
  return { waiting: found.sort((a, b) => Number(b.urgent) - Number(a.urgent) || order.indexOf(a.why) - order.indexOf(b.why) || (a.updatedAt < b.updatedAt ? -1 : 1)) };
}

function reasonFor(actor: Actor, { record }: OpenDraft, situation: Situation): Waiting['why'] | undefined {
  const own = record.writers.some(({ username }) => username === actor.username);
  if (can(actor, 'sign', situation).length === 0) return 'sign';
  if (own && record.sentBack && record.state === 'draft') return 'sent-back';
  if (can(actor, 'publish', situation).length === 0) return 'publish';
  return own ? 'own' : undefined;
}
