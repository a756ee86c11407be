import { expect, it } from 'vitest';
import { DeskError } from '../backend/desk-client.ts';
import { trouble, troubleDoing } from './trouble.ts';

it.each([
  [new DeskError('offline', '连不上服务器，已经写好的内容还在页面上'), /^连不上编务台.*重启。$/, /不知道刚才这一步有没有生效/],
  [new DeskError('unavailable', 'x'), /^连不上编务台/, /不知道刚才这一步有没有生效/],
  [new DeskError('signed-out', '登录已过期，请在新标签页重新登录后再点保存'), /^登录已过期，请重新登录。$/, /^登录已过期/],
  [new DeskError('internal', '编务台出了问题，文字还在页面上'), /^编务台出了问题，请稍候再试/, /^编务台出了问题/],
  [new DeskError('not-found', '最近的发布里没有这个版本'), /^最近的发布里没有这个版本。$/, /^最近的发布里没有这个版本。$/],
  [new TypeError('x is not a function'), /^这一页出了问题/, /^这一页出了问题/],
])('%s is said without a word about texts that this page does not hold', (error, looking, doing) => {
  expect(trouble(error)).toMatch(looking);
  expect(troubleDoing(error)).toMatch(doing);
  expect(trouble(error) + troubleDoing(error)).not.toMatch(/保存|文字|写好/);
});
