// The child process for what may follow a publication, or go before it: pictures, the plain directory, compressed copies.
import { setPriority } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { CARDS } from '../../../../src/content/cards/card.ts';
import { ObjectReader } from '../../../../src/content/objects.ts';
import { openReleases } from '../release/database.ts';
import { Cards } from './cards.ts';
import { makeCopies } from './copies.ts';
import { PlainDirectory } from './directory.ts';
import type { BesideAnswer, BesideOrder } from './orders.ts';
import { Pictures } from './pictures.ts';

setPriority(17);

const [data, repository, draws] = process.argv.slice(2) as [string, string, string];
/** Of the database, in KiB: everything is read once. */
const CACHE = 4000;
const database = openReleases(data, CACHE);
const directory = new PlainDirectory(data, database);
const pictures = new Pictures(data, database, new ObjectReader(repository));
/** Undefined where the operator wants none drawn. */
const cards = draws === '1' ? new Cards(data, database) : undefined;
const say = (answer: BesideAnswer) => process.send?.(answer);
const log = (line: string) => say({ log: line });

/** After something went wrong, in ms; the next release tries at once. */
const RETRY = 60_000;

/** Pictures that a reader waits for, and uploads to be prepared. Readers come first. */
const asked: Extract<BesideOrder, { make: string }>[] = [];
const uploads: Extract<BesideOrder, { prepare: object }>[] = [];
let released = true;
let working = false;

/** Between two pieces of work: whoever waits is served. */
async function pause(): Promise<void> {
  await setImmediate();
  for (let next = asked.shift(); next; next = asked.shift()) {
    const card = next.make.startsWith(CARDS);
    const made = (await (card ? cards?.make(next.make) : pictures.make(next.make))?.catch(() => false)) ?? false;
    say({ made, order: next.order });
    if (card && made) directory.put(next.make);
  }
}

async function follow(): Promise<void> {
  // The pictures of a release are there before its pages are in the directory.
  await pictures.makeMissing(directory.stamp, pause, log);
  await directory.follow(pause);
  await makeCopies(database, directory, pause);
  cards?.look();
}

/** One share card, when there is nothing else to do. Gives whether there was one to draw. */
async function drawCard(): Promise<boolean> {
  const path = await cards?.drawNext();
  if (path !== undefined) directory.put(path);
  return path !== undefined;
}

async function work(): Promise<void> {
  if (working) return;
  working = true;
  try {
    for (;;) {
      await pause();
      const upload = released ? undefined : uploads.shift();
      if (released) {
        released = false;
        await follow();
        say({ followed: directory.stamp });
      } else if (upload) await pictures.prepare(upload.prepare, pause);
      else if (!(await drawCard()) && asked.length === 0) break;
    }
  } catch (error) {
    // A full disk, say.
    setTimeout(() => {
      released = true;
      void work();
    }, RETRY).unref();
    log(`what follows a publication was not finished: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  } finally {
    working = false;
  }
}

process.on('message', (order: BesideOrder) => {
  if ('make' in order) asked.push(order);
  else if ('prepare' in order) uploads.push(order);
  else released = true;
  void work();
});
process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => {});

// What the last process left undone, first the pictures and pages, then a look at everything.
void work().then(() => directory.repair(pause)).catch((error: unknown) => log(`the plain directory was not looked through: ${String(error)}`));
