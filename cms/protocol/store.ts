import { z } from 'astro/zod';
import { Stage } from './roles.ts';
import { VERBS, type Verb } from './verbs.ts';

/** A blob's id: the version of a file that an editor has before them. */
const version = z.string().regex(/^[0-9a-f]{40}$/);
const path = z.string().min(1).max(400);
const collection = z.string().regex(/^[a-z][a-z-]{0,39}$/);
/** The file name without its folder and ending, such as `2026-11-20-0930`, `zhuxue`, `site`. */
const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/);

export const Status = z.enum(['draft', 'pending_review', 'pending_publish']);
export type Status = z.infer<typeof Status>;

/** A text file of an entry; `raw` and `version` are null where there is no such file. */
export const TextFile = z.object({ path, raw: z.string().nullable(), version: version.nullable() });
export type TextFile = z.infer<typeof TextFile>;

/** A value that lists show, sort and search by. */
const Told = z.union([z.string().max(400), z.number(), z.boolean()]);
/** A published entry as lists show it: of its front matter the fields of one line, nothing of its text. */
export const Summary = z.object({ path, version, fields: z.record(z.string(), Told) });
export type Summary = z.infer<typeof Summary>;
/** A place in a sorted list: the value that it is sorted by, and the path. */
const Position = z.object({ value: Told.nullable(), path });

export const MediaFile = z.object({ path, version, bytes: z.number().int().nonnegative() });
export type MediaFile = z.infer<typeof MediaFile>;

/** An entry's unpublished version. */
export const Draft = z.object({
  collection,
  id,
  status: Status,
  updatedAt: z.iso.datetime({ offset: true }),
  author: z.string(),
  /** What differs from what is published: the entry's file first, then its media. */
  files: z.array(z.object({ path, version: version.nullable(), isNew: z.boolean(), media: z.boolean() })),
});
export type Draft = z.infer<typeof Draft>;

const key = { collection, id };
const Key = z.object(key);
const Drafted = z.object({ draft: Draft });
const Person = z.object({ name: z.string(), username: z.string() });
const moment = z.iso.datetime({ offset: true });
/** What came of a commit on `main`. `published` says whether the public sees it already; `failure` why it cannot. */
const Done = z.object({ commit: version, published: z.boolean(), failure: z.object({ zh: z.string(), en: z.string() }).optional() });
/** A reason that people will read, the public too where the step is public. */
const reason = (missing: string) => z.string(missing).trim().min(2, missing).max(300, '最多 300 个字').regex(/^[^\0\u202a-\u202e\u2066-\u2069]*$/u, '理由里有不允许的字符');

const SignOff = z.object({ by: Person, standsFor: Person.optional(), at: moment });
export const Step = z.object({ act: z.string(), by: Person, at: moment, commit: version, stage: Stage.optional(), remark: z.string().optional() });
export type Step = z.infer<typeof Step>;

/** What stands about an entry, for the panel beside it: state, chain, comments, and what this person may do. */
export const Standing = z.object({
  ...key,
  status: Status.nullable(),
  title: z.string().nullable(),
  published: z.boolean(),
  withdrawn: z.boolean(),
  /** The text that this is about, so that the editor can tell whether it shows the same; null where there is none. */
  version: version.nullable(),
  /** The draft's digest: a sign-off names what was read. */
  digest: z.string().nullable(),
  chain: z.array(z.object({ stage: Stage, review: SignOff.optional(), proof: SignOff.optional(), done: z.boolean() })),
  outstanding: Stage.nullable(),
  writers: z.array(Person),
  /** Names of those whose sign-offs the last change voided. */
  voided: z.array(Person),
  sentBack: z.object({ by: Person, at: moment, stage: Stage, reason: z.string() }).nullable(),
  scheduled: z.object({ for: moment, by: Person }).nullable(),
  urgent: z.object({ by: Person, at: moment, reason: z.string() }).nullable(),
  /** The steps of the draft, the newest first; at most the last hundred. */
  steps: z.array(Step),
  /** Of each verb that is about an entry: why this person may not do it now; an empty list means that they may. */
  may: z.partialRecord(z.enum(VERBS), z.array(z.string())),
});
export type Standing = z.infer<typeof Standing>;

/** An entry that waits for somebody, in the list of what waits. */
export const Waiting = z.object({
  ...key, title: z.string(), status: Status, stage: Stage.nullable(), updatedAt: moment, author: z.string(),
  /** Why it is this person's: to sign it, to go on writing after it was sent back, to publish it, or their own that waits for others. */
  why: z.enum(['sign', 'sent-back', 'publish', 'own']), urgent: z.boolean(), scheduled: moment.nullable(),
});
export type Waiting = z.infer<typeof Waiting>;

/** The actions of `POST /admin/api/store`: the verb that `can` is asked about, what each is told and what it answers. */
export const actions = {
  /** A page of a collection's published entries; `next` is where the next one begins, null after the last. */
  entries: {
    verb: 'read',
    params: z.object({
      collection,
      sort: z.object({ field: z.string().regex(/^[a-zA-Z][a-zA-Z0-9]{0,39}$/), descending: z.boolean() }).optional(),
      after: Position.optional(),
      most: z.number().int().min(1).max(1000).optional(),
    }),
    result: z.object({ entries: z.array(Summary), total: z.number().int().nonnegative(), next: Position.nullable() }),
  },
  /** One published file. A path where nothing is answers `raw: null`. */
  entry: { verb: 'read', params: z.object({ path }), result: TextFile },
  /** All drafts in one answer. */
  drafts: { verb: 'read', params: z.object({}), result: z.object({ drafts: z.array(Draft) }) },
  /** One draft, or null. */
  draft: { verb: 'read', params: z.object(key), result: z.object({ draft: Draft.nullable() }) },
  /** One text file as it stands in a draft. */
  draftFile: { verb: 'read', params: z.object({ ...key, path }), result: TextFile },
  /**
   * Saves a draft. Each file names the version it was based on (null: there was none); when that has moved the answer is
   * 409 `conflict` with the text that stands there now. `media` name uploads of `POST /admin/api/media`.
   */
  save: { verb: 'save',
    params: z.object({
      ...key,
      isNew: z.boolean(),
      files: z.array(z.object({
        path,
        raw: z.string().max(300_000, '文字太长（最多三十万个字符）；请拆成几篇，或者把资料作为附件'),
        base: version.nullable(),
        /** The published version that this text takes into account, after a publication was refused because of it. */
        merged: version.nullable().optional(),
      })).min(1).max(10),
      media: z.array(z.object({ path, version })).max(50),
    }),
    result: Drafted,
  },
  /** A card that was moved on Decap's board; the verb that it means is judged by `set-status.ts`. */
  setStatus: { verb: 'read', params: z.object({ ...key, status: Status }), result: Drafted },
  /** The panel beside an entry, and the list of what waits. */
  standing: { verb: 'read', params: Key, result: z.object({ standing: Standing }) },
  waiting: { verb: 'read', params: z.object({}), result: z.object({ waiting: z.array(Waiting) }) },
  submit: { verb: 'submit', params: Key, result: Drafted },
  withdrawSubmission: { verb: 'withdraw-submission', params: Key, result: Drafted },
  /** Signs the stage whose turn it is. `digest` is what the reviewer read; where the text is another by now the answer is 409 `conflict`. */
  sign: {
    verb: 'sign',
    params: z.object({ ...key, review: z.boolean(), proof: z.boolean(), digest: z.string().regex(/^[0-9a-f]{64}$/).optional(), remark: z.string().trim().max(300, '最多 300 个字').optional() }),
    result: Drafted,
  },
  sendBack: { verb: 'send-back', params: z.object({ ...key, reason: reason('请写明退回的原因，让撰稿人知道改哪里') }), result: Drafted },
  schedule: { verb: 'schedule', params: z.object({ ...key, at: z.iso.datetime({ offset: true, error: '请选择发布的日期和时间' }) }), result: Drafted },
  unschedule: { verb: 'unschedule', params: Key, result: Drafted },
  publishUrgently: { verb: 'publish-urgently', params: z.object({ ...key, reason: reason('请写明为什么要紧急发布') }), result: Done },
  withdraw: { verb: 'withdraw', params: z.object({ ...key, reason: reason('请写明撤稿的原因；公众会在原来的地址看到它') }), result: Done },
  correct: { verb: 'correct', params: z.object({ ...key, text: reason('请写明更正了什么；公众会在页面上看到它') }), result: Drafted },
  deletePublished: { verb: 'delete', params: z.object({ ...key, reason: reason('请写明为什么删除') }), result: Done },
  restoreVersion: { verb: 'restore-version', params: z.object({ ...key, commit: version }), result: Drafted },
  /** Puts the draft on `main` and so before the public. `published` says whether it is there already; `failure` why it cannot be. */
  publish: { verb: 'publish', params: Key, result: Done },
  /** Throws an unpublished version away; what is published stays. */
  discard: { verb: 'discard', params: z.object(key), result: z.object({ discarded: z.literal(true) }) },
  /** Every published upload, names and sizes only. */
  media: { verb: 'read', params: z.object({}), result: z.object({ media: z.array(MediaFile) }) },
  /** Keeps an upload that belongs to no draft (the media library used by itself). It is public only once an entry shows it. */
  keepMedia: { verb: 'upload', params: z.object({ path, version }), result: MediaFile },
} as const satisfies Record<string, { verb: Verb; params: z.ZodType; result: z.ZodType }>;

export type ActionName = keyof typeof actions;
export type Params<A extends ActionName> = z.infer<(typeof actions)[A]['params']>;
export type Result<A extends ActionName> = z.infer<(typeof actions)[A]['result']>;

/** `POST /admin/api/store`, before the action's own parameters are judged. */
export const StoreRequest = z.object({ action: z.enum(Object.keys(actions) as [ActionName, ...ActionName[]]), params: z.unknown() });

/** `POST /admin/api/media?path=content/media/…`: the body is the file; the answer names its blob, to be kept by `save` or `keepMedia`. */
export const Uploaded = MediaFile;
