import { describe, expect, it } from 'vitest';
import { snapshotOf } from '../../tests/fixtures/snapshot.ts';
import { SETTINGS } from '../../tests/fixtures/sample.ts';
import { parseInstant } from '../content/instant.ts';
import { expiry } from './expiry.ts';
import { Recorder } from './record.ts';
import { paths } from './routes.ts';

describe('what a site says of itself may be relied on', () => {
  it.each([
    ['2026-11-20T20:00:00+08:00', '2027-07-01T00:00:00+08:00'],
    ['2026-12-31T23:59:59+08:00', '2027-07-01T00:00:00+08:00'],
    ['2027-01-01T00:00:00+08:00', '2028-01-01T00:00:00+08:00'],
    ['2031-08-01T00:00:00+08:00', '2032-07-01T00:00:00+08:00'],
  ])('at %s until %s', (now, until) => {
    expect(expiry(parseInstant(now))).toBe(until);
  });

  it('for more than half a year and no more than one, and the desk knows when to say it again', async () => {
    const { snapshot } = await snapshotOf({ ...SETTINGS }, '2026-11-20T20:00:00+08:00');
    const recorded = new Recorder(snapshot).again('{"ask":"expiry"}');
    expect(new Date(recorded.turns).toISOString()).toBe('2026-12-31T16:00:00.000Z');
  });
});

describe('security.txt', () => {
  const withContact = (contact: string) => ({ ...SETTINGS, 'content/settings/site.yml': `${SETTINGS['content/settings/site.yml']}security: ${contact}\n` });

  it('is there only where somebody is named', async () => {
    expect(paths((await snapshotOf(SETTINGS)).snapshot)).not.toContain('/.well-known/security.txt');
    expect(paths((await snapshotOf(withContact('mailto:a@site.example'))).snapshot)).toContain('/.well-known/security.txt');
  });

  it.each(['a@site.example', 'javascript:alert(1)', 'mailto:a b@site.example'])('takes no contact that is no address: %s', async (contact) => {
    await expect(snapshotOf(withContact(`'${contact}'`))).rejects.toThrow('安全问题联系方式');
  });
});
