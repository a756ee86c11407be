import { describe, expect, it } from 'vitest';
import { mailInWords, troubleInWords, webhookInWords } from './words.ts';

describe('what an administrator reads', () => {
  it.each([
    [{ again: 0, undelivered: 0, cause: null }, undefined],
    [{ again: 2, undelivered: 0, cause: '钉钉没有收下' }, '有 2 条消息还没有发出去，会自动再试：钉钉没有收下。'],
    [{ again: 0, undelivered: 1, cause: '不通。' }, '有 1 条消息试了一天，没有发出去：不通。'],
    [{ again: 3, undelivered: 1, cause: null }, '有 1 条消息试了一天，没有发出去，另有 3 条还在试。'],
  ])('%j', (trouble, sentence) => {
    expect(troubleInWords(trouble)).toBe(sentence);
  });

  it('is what is set, in the words of the choices', () => {
    expect([webhookInWords(null), mailInWords(null)]).toEqual([[], []]);
    expect(webhookInWords({ format: 'dingtalk', host: 'oapi.example.invalid', signed: true })).toEqual([['发给', '钉钉群机器人'], ['服务器', 'oapi.example.invalid'], ['加签', '有']]);
    expect(mailInWords({ host: 'smtp.example.invalid', port: 465, security: 'tls', username: '', password: false, from: 'desk@example.invalid' }))
      .toEqual([['服务器', 'smtp.example.invalid，端口 465'], ['加密', 'TLS（一开始就加密）'], ['用户名', '不用登录'], ['发件地址', 'desk@example.invalid']]);
  });
});
