import { z } from 'astro/zod';

/** What a backup of this program is made of. A later format that this program could not read has a higher number. */
export const FORMAT = 1;

const part = z.object({ bytes: z.number().int().nonnegative(), sha256: z.string().regex(/^[0-9a-f]{64}$/) });
const commit = z.string().regex(/^[0-9a-f]{40}$/);

/** The files inside a backup. */
export const PARTS = { database: 'desk.sqlite', repository: 'site.bundle' } as const;
export const MANIFEST = 'manifest.json';

/** What every format says of itself. */
export const AnyManifest = z.object({ format: z.number().int(), program: z.string() });

/** `manifest.json`: says what a backup holds, so that whoever restores it knows whether all of it is there. */
export const Manifest = z.object({
  format: z.literal(FORMAT),
  /** The version of the program that made it. */
  program: z.string(),
  /** When it was begun. */
  at: z.iso.datetime({ offset: true }),
  /** How many steps the database's tables have behind them. */
  database: z.number().int().positive(),
  /** The commit that `main` names. */
  main: commit,
  /** How many drafts are in the repository. */
  drafts: z.number().int().nonnegative(),
  /** Where a history that was cloned in part begins; mostly empty. */
  shallow: z.array(commit),
  parts: z.object({ [PARTS.database]: part, [PARTS.repository]: part }),
});
export type Manifest = z.infer<typeof Manifest>;
