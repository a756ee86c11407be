import { showConflict } from './conflict.ts';
import type { DeskError } from '../backend/desk-client.ts';
import { showFindings } from './findings.ts';

/** Shows what a refusal has to say beyond the sentence that the toast carries. */
export function explain(error: DeskError, mine: ReadonlyMap<string, string>, verb: 'save' | 'publish'): void {
  if (error.theirs.length > 0) showConflict(error.message, error.theirs, mine, verb);
  else if (error.findings.length > 0) showFindings(error.message, error.findings);
}
