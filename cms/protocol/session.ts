import { z } from 'astro/zod';
import { ChainLength, Role } from './roles.ts';

export const username = z
  .string('请填写用户名')
  .trim()
  .regex(/^[a-z0-9][a-z0-9._-]{1,31}$/, '用户名用 2–32 个小写英文字母、数字、点、横线或下划线，以字母或数字开头')
  // Commits that the desk makes by itself carry this name.
  .refine((name) => name !== 'desk', '“desk” 是编务台自己的名字，请另选一个');
export const personName = z
  .string('请填写姓名').trim().min(1, '请填写姓名').max(40, '姓名最多 40 个字').regex(/^[^<>\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+$/u, '姓名里有不允许的字符');
/** What a new password has to be, as far as a form can tell; the desk also knows which ones are common. */
export const newPassword = z.string('请填写密码').min(10, '密码至少 10 个字符，一句自己记得住的话就很好').max(256, '密码最多 256 个字符');
/** A password that was set some time ago, whatever the rules were then. */
export const password = z.string('请填写密码').min(1, '请填写密码').max(256, '密码最多 256 个字符');
/** A code of the second factor: six digits, or one of the recovery codes. */
export const code = z.string('请填写动态口令').trim().min(1, '请填写动态口令').max(64, '动态口令太长');
/** The secret of a one-time link. */
export const token = z.string().min(1, '缺少一次性链接里的密钥').max(128);

/** `POST /admin/api/session`; `code` once the desk has said that it needs one. */
export const Credentials = z.object({
  username: z.string('请填写用户名').trim().min(1, '请填写用户名').max(64, '用户名太长'),
  password,
  code: code.optional(),
});
export type Credentials = z.infer<typeof Credentials>;

/** `POST /admin/api/setup`: makes the first account. `token` is the part of the set-up link after `#`; `chain` is every collection's, none when left out. */
export const Setup = z.object({ token, name: personName, username, password: newPassword, chain: ChainLength.optional() });
export type Setup = z.infer<typeof Setup>;

/** `GET /admin/api/session`, and the answer to set-up. */
export const Session = z.object({
  name: z.string(),
  username: z.string(),
  roles: z.array(Role),
  /** The collections that the roles are for; null: all. */
  collections: z.array(z.string()).nullable(),
  /** A role of theirs must have a second factor and there is none yet: until then the own account is all that is open. */
  mustEnrol: z.boolean(),
});
export type Session = z.infer<typeof Session>;

/** The answer to signing in: the session, or that the password was right and a code is still needed. */
export const SignedIn = z.union([Session, z.object({ needs: z.literal('code') })]);
export type SignedIn = z.infer<typeof SignedIn>;

/** `POST /admin/api/link` */
export const OpenLink = z.object({ token });
/** Whose link it is. */
export const LinkOffer = z.object({ kind: z.enum(['invite', 'reset']), name: z.string(), username: z.string(), expiresAt: z.iso.datetime({ offset: true }) });
export type LinkOffer = z.infer<typeof LinkOffer>;
/** `POST /admin/api/link/accept`: uses a link up. The name counts where it is an invitation. */
export const AcceptLink = z.object({ token, name: personName.optional(), password: newPassword });
export type AcceptLink = z.infer<typeof AcceptLink>;
export const Accepted = z.object({ username: z.string() });
