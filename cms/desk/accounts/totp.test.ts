import { describe, expect, it } from 'vitest';
import { codeAt, makeTotpSecret, otpauthLink, stepAt, stepsOf } from './totp.ts';

/** RFC 6238, appendix B: the ASCII secret `12345678901234567890`; of its eight digits the last six. */
const RFC = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('a telephone’s code', () => {
  it.each([[59, '287082'], [1_111_111_109, '081804'], [1_111_111_111, '050471'], [1_234_567_890, '005924'], [2_000_000_000, '279037'], [20_000_000_000, '353130']])(
    'is RFC 6238’s at %d s', (seconds, code) => {
      expect(codeAt(RFC, stepAt(seconds * 1000))).toBe(code);
    },
  );

  it('counts half a minute early and late, and no longer', () => {
    const now = 1_700_000_010_000;
    const step = stepAt(now);
    for (const off of [-1, 0, 1]) expect(stepsOf(RFC, codeAt(RFC, step + off), now)).toContain(step + off);
    for (const off of [-2, 2]) expect(stepsOf(RFC, codeAt(RFC, step + off), now)).toEqual([]);
    for (const wrong of ['', '12345', '1234567', 'abcdef', '２８７０８２']) expect(stepsOf(RFC, wrong, now)).toEqual([]);
  });

  it('begins with a secret of 160 bits and a link that authenticators read', () => {
    const secret = makeTotpSecret();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(makeTotpSecret()).not.toBe(secret);
    const link = new URL(otpauthLink(secret, 'editor', '云端 编务台'));
    expect([link.protocol, link.host, decodeURIComponent(link.pathname)]).toEqual(['otpauth:', 'totp', '/云端 编务台:editor']);
    expect(link.search).not.toContain('+');
    expect(Object.fromEntries(link.searchParams)).toEqual({ secret, issuer: '云端 编务台', algorithm: 'SHA1', digits: '6', period: '30' });
  });
});
