import { z } from 'astro/zod';

/** One release, in `GET /admin/api/releases` (the current one first) and, shortened, in `GET /healthz`. */
export const Release = z.object({
  id: z.string(),
  /** The commit of `main` that it shows. */
  commit: z.string(),
  publishedAt: z.iso.datetime({ offset: true }),
  /** `current` is what the public sees; `failed` never became public and says why. */
  state: z.enum(['current', 'superseded', 'failed']),
  pages: z.number().int().nonnegative(),
  /** What a failed one failed of: Chinese for editors, English for operators. */
  failure: z.object({ zh: z.string(), en: z.string() }).optional(),
});
export type Release = z.infer<typeof Release>;

export const Releases = z.object({ releases: z.array(Release) });
