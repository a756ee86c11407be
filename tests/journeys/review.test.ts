import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Client, eventually } from '../fixtures/desk.ts';
import { testFolder } from '../fixtures/folder.ts';
import { git } from '../fixtures/git.ts';
import { dialog, lookAgain, Office, panel, press, rewrite, sign, state, title } from '../fixtures/office.ts';

const KEY = { collection: 'notices', id: '2026-11-20-1000' };
const PATH = 'content/notices/2026/2026-11-20-1000.md';
const EDITOR = '/admin/#/collections/notices/entries/2026/2026-11-20-1000';
const TITLE = '【示例】职工疗休养人员名单公示';
const NOTICE = `---
title: ${TITLE}
kind: 公示
sample: true
date: 2026-11-20T10:00:00+08:00
starts: 2026-11-20
ends: 2026-11-26
office: 示例单位
source: 本站演示内容
summary: 示例摘要。
---
名单见下，都是虚构的。
`;

let office: Office;

beforeAll(async () => {
  office = await Office.open([
    { name: '示例甲', username: 'writer', roles: ['writer'] },
    { name: '示例乙', username: 'first', roles: ['first'] },
    { name: '示例丁', username: 'final', roles: ['final'] },
  ], { notices: 2 });
});
afterAll(() => office.close());

const clean = async (page: Page, part = 'body') => expect((await new AxeBuilder({ page }).include(part).analyze()).violations).toEqual([]);

it('what waits is for signed-in people, whom the sign-in page leads back to it', async () => {
  const { pathname, search } = new URL((await fetch(`${office.desk.address}/admin/waiting`)).url);
  expect([pathname, search]).toEqual(['/admin/signin/', '?next=/admin/waiting/']);
});

it('a notice goes through three people to the public, is sent back on the way, and an edit voids what was signed', async () => {
  await (await new Client(office.desk.address).signIn('writer')).act('save', { ...KEY, isNew: true, media: [], files: [{ path: PATH, raw: NOTICE, base: null }] });

  const writer = await office.editor('writer', EDITOR);
  await state(writer, '撰写中');
  await press(writer, '送审');
  await state(writer, '待初审');

  // The first reviewer finds it among what waits, half signs, and signs the rest.
  const first = await office.person('first', '/admin/waiting/');
  await first.getByText('有 1 件等您处理。').waitFor();
  await clean(first);
  await first.getByRole('region', { name: '等我审签' }).getByRole('link', { name: TITLE }).click();
  await title(first).waitFor();
  await press(first, '审签');
  await dialog(first).getByRole('button', { name: '签字' }).click();
  await dialog(first).getByText('请至少勾选“审”或“校”中的一项').waitFor();
  await dialog(first).getByRole('checkbox', { name: '审：内容' }).check();
  await clean(first, 'dialog');
  await dialog(first).getByRole('button', { name: '签字' }).click();
  await panel(first).getByText('已签。现在：待初审').waitFor();
  await press(first, '审签');
  expect(await dialog(first).getByRole('checkbox', { name: '审：内容' }).isDisabled()).toBe(true);
  await dialog(first).getByRole('checkbox', { name: '校：文字' }).check();
  await dialog(first).getByRole('button', { name: '签字' }).click();
  await state(first, '待终审');

  // The last one sends it back with a reason, which the writer reads.
  const final = await office.editor('final', EDITOR);
  await state(final, '待终审');
  await press(final, '退回修改');
  await dialog(final).getByLabel('为什么退回、改哪里').fill('标题里要写明年份。');
  await dialog(final).getByRole('button', { name: '退回', exact: true }).click();
  await state(final, '已退回');
  await lookAgain(writer);
  await panel(writer).getByRole('region', { name: '终审退回修改' }).getByText('标题里要写明年份。').waitFor();
  await clean(writer, '#desk-panel');
  await rewrite(writer, `2026年${TITLE}`);
  await press(writer, '送审');
  await state(writer, '待初审');

  // Signed again; then the writer changes a word after all.
  await lookAgain(first);
  await press(first, '看新的文字');
  await first.waitForFunction(() => [...document.querySelectorAll('input')].some(({ value }) => value.startsWith('2026年')));
  await sign(first);
  await state(first, '待终审');
  await rewrite(writer, `${TITLE}（2026年）`);
  await lookAgain(first);
  await panel(first).getByRole('region', { name: '您的审签作废了' }).getByText(/示例甲于 .* 又改了文字/).waitFor();
  await clean(first, '#desk-panel');
  // What was not read is not signed.
  await press(first, '审签');
  await panel(first).getByRole('alert').getByText('请先点“看新的文字”').waitFor();
  await press(first, '看新的文字');
  await panel(first).getByRole('region', { name: '示例甲刚刚改过' }).waitFor({ state: 'detached' });
  await sign(first, '年份有了，可以。');
  await state(first, '待终审');

  await lookAgain(final);
  await press(final, '看新的文字');
  await panel(final).getByRole('region', { name: '示例甲刚刚改过' }).waitFor({ state: 'detached' });
  await sign(final);
  await state(final, '已签齐，可发布');

  await lookAgain(writer);
  await state(writer, '已签齐，可发布');
  await press(writer, '现在发布');
  await dialog(writer).getByRole('button', { name: '现在发布' }).click();
  await state(writer, '已发布');
  await writer.getByRole('button', { name: '已发布' }).waitFor();
  await eventually(async () => (await fetch(`${office.desk.address}/notices/2026-11-20-1000/`)).text(), (text) => text.includes(`${TITLE}（2026年）`));
  const log = git(office.repository, 'log', '-1', '--format=%an%n%B', 'main');
  for (const line of [/^示例甲$/m, /^Yunduan-First-Review: 示例乙 <first> /m, /^Yunduan-First-Proof: 示例乙 <first> /m, /^Yunduan-Final-Review: 示例丁 <final> /m]) expect(log).toMatch(line);

  // Whoever has a clone needs nothing of ours: the steps of an entry, each by whom and for which text, are there to be listed.
  const clone = join(await testFolder(), 'clone.git');
  git(office.repository, 'clone', '--quiet', '--bare', office.repository, clone);
  const part = (name: string) => `%(trailers:key=Yunduan-${name},valueonly,separator=%x2C)`;
  const steps = git(clone, 'log', '--reverse', '--topo-order', `--format=${part('Act')} ${part('Stage')} %an ${part('Digest')}`, `--grep=^Yunduan-Entry: notices/${KEY.id}$`, 'main').trim().split('\n').map((line) => line.split(' '));
  expect(steps.map(([act, stage, name]) => [act, stage, name].filter(Boolean).join(' '))).toEqual([
    'save 示例甲', 'submit 示例甲', 'sign first 示例乙', 'sign first 示例乙', 'send-back final 示例丁', 'save 示例甲', 'submit 示例甲', 'sign first 示例乙', 'save 示例甲', 'sign first 示例乙', 'sign final 示例丁',
  ]);
  const digests = steps.map((step) => step.at(-1));
  // The last two signed the text of the last save; what was signed before it was another.
  expect(digests.slice(8)).toEqual([digests[8], digests[8], digests[8]]);
  expect(digests[7]).not.toBe(digests[8]);
  expect(git(clone, 'log', '-1', '--format=%B', '--grep=退回修改', 'main')).toContain('> 标题里要写明年份。');
  expect(office.errors).toEqual([]);
});
