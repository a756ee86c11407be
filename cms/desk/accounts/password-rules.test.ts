import { describe, expect, it } from 'vitest';
import { PASSWORD } from '../../../tests/fixtures/accounts.ts';
import { weakness } from './password-rules.ts';

const PERSON = { name: '示例编辑', username: 'zhuoma' };
const judged = (password: string, person = PERSON) => weakness(password, person);

describe('a new password', () => {
  it.each([PASSWORD, 'correct horse battery staple', '早上七点的班车又晚了', 'kx7-2mvq-9rtd', 'wo jia men qian you ke da shu', '下雨天 的 那把蓝伞', 'Tibetan antelope 可可西里'])(
    'may be a sentence: %s', (password) => {
      expect(judged(password)).toBeUndefined();
    },
  );

  it.each(['password12', 'P@$$w0rd123', 'ｐａｓｓｗｏｒｄ２０２６', 'pass-word-2026', '1qaz2wsx3edc', 'qwertyuiop', 'zhangwei123456', 'WangFang1990', 'liwei19850312', 'woaini1314520', 'gonghui2026', 'huangnan123', 'admin@2026!', 'iloveyou520', 'abcdefghijkl', '我爱你1314520', 'zhaxi888888', 'aa1234567890', 'mima123456', 'xuanchuanbu1'])(
    'is refused when guessers try it first: %s', (password) => {
      expect(judged(password)).toMatch(/^这个密码太常见/);
    },
  );

  it('may not be the user name with something around it, however it is written', () => {
    for (const password of ['my-Zhuoma-is-here', 'ＺＨＵＯＭＡ的密码在这里', 'z.h.u.o.m.a.99.x']) expect(judged(password)).toMatch(/用户名/);
    expect(judged('wo jia de li zi shu', { name: '示例', username: 'li' })).toBeUndefined();
  });

  it('may not be a number that belongs to somebody, nor two keys', () => {
    for (const password of ['13900001234', '110101199003070000', '1990-03-07-1234']) expect(judged(password)).toMatch(/只有数字/);
    for (const password of ['abababababab', '哈哈哈哈哈哈哈哈哈哈']) expect(judged(password)).toMatch(/来回只有几个字符/);
  });
});
