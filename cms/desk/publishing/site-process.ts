// The child process that holds the compiled site and the snapshots, so that whoever answers readers and editors never stalls.
import { setPriority } from 'node:os';
import { explainFailure } from './explain-failure.ts';
import type { Answer, Order, Readiness } from './site-orders.ts';
import { SitePublisher } from './site-publisher.ts';

// Readers first: a publication takes what the desk leaves.
setPriority(15);

let publisher: SitePublisher | undefined;

const publisherOf = ({ data, repository }: Order | Readiness) => (publisher ??= new SitePublisher(data, repository));

async function publish(order: Order): Promise<Answer> {
  const release = await publisherOf(order).publish(order);
  return { order: order.order, ok: true, release: release.id };
}

/** One after the other: an order that comes while the process makes itself ready has what is made. */
let last: Promise<unknown> = Promise.resolve();
process.on('message', (order: Order | Readiness) => {
  if ('ready' in order) {
    // Whoever publishes next reads again, and is told what is wrong.
    last = last.then(() => publisherOf(order).ready(order)).catch((error: unknown) => console.error('what is public could not be read ahead:', error));
    return;
  }
  last = last.then(() => publish(order))
    .catch((error: unknown): Answer => ({ order: order.order, ok: false, ...explainFailure(error) }))
    .then((answer) => process.send?.(answer));
});
// A page that failed leaves promises that nobody waits for any more; of the page itself whoever wanted it has heard.
process.on('unhandledRejection', (error) => console.error('left behind by a page that failed:', error));
// The desk is gone, however it went: nothing here outlives it.
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole group; the desk decides when this process ends.
process.on('SIGINT', () => {});
