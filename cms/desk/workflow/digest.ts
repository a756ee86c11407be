import { createHash } from 'node:crypto';
import type { Store } from '../store/store.ts';

/** An upload's address as texts name it. */
const MEDIA = /\/media\/[\w./-]+/g;

/**
 * What sign-offs of an entry are bound to: its own text and the uploads that the text names, by their Git ids in a tree. A move of
 * `main` elsewhere does not change it, another picture under the same name would. SHA-256, hexadecimal.
 */
export async function digestOf(store: Store, tree: string, own: string): Promise<string> {
  const text = await store.file(tree, own);
  const named = [...new Set(text?.bytes.toString('utf8').match(MEDIA) ?? [])].sort();
  const digest = createHash('sha256').update(`${own} ${text?.version ?? '-'}\n`);
  for (const address of named) {
    const file = await store.file(tree, `content${address}`);
    if (file) digest.update(`${address} ${file.version}\n`);
  }
  return digest.digest('hex');
}
