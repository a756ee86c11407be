import { describe, expect, it } from 'vitest';
import { SETTINGS } from '../../tests/fixtures/sample.ts';
import { snapshotOf } from '../../tests/fixtures/snapshot.ts';
import { Recorder } from './record.ts';

const FILES = {
  ...SETTINGS,
  'content/settings/mourning.yml': `days:
  - { from: 2026-12-13, to: 2026-12-13, pages: 全站 }
  - { from: 2026-12-20, to: 2026-12-21, pages: 只有首页 }
`,
  'content/settings/alerts.yml': `shown:
  - { text: 系统维护, level: 一般, from: '2026-12-13T08:00:00+08:00', to: '2026-12-13T18:00:00+08:00' }
  - { text: 道路中断, level: 紧急, link: /notices/, from: '2026-12-13T12:00:00+08:00', to: '2026-12-14T00:00:00+08:00' }
`,
};

/** What a page is answered at a moment, and when time changes the answer. */
async function ask(moment: string, question: object, files: Record<string, string> = FILES) {
  const { door, asked } = new Recorder((await snapshotOf(files, moment)).snapshot).open();
  const given = door.ask(question);
  const turns = [...asked.values()][0]!.turns;
  return { given, next: Number.isFinite(turns) ? turns : undefined };
}
const at = (moment: string) => Date.parse(moment);

describe('a day of mourning', () => {
  it.each([
    ['2026-12-12T23:59:59+08:00', false, false, '2026-12-13T00:00:00+08:00', '2026-12-13T00:00:00+08:00'],
    ['2026-12-13T00:00:00+08:00', true, true, '2026-12-14T00:00:00+08:00', '2026-12-14T00:00:00+08:00'],
    ['2026-12-13T23:59:59+08:00', true, true, '2026-12-14T00:00:00+08:00', '2026-12-14T00:00:00+08:00'],
    ['2026-12-14T00:00:00+08:00', false, false, '2026-12-20T00:00:00+08:00', undefined],
    ['2026-12-21T23:59:59+08:00', true, false, '2026-12-22T00:00:00+08:00', undefined],
    ['2026-12-22T00:00:00+08:00', false, false, undefined, undefined],
  ])('%s', async (moment, home, inner, homeTurns, innerTurns) => {
    expect(await ask(moment, { ask: 'grey', where: 'home' })).toEqual({ given: home, next: homeTurns && at(homeTurns) });
    expect(await ask(moment, { ask: 'grey', where: 'inner' })).toEqual({ given: inner, next: innerTurns && at(innerTurns) });
  });
});

describe('an alert', () => {
  const maintenance = { text: '系统维护', level: '一般' };
  const road = { text: '道路中断', level: '紧急', link: '/notices/' };
  it.each([
    ['2026-12-13T07:59:59+08:00', [], '2026-12-13T08:00:00+08:00'],
    ['2026-12-13T08:00:00+08:00', [maintenance], '2026-12-13T12:00:00+08:00'],
    ['2026-12-13T12:00:00+08:00', [road, maintenance], '2026-12-13T18:00:00+08:00'],
    ['2026-12-13T18:00:00+08:00', [road], '2026-12-14T00:00:00+08:00'],
    ['2026-12-14T00:00:00+08:00', [], undefined],
  ])('%s', async (moment, given, turns) => {
    expect(await ask(moment, { ask: 'alerts' })).toEqual({ given, next: turns && at(turns) });
  });
});

it('a repository older than these settings has none of both', async () => {
  expect(await ask('2026-12-13T12:00:00+08:00', { ask: 'grey', where: 'home' }, SETTINGS)).toEqual({ given: false, next: undefined });
  expect(await ask('2026-12-13T12:00:00+08:00', { ask: 'alerts' }, SETTINGS)).toEqual({ given: [], next: undefined });
});

it.each([
  ['content/settings/mourning.yml', 'days:\n  - { from: 2026-12-14, to: 2026-12-13, pages: 全站 }\n', /最后一天不能早于第一天/],
  ['content/settings/alerts.yml', "shown:\n  - { text: 提示, level: 紧急, from: '2026-12-13T08:00:00+08:00', to: '2026-12-13T08:00:00+08:00' }\n", /要晚于“开始显示”/],
])('%s that never holds is refused', async (path, text, sentence) => {
  await expect(snapshotOf({ ...SETTINGS, [path]: text })).rejects.toThrow(sentence);
});
