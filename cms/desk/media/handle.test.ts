import { readdirSync, readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it, onTestFinished } from 'vitest';
import { pdf } from '../../../tests/fixtures/media.ts';
import type { Refused } from '../workflow/refused.ts';
import { MediaHandle } from './handle.ts';
import { judgeUpload } from './judge-upload.ts';
import { Turns } from './turns.ts';

function open() {
  const log: string[] = [];
  const media = new MediaHandle((line) => log.push(line));
  onTestFinished(() => media.close());
  return { media, log };
}
/** The process that judges for this test: a child of this one. */
const judging = () => readdirSync('/proc').filter((name) => /^\d+$/.test(name)).find((pid) => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('cms/desk/media/process.ts') && readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) \S /s, '').startsWith(`${process.pid} `);
  } catch {
    return false;
  }
});

describe('uploads are judged apart', () => {
  it('as they would be here, and refused with the same sentence', async () => {
    const { media, log } = open();
    const photo = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#1f4e79' } }).jpeg().toBuffer();
    expect(await media.judge('jpg', photo)).toEqual(await judgeUpload('jpg', photo));
    await expect(media.judge('pdf', pdf('<< /S /JavaScript >>'))).rejects.toMatchObject({ refusal: { code: 'refused-kind' }, message: expect.stringContaining('脚本') });
    expect(log).toEqual([]);
  });

  it('so that what kills a decoder does not kill the desk: that upload is refused, the next one is judged', async () => {
    const { media, log } = open();
    await media.judge('pdf', pdf());
    // Half a second's work: it is not done before the kill.
    const large = await sharp({ create: { width: 4000, height: 3000, channels: 3, background: '#1f4e79' } }).jpeg().toBuffer();
    const lost = media.judge('jpg', large).catch((error: Refused) => error.refusal.code);
    process.kill(Number(judging()), 'SIGKILL');
    expect(await lost).toBe('unavailable');
    expect(log).toEqual([expect.stringContaining('the process that judges uploads ended (SIGKILL)')]);
    expect(await media.judge('pdf', pdf())).toEqual(pdf());
  });

  it('and whoever waits when the desk ends is answered', async () => {
    const { media } = open();
    const large = await sharp({ create: { width: 4000, height: 3000, channels: 3, background: '#1f4e79' } }).jpeg().toBuffer();
    const waiting = media.judge('jpg', large).catch((error: Refused) => error.refusal.code);
    // Its turn comes in the next one.
    await Promise.resolve();
    await media.close();
    expect(await waiting).toBe('unavailable');
  });
});

it('turns are taken by so many at a time, the first come first, also after one has failed', async () => {
  const turns = new Turns(2);
  const log: string[] = [];
  let now = 0;
  const work = (name: string) => turns.take(async () => {
    now += 1;
    log.push(`${name}${now}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
    now -= 1;
    if (name === 'b') throw new Error('b');
  });
  const all = await Promise.allSettled(['a', 'b', 'c', 'd', 'e'].map(work));
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
  expect(log.map((line) => line[0])).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(log.every((line) => Number(line[1]) <= 2)).toBe(true);
});
