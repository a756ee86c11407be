import { z } from 'astro/zod';

/** What is pushed: what is published, or the drafts with it. */
export const MirrorWhat = z.enum(['main', 'all'], '请选择推送哪些内容');
export type MirrorWhat = z.infer<typeof MirrorWhat>;

const Failure = z.object({ at: z.iso.datetime({ offset: true }), zh: z.string(), en: z.string() });

/** `GET /admin/api/mirror`, and the answer to `PUT`: where a copy of the repository is pushed, and what came of it last. */
export const Mirror = z.object({
  /** Null: nowhere. `address` never shows credentials. */
  setting: z.object({ address: z.string(), what: MirrorWhat, paused: z.boolean() }).nullable(),
  pushing: z.boolean(),
  /** When everything was there last. */
  succeededAt: z.iso.datetime({ offset: true }).nullable(),
  /** Why the last try failed, and when the next one is; null once one has succeeded. */
  failure: Failure.extend({ nextAt: z.iso.datetime({ offset: true }) }).nullable(),
});
export type Mirror = z.infer<typeof Mirror>;

/** `PUT /admin/api/mirror`. `url` null: no mirror; absent: the one that is set, whose credentials no page knows. */
export const SetMirror = z.object({
  url: z.string('请填写远端仓库的地址').trim().min(1, '请填写远端仓库的地址').max(1000, '地址太长').nullable().optional(),
  what: MirrorWhat.default('main'),
  paused: z.boolean().default(false),
});
export type SetMirror = z.infer<typeof SetMirror>;
