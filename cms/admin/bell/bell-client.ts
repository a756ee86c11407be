import { Bell, type MarkRead } from '../../protocol/notices.ts';
import { api } from '../../protocol/paths.ts';
import type { Waiting } from '../../protocol/store.ts';
import type { DeskClient } from '../backend/desk-client.ts';
import { isMine } from '../waiting/group.ts';

/** What the bell asks of the desk. Everything throws `DeskError`. */
export function bellClient({ ask, read, write }: Pick<DeskClient, 'ask' | 'read' | 'write'>) {
  return {
    look: (): Promise<Bell> => read(api.notices, Bell),
    /** Marks as read; the answer is the bell as it is then. */
    markRead: (which: MarkRead): Promise<Bell> => write('POST', api.noticesRead, which, Bell),
    /** What waits for whoever asks, the most pressing first. */
    waiting: async (): Promise<Waiting[]> => (await ask('waiting', {})).waiting.filter(isMine),
  };
}
export type BellClient = ReturnType<typeof bellClient>;
