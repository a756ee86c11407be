import { z } from 'astro/zod';

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

/** The actions of `POST /admin/api/store`: what each is told and what it answers. */
export const actions = {
  /** Every published entry of a collection (or `settings`), whole. */
  entries: { params: z.object({ collection }), result: z.object({ entries: z.array(TextFile) }) },
  /** One published file. A path where nothing is answers `raw: null`. */
  entry: { params: z.object({ path }), result: TextFile },
  /** All drafts in one answer. */
  drafts: { params: z.object({}), result: z.object({ drafts: z.array(Draft) }) },
  /** One draft, or null. */
  draft: { params: z.object(key), result: z.object({ draft: Draft.nullable() }) },
  /** One text file as it stands in a draft. */
  draftFile: { params: z.object({ ...key, path }), result: TextFile },
  /**
   * Saves a draft. Each file names the version it was based on (null: there was none); when that has moved the answer is
   * 409 `conflict` with the text that stands there now. `media` name uploads of `POST /admin/api/media`.
   */
  save: {
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
    result: z.object({ draft: Draft }),
  },
  setStatus: { params: z.object({ ...key, status: Status }), result: z.object({ draft: Draft }) },
  /** Puts the draft on `main` and so before the public. `published` says whether it is there already; `failure` why it cannot be. */
  publish: {
    params: z.object(key),
    result: z.object({ commit: version, published: z.boolean(), failure: z.object({ zh: z.string(), en: z.string() }).optional() }),
  },
  /** Throws an unpublished version away; what is published stays. */
  discard: { params: z.object(key), result: z.object({ discarded: z.literal(true) }) },
  /** Every published upload, names and sizes only. */
  media: { params: z.object({}), result: z.object({ media: z.array(MediaFile) }) },
  /** Keeps an upload that belongs to no draft (the media library used by itself). It is public only once an entry shows it. */
  keepMedia: { params: z.object({ path, version }), result: MediaFile },
} as const;

export type ActionName = keyof typeof actions;
export type Params<A extends ActionName> = z.infer<(typeof actions)[A]['params']>;
export type Result<A extends ActionName> = z.infer<(typeof actions)[A]['result']>;

/** `POST /admin/api/store`, before the action's own parameters are judged. */
export const StoreRequest = z.object({ action: z.enum(Object.keys(actions) as [ActionName, ...ActionName[]]), params: z.unknown() });

/** `POST /admin/api/media?path=content/media/…`: the body is the file; the answer names its blob, to be kept by `save` or `keepMedia`. */
export const Uploaded = MediaFile;
