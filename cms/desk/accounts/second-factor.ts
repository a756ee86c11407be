import { randomInt } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { Role } from '../../protocol/roles.ts';
import { readSetting, writeSetting } from '../setting.ts';
import { Refused } from '../workflow/refused.ts';
import { hashSecret } from './secret.ts';
import { makeTotpSecret, otpauthLink, stepsOf } from './totp.ts';

const ISSUER = '云端编务台';
const RECOVERY_CODES = 10;
/** Without the letters and digits that are mistaken for each other: 30 of them, ten times, are 49 bits. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz2345678';
const SETTING = 'second-factor-roles';

/** What `users.totp` holds. A secret that was shown and not yet proved is `pending`: until then the earlier one counts. */
interface Factor {
  secret?: string;
  /** Hashes of the recovery codes that are left. */
  recovery: string[];
  pending?: string;
}

/** The second factor of each account: a telephone's codes (RFC 6238), and recovery codes for when it is lost. */
export class SecondFactor {
  readonly #database: DatabaseSync;
  readonly #now: () => number;

  constructor(database: DatabaseSync, now: () => number) {
    this.#database = database;
    this.#now = now;
  }

  isOn(userId: number): boolean {
    return this.#read(userId).secret !== undefined;
  }

  recoveryLeft(userId: number): number {
    return this.#read(userId).recovery.length;
  }

  /** The roles that must have one. */
  get requiredRoles(): Role[] {
    return readSetting(this.#database, SETTING, Role.array()) ?? [];
  }

  require(roles: readonly Role[]): void {
    writeSetting(this.#database, SETTING, roles);
  }

  isRequired(roles: readonly Role[]): boolean {
    return this.requiredRoles.some((role) => roles.includes(role));
  }

  /** A secret for a telephone. It counts from `confirm` on. */
  begin(userId: number, username: string): { secret: string; link: string } {
    const secret = makeTotpSecret();
    this.#write(userId, { ...this.#read(userId), pending: secret });
    return { secret, link: otpauthLink(secret, username, ISSUER) };
  }

  /** Turns the begun secret on when the telephone shows its code; gives the recovery codes. Throws `Refused`. */
  confirm(userId: number, code: string): string[] {
    const { pending } = this.#read(userId);
    if (!pending) throw new Refused('not-found', '设置已经中断，请从头再来');
    const step = stepsOf(pending, digits(code), this.#now()).at(-1);
    if (step === undefined) throw new Refused('bad-request', '动态口令不对；请看手机上现在显示的六位数字，并核对手机的时间是否准确');
    const { recovery, hashes } = makeRecoveryCodes();
    this.#write(userId, { secret: pending, recovery: hashes });
    this.#database.prepare('UPDATE users SET totp_step = ? WHERE id = ?').run(step, userId);
    return recovery;
  }

  /** New recovery codes in the place of those that are left. */
  renewRecovery(userId: number): string[] {
    const { recovery, hashes } = makeRecoveryCodes();
    this.#write(userId, { ...this.#read(userId), recovery: hashes });
    return recovery;
  }

  takeOff(userId: number): void {
    this.#database.prepare('UPDATE users SET totp = NULL, totp_step = NULL WHERE id = ?').run(userId);
  }

  /** Judges a code and uses it up: `used` is one that was right and has been used already. */
  judge(userId: number, code: string): 'telephone' | 'recovery' | 'wrong' | 'used' {
    const factor = this.#read(userId);
    const steps = factor.secret ? stepsOf(factor.secret, digits(code), this.#now()) : [];
    if (steps.length > 0) {
      // Each step once, whoever looks over a shoulder; one statement, so that two at once are two.
      const take = this.#database.prepare('UPDATE users SET totp_step = ? WHERE id = ? AND (totp_step IS NULL OR totp_step < ?)');
      return steps.some((step) => take.run(step, userId, step).changes === 1) ? 'telephone' : 'used';
    }
    const hash = hashSecret(code.normalize('NFKC').toLowerCase().replace(/[^a-z0-9]/g, ''));
    if (!factor.recovery.includes(hash)) return 'wrong';
    this.#write(userId, { ...factor, recovery: factor.recovery.filter((one) => one !== hash) });
    return 'recovery';
  }

  #read(userId: number): Factor {
    const row = this.#database.prepare('SELECT totp FROM users WHERE id = ?').get(userId) as { totp: string | null } | undefined;
    return row?.totp ? (JSON.parse(row.totp) as Factor) : { recovery: [] };
  }

  #write(userId: number, factor: Factor): void {
    this.#database.prepare('UPDATE users SET totp = ? WHERE id = ?').run(JSON.stringify(factor), userId);
  }
}

/** Six digits as people type them: with a blank in the middle, or in an input method's full width. */
const digits = (code: string): string => code.normalize('NFKC').replace(/\s/g, '');

function makeRecoveryCodes(): { recovery: string[]; hashes: string[] } {
  const plain = Array.from({ length: RECOVERY_CODES }, () => Array.from({ length: 10 }, () => LETTERS[randomInt(LETTERS.length)]).join(''));
  return { recovery: plain.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`), hashes: plain.map(hashSecret) };
}
