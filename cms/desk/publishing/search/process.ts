// A process of its own that makes the search data of the current release, puts them before the public at once, and ends.
import { writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { openReleases } from '../release/database.ts';
import { putSearchData } from './put-search-data.ts';

setPriority(19);
try {
  // The index of a large site takes much memory: if there is too little, it is this process that goes, not the desk.
  writeFileSync('/proc/self/oom_score_adj', '1000');
} catch {}
process.on('disconnect', () => process.exit(1));
process.on('SIGINT', () => {});

const [data] = process.argv.slice(2) as [string];
try {
  const database = openReleases(data);
  const pages = await putSearchData(database, Date.now());
  database.close();
  process.send?.({ pages }, () => process.exit(0));
} catch (error) {
  process.send?.({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }, () => process.exit(1));
}
