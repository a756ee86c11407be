import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const STEP = 30_000;
const DIGITS = 6;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A new shared secret: the 160 bits that RFC 4226 recommends, in base32 as authenticators take it. */
export const makeTotpSecret = (): string => toBase32(randomBytes(20));

/** The step of RFC 6238 that an instant (ms) lies in. */
export const stepAt = (now: number): number => Math.floor(now / STEP);

/** The code of a step: RFC 4226's truncation of an HMAC-SHA-1, six digits. */
export function codeAt(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const offset = mac[mac.length - 1]! & 15;
  return String((mac.readUInt32BE(offset) & 0x7fff_ffff) % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** The steps, of now's and of the one before and after it, whose code this is: telephones are not quite on time, and typing takes a while. */
export function stepsOf(secret: string, code: string, now: number): number[] {
  const given = Buffer.from(code);
  return [-1, 0, 1].map((off) => stepAt(now) + off).filter((step) => {
    const right = Buffer.from(codeAt(secret, step));
    return right.length === given.length && timingSafeEqual(right, given);
  });
}

/** What a telephone is told, in the form that authenticators agree on (Key Uri Format). */
export function otpauthLink(secret: string, username: string, issuer: string): string {
  const query = new URLSearchParams({ secret, issuer, algorithm: 'SHA1', digits: String(DIGITS), period: String(STEP / 1000) });
  // Some authenticators show a `+` as it is.
  return `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(username)}?${query.toString().replaceAll('+', '%20')}`;
}

function toBase32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

/** Bytes of a base32 text; what is over at its end is padding. */
function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
}
