import { type CollectionName, isCollection, isSetting } from '../model/collections.ts';
import type { Shelf } from '../content/shelf.ts';
import type { Entry, Snapshot } from '../content/snapshot.ts';
import { entry } from './entry.ts';
import { expiry } from './expiry.ts';
import { card, list } from './list.ts';
import { months } from './months.ts';
import { subjects } from './narrowing.ts';
import { currentAlerts, isGrey } from './occasions.ts';
import type { Question } from './question.ts';
import { allMoved, movedFrom, paramsOf } from './routes.ts';
import { topicOf, topics } from './topics.ts';
import { validities } from './validity.ts';
import { withdrawn } from './withdrawn.ts';

/** Answers a question about a snapshot. A function of both, and of nothing else: no clock, no disk beyond the snapshot's own texts. */
export function answer(snapshot: Snapshot, question: Question): unknown {
  if ('collection' in question && !isCollection(question.collection)) throw new Error(`there is no collection ${String(question.collection)}`);
  switch (question.ask) {
    case 'entry': return entry(snapshot, question.collection, question.id);
    case 'withdrawn': return withdrawn(snapshot, question.collection, question.id);
    case 'card': return card(snapshot, snapshot.entries[question.collection].get(question.id) as Entry | undefined);
    case 'list': return list(snapshot, question.collection, question.query);
    case 'months': return months(snapshot, question.collection).filter(({ month }) => !question.year || month.startsWith(`${question.year}-`));
    case 'addresses': return addresses(snapshot, question.collection, question.month);
    case 'topics': return topics(snapshot, question.collection);
    case 'topic': return topicOf(snapshot, question.id);
    case 'validities': return validities(snapshot, question.topic);
    case 'subjects': return subjects(snapshot, question.validity);
    case 'setting':
      if (!isSetting(question.name)) throw new Error(`there is no setting ${String(question.name)}`);
      return snapshot.settings[question.name];
    case 'grey': return isGrey(snapshot, question.where);
    case 'alerts': return currentAlerts(snapshot);
    case 'expiry': return expiry(snapshot.instant);
    case 'moved': return question.path === undefined ? allMoved(snapshot) : movedFrom(snapshot, question.path);
    case 'map': return paramsOf(snapshot, '/sitemap/[part].xml').map(({ part }) => part);
    case 'paths': return paramsOf(snapshot, question.route);
  }
}

function addresses(snapshot: Snapshot, collection: CollectionName, month: string | undefined): string[] {
  const shelf = snapshot.entries[collection] as Shelf;
  return (month ? shelf.month(month) : shelf.byTime).map(({ address }) => address);
}
