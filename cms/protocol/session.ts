import { z } from 'astro/zod';

const username = z
  .string('请填写用户名')
  .trim()
  .regex(/^[a-z0-9][a-z0-9._-]{1,31}$/, '用户名用 2–32 个小写英文字母、数字、点、横线或下划线，以字母或数字开头');
const password = z.string('请填写密码').min(10, '密码至少 10 个字符，一句自己记得住的话就很好').max(256, '密码最多 256 个字符');

/** `POST /admin/api/session` */
export const Credentials = z.object({
  username: z.string('请填写用户名').trim().min(1, '请填写用户名').max(64, '用户名太长'),
  password: z.string('请填写密码').min(1, '请填写密码').max(256, '密码最多 256 个字符'),
});
export type Credentials = z.infer<typeof Credentials>;

/** `POST /admin/api/setup`: makes the first account. `token` is the part of the set-up link after `#`. */
export const Setup = z.object({
  token: z.string().min(1, '缺少一次性链接里的密钥').max(128),
  name: z.string('请填写姓名').trim().min(1, '请填写姓名').max(40, '姓名最多 40 个字').regex(/^[^<>\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+$/u, '姓名里有不允许的字符'),
  username,
  password,
});
export type Setup = z.infer<typeof Setup>;

/** `GET /admin/api/session`, and the answer to signing in and to set-up. */
export const Session = z.object({ name: z.string(), username: z.string() });
export type Session = z.infer<typeof Session>;
