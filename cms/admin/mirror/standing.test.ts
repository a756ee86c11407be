import { expect, it } from 'vitest';
import type { Mirror } from '../../protocol/mirror.ts';
import { standing } from './standing.ts';

const NOW = Date.parse('2026-11-25T08:00:00Z');
const mirror: Mirror = {
  setting: { address: 'https://***@git.example/site.git', what: 'main', paused: false }, pushing: false, succeededAt: '2026-11-25T07:59:00Z', failure: null,
};
const said = (one: Mirror) => standing(one, NOW).map(({ name, said: text }) => `${name}：${text}`);

it('says where a copy is pushed, and what came of it', () => {
  expect(said({ ...mirror, setting: null })).toEqual(['状态：没有设置，不推送。']);
  expect(said(mirror)).toEqual(['远端：https://***@git.example/site.git', '内容：只推送已发布的', '状态：正常，远端和本站一样。', '上次成功：2026-11-25 15:59:00']);
  expect(said({ ...mirror, pushing: true })).toContain('状态：正在推送……');
  const failure = { at: '2026-11-25T07:59:30Z', nextAt: '2026-11-25T08:05:00Z', zh: '连不上远端', en: 'the remote cannot be reached' };
  expect(said({ ...mirror, failure })).toEqual(expect.arrayContaining(['状态：推送没有成功，大约 5 分钟后再试。', '原因：连不上远端。', '上次失败：2026-11-25 15:59:30']));
  expect(said({ ...mirror, setting: { ...mirror.setting!, paused: true } })[2]).toContain('已暂停');
});
