import { z } from 'astro/zod';
import { Stage } from './roles.ts';
import { actions } from './store.ts';

const commit = z.string().regex(/^[0-9a-f]{40}$/, '没有这个版本');
const moment = z.iso.datetime({ offset: true });
const Person = z.object({ name: z.string(), username: z.string() });
const Key = actions.draft.params;

/** What a commit says of itself: who, when, what, to which title, why. */
const told = {
  commit, at: moment, by: Person,
  /** A few words: `保存`, `初审审校通过`, `发布`, `推送`. */
  what: z.string(),
  /** The title of what it was done to. */
  title: z.string().optional(),
  /** Free text that somebody gave as a reason; of a push, the first line of its message. */
  reason: z.string().optional(),
  /** Who was stood in for (代审). */
  standsFor: Person.optional(),
  /** The moment that was set. */
  scheduledFor: moment.optional(),
};
export const Told = z.object(told);
export type Told = z.infer<typeof Told>;

/** What a commit is: `publication` — an entry's, by the desk; `step` — of a draft; `desk` — another of the desk's own on `main`. */
export const Kind = z.enum(['publication', 'step', 'push', 'templates', 'start', 'desk']);
export type Kind = z.infer<typeof Kind>;

/** 审 or 校 of one stage, as the publication's trailers have it. */
export const Signature = z.object({ stage: Stage, of: z.enum(['review', 'proof']), by: Person, standsFor: Person.optional(), at: moment.optional() });
export type Signature = z.infer<typeof Signature>;

/** One step of a draft. */
export const DraftStep = z.object({
  ...told,
  /** Whether the entry's text or media are others after it. */
  changed: z.boolean(),
});
export type DraftStep = z.infer<typeof DraftStep>;

/** The steps of a draft, the newest first; `more`: older ones are left out. */
export const DraftSteps = z.object({ steps: z.array(DraftStep), more: z.boolean() });
export type DraftSteps = z.infer<typeof DraftSteps>;

/** A version of an entry on `main`. */
export const Version = z.object({
  ...told,
  kind: Kind,
  /** Whether there is no text any more from here on. */
  gone: z.boolean(),
  /** Who wrote it, and who signed; empty where the commit does not say. */
  writers: z.array(Person),
  signatures: z.array(Signature),
  /** The draft that became it. */
  draft: DraftSteps,
  /** The release that shows this very commit, where it is kept. */
  release: z.string().optional(),
});
export type Version = z.infer<typeof Version>;

/** `GET /admin/api/history?collection=&id=&from=`: one entry's versions, the newest first, thirty at a time. */
export const HistoryQuery = Key.extend({ from: commit.optional() });
export const EntryHistory = z.object({
  collection: z.string(),
  id: z.string(),
  /** As the newest text has it. */
  title: z.string().nullable(),
  /** Whether it is on `main` now. */
  published: z.boolean(),
  /** The open draft; null where there is none, and on later pages. */
  draft: DraftSteps.nullable(),
  versions: z.array(Version),
  /** `from` of the next page. */
  next: commit.nullable(),
});
export type EntryHistory = z.infer<typeof EntryHistory>;

/** `GET /admin/api/history/texts?collection=&id=&to=&from=`: two versions of an entry; without `from`, one and what stood before it. */
export const TextsQuery = Key.extend({ to: commit, from: commit.optional() });
/** An entry's text at a commit: the values of its front matter as YAML has them, and its body. */
export const VersionText = z.object({
  ...told,
  /** Null where they cannot be read; `body` is the whole file then. */
  fields: z.record(z.string(), z.unknown()).nullable(),
  body: z.string(),
  /** Whether the body goes on: no more of it is told than a save may have. */
  clipped: z.boolean(),
});
export type VersionText = z.infer<typeof VersionText>;
/** `before` is null where there was no text yet, `after` where it is gone. */
export const Texts = z.object({ before: VersionText.nullable(), after: VersionText.nullable() });
export type Texts = z.infer<typeof Texts>;

/** `GET /admin/api/activity?person=&collection=&skip=`: what everybody did, the newest first, thirty at a time. */
export const ActivityQuery = z.object({
  /** A user name, or the address that a push was made under. */
  person: z.string().min(1).max(200).optional(),
  collection: z.string().regex(/^[a-z][a-z-]{0,39}$/).optional(),
  /** How many commits, newest first, were looked at already. */
  skip: z.coerce.number().int().min(0).max(10_000_000).default(0),
});
export const Deed = z.object({
  ...told,
  kind: Kind,
  /** The entries that it was done to, the first few; `others` counts the rest. */
  entries: z.array(z.object({ collection: z.string(), id: z.string(), title: z.string().optional() })),
  others: z.number().int().nonnegative(),
  release: z.string().optional(),
});
export type Deed = z.infer<typeof Deed>;
export const Activity = z.object({
  deeds: z.array(Deed),
  /** `skip` of the next page; null where there is nothing older. A page may be short, and still have a next one. */
  next: z.number().int().nullable(),
  /** How far back was looked. */
  until: moment.nullable(),
});
export type Activity = z.infer<typeof Activity>;

/** `GET /admin/api/activity/people`: who is in the history, for the choice of a person. */
export const ActivityPeople = z.object({ people: z.array(Person) });
export type ActivityPeople = z.infer<typeof ActivityPeople>;

/** `GET /admin/api/approval?collection=&id=&commit=`: the chain of one publication, or of the open draft; without `commit`, of the newest of them. */
export const ApprovalQuery = Key.extend({ commit: commit.optional() });
export const Approval = z.object({
  collection: z.string(),
  id: z.string(),
  title: z.string(),
  state: z.enum(['draft', 'published']),
  /** The stages that were asked for; null where a publication does not say. */
  chain: z.array(Stage).nullable(),
  writers: z.array(Person),
  signatures: z.array(Signature),
  submitted: z.object({ by: Person, at: moment }).nullable(),
  /** Published before anybody had signed, and why. */
  urgent: z.object({ by: Person, at: moment, reason: z.string() }).nullable(),
  scheduledFor: moment.nullable(),
  /** SHA-256 of what was signed, hexadecimal; null where no draft is on record. */
  digest: z.string().nullable(),
  publication: Told.nullable(),
});
export type Approval = z.infer<typeof Approval>;
