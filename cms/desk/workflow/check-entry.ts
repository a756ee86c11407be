import { checkFile } from '../../../src/content/check.ts';
import { isCollection } from '../../../src/model/collections.ts';
import { pathOf } from '../../../src/model/place.ts';
import type { Finding } from '../../protocol/refusal.ts';
import type { Store } from '../store/store.ts';

/** Judges an entry's text as the site will, against what is published and what comes with the draft. */
export async function checkEntry(store: Store, path: string, bytes: Buffer, tree: string, media: ReadonlySet<string>): Promise<Finding[]> {
  return checkFile(path, bytes, {
    hasEntry: async (collection, id) => isCollection(collection) && (await store.file(tree, pathOf(collection, id))) !== null,
    hasMedia: async (address) => media.has(`content${address}`) || (await store.file(tree, `content${address}`)) !== null,
  });
}
