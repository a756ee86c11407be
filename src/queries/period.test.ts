import { expect, test } from 'vitest';
import { snapshotOf } from '../../tests/fixtures/snapshot.ts';
import { nextTurn, type Snapshot } from '../content/snapshot.ts';
import { entry } from './entry.ts';
import { list } from './list.ts';
import { publicMedia } from './media.ts';

const FILES: Record<string, string> = {
  'content/settings/site.yml': 'name: 示例网站\ntagline: 示例\naddress: https://site.example\nowner: 示例单位\n',
  'content/settings/navigation.yml': 'header:\n  - label: 首页\n    href: /\n',
  'content/media/2026/11/list.pdf': '%PDF',
  'content/notices/2026/2026-11-16-0900.md': `---
title: 拟资助名单公示
kind: 公示
date: 2026-11-15T09:00:00+08:00
starts: 2026-11-16
ends: 2026-11-20
office: 示例部门
names: [{ name: 张* }]
attachments: [{ title: 名单, file: /media/2026/11/list.pdf }]
source: 示例来源
summary: 示例摘要
---
正文。
`,
};

const at = async (moment: string): Promise<Snapshot> => (await snapshotOf(FILES, moment)).snapshot;
const ID = '2026-11-16-0900';

test.each([
  ['2026-11-15T23:59:59+08:00', { begun: false, over: false }],
  ['2026-11-16T00:00:00+08:00', { begun: true, over: false }],
  ['2026-11-20T23:59:59+08:00', { begun: true, over: false }],
  ['2026-11-21T00:00:00+08:00', { begun: true, over: true }],
])('both days of a period count: %s', async (moment, expected) => {
  const snapshot = await at(moment);
  expect(entry(snapshot, 'notices', ID)).toMatchObject(expected);
  expect(list(snapshot, 'notices', { list: 'all' })[0]).toMatchObject(expected);
});

test('when the period is over, the list and the attachments leave; the notice stays', async () => {
  const running = await at('2026-11-20T23:59:59+08:00');
  expect(entry(running, 'notices', ID)?.data.names).toHaveLength(1);
  expect(publicMedia(running)).toHaveLength(1);
  const over = await at('2026-11-21T00:00:00+08:00');
  expect(entry(over, 'notices', ID)).toMatchObject({ data: { title: '拟资助名单公示' }, media: {} });
  expect(entry(over, 'notices', ID)?.data).not.toHaveProperty('names');
  expect(entry(over, 'notices', ID)?.data).not.toHaveProperty('attachments');
  expect(publicMedia(over)).toEqual([]);
});

test('the instant at which the list leaves is left behind for the desk', async () => {
  const snapshot = await at('2026-11-20T12:00:00+08:00');
  expect(nextTurn(snapshot)).toBe(Date.parse('2026-11-21T00:00:00+08:00'));
});
