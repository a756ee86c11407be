import type { Kind, Told } from '../../protocol/history.ts';
import { DESK, isDesks, type Person } from '../store/commit.ts';
import type { Commit } from '../store/store.ts';
import { personOf } from '../workflow/record.ts';

/** A push may claim any moment; later ones than this no browser can write. */
const LATEST = Date.parse('9999-12-31T00:00:00Z');
/** What the desk wrote into a subject before its colon. */
const SUBJECT = /^([^：]{1,12})：(.+)$/;
/** Of what people wrote, as much as a list can show. */
const MOST = { name: 80, title: 200, reason: 2000 };

/** A moment of Git's as the protocol writes it. */
export const momentOf = (at: number): string => new Date(Math.min(Math.max(at, 0), LATEST)).toISOString();

/** What a commit is. Trailers count of the desk's own commits alone: whoever may push can write any. */
export function kindOf(commit: Commit): Kind {
  if (!isDesks(commit)) return 'push';
  if (commit.trailers['Draft']) return 'publication';
  if (isStep(commit)) return 'step';
  if (commit.parents.length === 0) return 'start';
  return commit.author.username === DESK.username && !commit.trailers['Entry'] ? 'templates' : 'desk';
}

/** Whether a commit is a step of a draft. */
export const isStep = (commit: Commit): boolean => isDesks(commit) && commit.trailers['State'] !== undefined && commit.parents.length > 0;

/** What a commit says of itself, for people. The desk's subjects are `what：title`. */
export function tellCommit(commit: Commit): Told {
  const { subject, remark, trailers } = commit;
  const told = { commit: commit.id, at: momentOf(commit.at), by: shortened(commit.author) };
  if (!isDesks(commit)) return { ...told, what: '推送', ...(subject ? { reason: subject.slice(0, MOST.title) } : {}) };
  const [, what = subject, title] = SUBJECT.exec(subject) ?? [];
  const standsFor = personOf(trailers['Stands-For']);
  const moment = trailers['For'] ? Date.parse(trailers['For']) : NaN;
  return {
    ...told,
    what: what.slice(0, MOST.title),
    ...(title ? { title: title.slice(0, MOST.title) } : {}),
    ...(remark ? { reason: remark.slice(0, MOST.reason) } : {}),
    ...(standsFor ? { standsFor } : {}),
    ...(Number.isNaN(moment) ? {} : { scheduledFor: momentOf(moment) }),
  };
}

const shortened = ({ name, username }: Person): Person => ({ name: name.slice(0, MOST.name), username: username.slice(0, MOST.title) });
