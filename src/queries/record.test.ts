import { expect, it } from 'vitest';
import { SAMPLE } from '../../tests/fixtures/sample.ts';
import { snapshotOf } from '../../tests/fixtures/snapshot.ts';
import { openDoor, Recorder } from './record.ts';
import { currentDoor, withDoor } from './scope.ts';

const ENTRY = { ask: 'entry', collection: 'news', id: '2026-11-01-0900' } as const;
const NAME = 'content/news/2026/2026-11-01-0900.md';

it('draws a part that pages share once, and counts what it asked for each of them', async () => {
  const recorder = new Recorder((await snapshotOf(SAMPLE)).snapshot);
  let drawn = 0;
  const page = async () => {
    const { door, asked } = recorder.open();
    const text = await withDoor(door, () => door.once('foot', async () => {
      drawn += 1;
      return (currentDoor().ask({ ask: 'setting', name: 'site' }) as { name: string }).name;
    }));
    return { text, asked: [...asked.values()].map(({ key }) => key) };
  };
  expect(await Promise.all([page(), page()])).toEqual(Array.from({ length: 2 }, () => ({ text: '示例网站', asked: ['setting site'] })));
  expect(await page()).toEqual({ text: '示例网站', asked: ['setting site'] });
  // At once, now that it is there: who draws a page need not wait.
  expect(recorder.open().door.once('foot', async () => '')).toBe('示例网站');
  expect(drawn).toBe(1);
});

it('draws a part once without noting what it asked, too', async () => {
  const door = openDoor((await snapshotOf(SAMPLE)).snapshot);
  expect(await Promise.all([door.once('foot', async () => 'a'), door.once('foot', async () => 'b')])).toEqual(['a', 'a']);
  expect(door.once('foot', async () => 'c')).toBe('a');
});

it('draws a part again that could not be drawn', async () => {
  const { door } = new Recorder((await snapshotOf(SAMPLE)).snapshot).open();
  await expect(door.once('foot', async () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await door.once('foot', async () => 'whole')).toBe('whole');
});

it('tells by the digest whether an entry’s text is another, without reading it', async () => {
  const digest = async (files: Record<string, string>) => {
    const { door, asked } = new Recorder((await snapshotOf(files)).snapshot).open();
    expect(door.ask(ENTRY)).toMatchObject({ html: expect.stringContaining('<p>') });
    return [...asked.values()][0]!.digest;
  };
  const text = String(SAMPLE[NAME]);
  expect(await digest({ ...SAMPLE, [NAME]: `${text}\n又一段。\n` })).not.toBe(await digest(SAMPLE));
  expect(await digest({ ...SAMPLE })).toBe(await digest(SAMPLE));
});
