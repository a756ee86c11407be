import type { DatabaseSync } from 'node:sqlite';
import { z } from 'astro/zod';
import { Mirror, MirrorWhat } from '../../protocol/mirror.ts';
import { readSetting, writeSetting } from '../setting.ts';

/** Where to push and what; the address with its credentials. */
const Setting = z.object({ url: z.string(), what: MirrorWhat, paused: z.boolean().default(false) });
export type MirrorSetting = z.infer<typeof Setting>;

/** What came of it; `pushed` digests the refs that were there when it last succeeded. */
const State = z.object({
  pushed: z.string().nullable(),
  succeededAt: Mirror.shape.succeededAt,
  failure: Mirror.shape.failure,
  tries: z.number().int().nonnegative(),
});
export type MirrorState = z.infer<typeof State>;
export const NOTHING_PUSHED: MirrorState = { pushed: null, succeededAt: null, failure: null, tries: 0 };

const SETTING = 'mirror';
const STATE = 'mirror-state';

export const readMirrorSetting = (database: DatabaseSync): MirrorSetting | null => readSetting(database, SETTING, Setting);
export const readMirrorState = (database: DatabaseSync): MirrorState => readSetting(database, STATE, State) ?? NOTHING_PUSHED;
export const writeMirrorSetting = (database: DatabaseSync, setting: MirrorSetting | null): void => writeSetting(database, SETTING, setting);
export const writeMirrorState = (database: DatabaseSync, state: MirrorState | null): void => writeSetting(database, STATE, state);

/** Stops pushing until an administrator resumes it. */
export function pauseMirror(database: DatabaseSync): void {
  const setting = readMirrorSetting(database);
  if (setting) writeMirrorSetting(database, { ...setting, paused: true });
}
