import { join } from 'node:path';
import { EntryCache } from '../../../src/content/entry-cache.ts';
import { MediaCache } from '../../../src/content/media-cache.ts';

/** What was read of content before, below a data directory: by whoever publishes, and by each thread of the crew. */
export const openCache = (data: string, model: string): EntryCache =>
  new EntryCache(join(data, 'cache/entries.sqlite'), model, new MediaCache(join(data, 'images/facts.sqlite')));
