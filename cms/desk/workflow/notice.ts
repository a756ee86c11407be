import type { Stage } from '../../protocol/roles.ts';
import type { Person } from '../store/commit.ts';
import type { EntryKey } from './entry-key.ts';

/** What happened to an entry that somebody should hear of. Verbs tell it after they are done; nobody waits for it. */
export interface Notice {
  kind: 'waits' | 'sent-back' | 'voided' | 'ready' | 'published' | 'scheduled' | 'unscheduled' | 'urgent' | 'withdrawn' | 'failed';
  key: EntryKey;
  title: string;
  /** Who did it; the desk itself for what time did. */
  by: Person;
  /** Milliseconds since the epoch. */
  at: number;
  /** Who is to hear: whoever may sign a stage of this collection, or these people (by user name). Never `by` itself. */
  to: { stage: Stage } | { usernames: readonly string[] };
  /** Who would be told for nothing, by user name: they may not sign this text. */
  except?: readonly string[];
  /** A reason that was given; free text. */
  reason?: string;
}
