import type { CollectionName, SettingName } from '../model/collections.ts';
import type { Where } from './occasions.ts';
import type { Stage } from './stage.ts';
import type { Topical } from './topics.ts';
import type { Validity } from './validity.ts';

/** What may be asked of the list of a collection. */
export type ListQuery =
  | { list: 'all' }
  | { list: 'newest'; limit: number }
  /** By time alone, whatever is pinned or put in an order. */
  | { list: 'latest'; limit: number }
  /** A part of a month's archive, from 1, the oldest part first; absent: the last part. */
  | { list: 'month'; month: string; part?: number }
  | { list: 'chosen'; ids: readonly string[] }
  | { list: 'neighbours'; of: string }
  /** Policies: the explainers of a document. Notices: the results of a 公示. News: what names a service. The newest first. */
  | { list: 'about'; id: string; limit: number }
  /** Earlier news that shares most topics. */
  | { list: 'related'; to: string; limit: number }
  /** The entries that have a topic; of policies also those of one 有效性 alone. */
  | { list: 'topic'; topic: string; validity?: Validity; limit: number }
  /** Policies of one 有效性. */
  | { list: 'validity'; validity: Validity; limit: number }
  /** Notices of one stage. */
  | { list: 'stage'; stage: Stage; limit: number };

/** One question of a page, as it is recorded. */
export type Question =
  | { ask: 'entry'; collection: CollectionName; id: string }
  /** What the page of an entry says that was withdrawn; undefined of any other. */
  | { ask: 'withdrawn'; collection: CollectionName; id: string }
  | { ask: 'card'; collection: CollectionName; id: string }
  | { ask: 'list'; collection: CollectionName; query: Exclude<ListQuery, { list: 'chosen' }> }
  /** The months with public entries, the newest first, each with the number of its parts; of one year, or of all. */
  | { ask: 'months'; collection: CollectionName; year?: string }
  /** The addresses of a month's entries; of the whole collection where it has no dates in its ids. */
  | { ask: 'addresses'; collection: CollectionName; month?: string }
  | { ask: 'topics'; collection: Topical }
  /** The topic that has a short name; undefined where none has. */
  | { ask: 'topic'; id: string }
  /** The names of the values of 有效性 that policies have: those of a topic, or all. */
  | { ask: 'validities'; topic?: string }
  /** The topics that policies have, without their numbers: those of one 有效性, or all. */
  | { ask: 'subjects'; validity?: Validity }
  | { ask: 'setting'; name: SettingName }
  /** Whether such a page is grey, and what everybody has to know: settings and the instant say it. */
  | { ask: 'grey'; where: Where }
  | { ask: 'alerts' }
  /** Where the page at an address has moved to; without a path, all that moved. */
  | { ask: 'moved'; path?: string }
  /** The names of the site map's parts. */
  | { ask: 'map' }
  /** Until when it may be relied on what the site says of itself. */
  | { ask: 'expiry' }
  /** The parameters of a route, for `getStaticPaths`; the desk keeps its paths by itself. */
  | { ask: 'paths'; route: string };

/** A question's name, which is also the question: the same question has the same name, whoever asks, and `JSON.parse` gives it back. */
export function nameOf(question: object): string {
  let said = '';
  for (const name of Object.keys(question).sort()) {
    const inner = (question as Record<string, unknown>)[name];
    if (inner !== undefined) said += `${said && ','}"${name}":${typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? nameOf(inner) : JSON.stringify(inner)}`;
  }
  return `{${said}}`;
}

/** What a difference must touch for a question's answer to change: the word that `touched` says of it. */
export function keyOf(question: Question): string {
  switch (question.ask) {
    case 'entry': case 'withdrawn': return `entry ${question.collection}/${question.id}`;
    case 'card': return `card ${question.collection}/${question.id}`;
    case 'months': return `months ${question.collection}`;
    case 'addresses': return `addresses ${question.collection} ${question.month ?? ''}`.trimEnd();
    case 'topics': return `topics ${question.collection}`;
    case 'validities': return question.topic === undefined ? 'front policies' : `topic policies ${question.topic}`;
    case 'subjects': return 'topics policies';
    case 'setting': return `setting ${question.name}`;
    // Time alone changes it.
    case 'expiry': return 'expiry';
    case 'grey': return 'setting mourning';
    case 'alerts': return 'setting alerts';
    // Which addresses have moved, and which topic has a short name, depends on the pages there are: asked again each time.
    case 'moved': case 'map': case 'paths': case 'topic': return 'paths';
    case 'list': {
      const { query, collection } = question;
      switch (query.list) {
        case 'all': case 'newest': case 'latest': case 'validity': case 'stage': return `front ${collection}`;
        case 'month': return `month ${collection} ${query.month}`;
        case 'neighbours': return `near ${collection}/${query.of}`;
        case 'about': return `about ${collection}/${query.id}`;
        case 'related': return `related ${collection}/${query.to}`;
        case 'topic': return `topic ${collection} ${query.topic}`;
      }
    }
  }
}
