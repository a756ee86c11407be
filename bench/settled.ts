import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { RunningDesk } from './running-desk.ts';

/** Waits until nothing follows the last publication any more: pictures, the plain directory, compressed copies. */
export async function settled(desk: RunningDesk): Promise<void> {
  for (;;) {
    const database = new DatabaseSync(join(desk.data, 'releases/releases.sqlite'), { readOnly: true });
    const state = Object.fromEntries(database.prepare('SELECT name, value FROM state').all().map(({ name, value }) => [String(name), Number(value)]));
    database.close();
    if (state['stamp'] && state['stamp'] === state['mirrored'] && state['stamp'] === state['copied']) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
