import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { testFolder } from '../../../../tests/fixtures/folder.ts';
import { atOnce } from '../../../../src/content/at-once.ts';
import { cardAddress, DEFAULT_CARD, type ShareCard } from '../../../../src/content/cards/card.ts';
import { openReleases } from '../release/database.ts';
import { ReleaseFiles } from '../release/files.ts';
import { Cards } from './cards.ts';
import { PlainDirectory } from './directory.ts';

const card = (title: string): ShareCard => ({ site: '示例网站', title });
const [first, second] = [cardAddress(card('第一篇')), cardAddress(card('第二篇'))];
const WITHOUT_WORDS = Buffer.from('without words');

async function desk() {
  const data = await testFolder();
  const database = openReleases(data);
  onTestFinished(() => database.close());
  const release = (come: readonly string[], gone: readonly string[] = []) => {
    const files = new ReleaseFiles(database);
    return atOnce(database, () => {
      const stamp = files.stamp();
      files.put({ path: DEFAULT_CARD, kind: 'asset', type: 'image/png', blob: files.keep(WITHOUT_WORDS) }, stamp);
      for (const title of come) files.put({ path: cardAddress(card(title)), kind: 'media', type: 'image/png', stored: cardAddress(card(title)).slice(1), source: JSON.stringify({ card: card(title) }), immutable: true }, stamp);
      for (const title of gone) files.remove(cardAddress(card(title)), stamp, 0);
      files.sweep();
      return files.looseFiles();
    });
  };
  const directory = new PlainDirectory(data, database);
  const shown = (path: string) => (existsSync(join(data, 'public', path)) ? readFileSync(join(data, 'public', path)) : undefined);
  return { data, database, release, directory, shown, cards: new Cards(data, database) };
}
const pause = async () => {};

it('cards are drawn one after the other, what came last first, and until then their addresses show the one without words', async () => {
  const { release, directory, shown, cards } = await desk();
  release(['第一篇']);
  release(['第二篇']);
  await directory.follow(pause);
  expect([shown(first), shown(second)]).toEqual([WITHOUT_WORDS, WITHOUT_WORDS]);
  cards.look();
  const drawn = [await cards.drawNext()];
  directory.put(drawn[0]!);
  expect([shown(first)!.equals(WITHOUT_WORDS), shown(second)!.subarray(1, 4).toString()]).toEqual([true, 'PNG']);
  drawn.push(await cards.drawNext(), await cards.drawNext());
  expect(drawn).toEqual([second, first, undefined]);
  cards.look();
  expect(await cards.drawNext()).toBeUndefined();
});

it('a card that nothing names any more is not drawn, and its file goes', async () => {
  const { release, cards, data } = await desk();
  release(['第一篇', '第二篇']);
  cards.look();
  expect(await cards.make(first)).toBe(true);
  expect(release([], ['第一篇', '第二篇'])).toEqual(expect.arrayContaining([first.slice(1), second.slice(1)]));
  await cards.drawNext();
  await cards.drawNext();
  expect([await cards.make(second), existsSync(join(data, second))]).toEqual([false, false]);
});

it('a card that was drawn before a kill is in the directory after the next start', async () => {
  const { release, directory, shown, cards } = await desk();
  release(['第一篇']);
  await directory.follow(pause);
  await cards.make(first);
  expect(shown(first)).toEqual(WITHOUT_WORDS);
  await directory.repair(pause);
  expect(shown(first)!.subarray(1, 4).toString()).toBe('PNG');
});
