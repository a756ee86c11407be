import { expect, it } from 'vitest';
import { article } from '../../../tests/fixtures/sample.ts';
import { EDITOR, OTHER, sampleStore } from '../../../tests/fixtures/store.ts';
import { changeDraft } from './change-draft.ts';
import { entry } from './read.ts';
import { Refused } from './refused.ts';
import { save } from './save.ts';

const KEY = { collection: 'news', id: '2026-11-01-0900' };
const PATH = 'content/news/2026/2026-11-01-0900.md';

it('of a crowd that saves one entry at once one is first, and the others are shown its text and told whose it is', async () => {
  const { desk } = await sampleStore();
  const { version } = await entry(desk, { path: PATH });
  const answers = await Promise.allSettled(Array.from({ length: 30 }, (_, n) =>
    save(desk, n === 0 ? EDITOR : OTHER, { ...KEY, isNew: false, media: [], files: [{ path: PATH, raw: article(`第${n}位写的`), base: version }] })));
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const refused = answers.flatMap((answer) => (answer.status === 'rejected' && answer.reason instanceof Refused ? [answer.reason.refusal] : []));
  expect(refused.map(({ theirs }) => theirs?.map(({ raw, author }) => [raw, author]))).toEqual(Array.from({ length: 29 }, () => [[article('第0位写的'), EDITOR.name]]));
});

it('each of a crowd looks at the draft once, in the order in which they came', async () => {
  const { desk } = await sampleStore();
  const looked: number[] = [];
  const puts = Array.from({ length: 20 }, (_, n) => changeDraft(desk, KEY, EDITOR, async (open) => {
    looked.push(n);
    if (n === 3) throw new Refused('not-ready', '这一位不行');
    return { act: 'status', subject: `第${n}位`, ...(open ? {} : { state: 'draft' as const }) };
  }));
  const done = await Promise.allSettled(puts);
  expect(done.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, (_, n) => (n === 3 ? 'rejected' : 'fulfilled')));
  expect(looked).toEqual(Array.from({ length: 20 }, (_, n) => n));
});
