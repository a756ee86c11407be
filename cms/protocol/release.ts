import { z } from 'astro/zod';

/** One release, in `GET /admin/api/releases` (the current one first) and, shortened, in `GET /healthz`. */
export const Release = z.object({
  id: z.string(),
  /** The commit that it shows. */
  commit: z.string(),
  /** The commit's own subject, author and time, where the repository has it. */
  subject: z.string().optional(),
  author: z.string().optional(),
  /** Digest of the templates that it was rendered with, and the instant that it shows; absent of one that failed. */
  templates: z.string().optional(),
  instant: z.iso.datetime({ offset: true }).optional(),
  publishedAt: z.iso.datetime({ offset: true }),
  /** `current` is what the public sees; `failed` never became public and says why. */
  state: z.enum(['current', 'superseded', 'failed']),
  pages: z.number().int().nonnegative(),
  /** When time alone changes it next. */
  nextChange: z.iso.datetime({ offset: true }).optional(),
  /** What it rendered and why; of the paths, the first hundred, each with the questions whose answers changed. */
  what: z.object({
    why: z.enum(['first', 'templates', 'changes', 'restored']),
    rendered: z.number().int().nonnegative(),
    gone: z.number().int().nonnegative(),
    paths: z.array(z.object({ path: z.string(), because: z.array(z.string()) })),
  }).optional(),
  /** What a failed one failed of: Chinese for editors, English for operators. */
  failure: z.object({ zh: z.string(), en: z.string() }).optional(),
});
export type Release = z.infer<typeof Release>;

/** An earlier commit that the public is shown instead of `main`'s, until it is let go. */
export const Hold = z.object({ commit: z.string(), by: z.string(), at: z.iso.datetime({ offset: true }) });
export type Hold = z.infer<typeof Hold>;

export const Releases = z.object({
  releases: z.array(Release),
  hold: Hold.nullable(),
  /** Whether search finds what the current release shows: its data are made beside it. */
  searchable: z.boolean(),
});
export type Releases = z.infer<typeof Releases>;

/** `POST /admin/api/releases/restore`: shows the public an earlier commit, made again at the present instant, until `release`. */
export const Restore = z.object({ commit: z.string('请选择要恢复的版本').regex(/^[0-9a-f]{40}$/, '请选择要恢复的版本') });

/** The answer to `restore` and to `POST /admin/api/releases/release`: whether the public sees it already, or why not. */
export const Switched = z.object({ published: z.boolean(), failure: z.object({ zh: z.string(), en: z.string() }).optional() });
export type Switched = z.infer<typeof Switched>;
