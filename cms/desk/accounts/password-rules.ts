import { readFileSync } from 'node:fs';
import { Refused } from '../workflow/refused.ts';

/** What must be left of a password when everything that many people use is taken out of it. */
const OWN = 5;
/** So many different common pieces in a row are a sentence of one's own. */
const SENTENCE = 4;

/** Passwords, and pieces that passwords are made of, that guessers try first; the longest first. */
const COMMON: readonly string[] = readFileSync(new URL('./common-passwords.txt', import.meta.url), 'utf8')
  .split('\n').filter((line) => line && !line.startsWith('#')).flatMap((line) => line.trim().split(/\s+/)).sort((a, b) => b.length - a.length);

/** Birthdays and years, as people put them behind their names. */
const DATES = /(?:19|20)\d\d(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])?)?/g;

/** Why a new password is too easy to guess, as a sentence for whoever chose it; undefined when it is not. Its length is judged by the protocol. */
export function weakness(password: string, { name, username }: { name: string; username: string }): string | undefined {
  // However it is written: full-width letters, capitals, dots and dashes between.
  const plain = fold(password);
  const user = fold(username);
  if (user.length >= 4 && plain.includes(user)) return '密码里有您的用户名，一猜就中；请换一句别人想不到的话';
  if (/^\d+$/.test(plain)) return '只有数字的密码容易猜中：电话、生日、证件号都会有人试；请加上几个字或字母';
  if (new Set(plain).size < OWN) return '密码里来回只有几个字符，容易猜中；请换一句自己记得住的话';
  const pieces = new Set<string>();
  let left = plain;
  for (const piece of [...COMMON, user, fold(name)]) {
    if (!piece || !left.includes(piece)) continue;
    pieces.add(piece);
    left = left.replaceAll(piece, ' ');
  }
  left = withoutRuns(left.replace(DATES, ' ')).replaceAll(' ', '');
  if (left.length < OWN && pieces.size < SENTENCE) return '这个密码太常见，会被最先试到；请换一句自己记得住、别人想不到的话，比如把几个不相干的词连在一起';
  return undefined;
}

/** Throws `Refused` with the sentence. */
export function refuseWeak(password: string, person: { name: string; username: string }): void {
  const sentence = weakness(password, person);
  if (sentence) throw new Refused('bad-request', sentence);
}

const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll('@', 'a').replaceAll('$', 's').replace(/[^\p{L}\p{N}]/gu, '');

/** A text without runs of four and more that count up, count down or stand still: `abcd`, `4321`, `aaaa`. */
function withoutRuns(text: string): string {
  const signs = [...text];
  const step = (at: number) => (signs[at]?.codePointAt(0) ?? Number.NaN) - (signs[at - 1]?.codePointAt(0) ?? Number.NaN);
  const runs = (from: number) => Math.abs(step(from + 1)) <= 1 && step(from + 2) === step(from + 1) && step(from + 3) === step(from + 1);
  return signs.filter((_, at) => ![at - 3, at - 2, at - 1, at].some(runs)).join('');
}
