import { z } from 'astro/zod';
import { ChainLength, Role } from './roles.ts';
import { code, newPassword, password, personName, username } from './session.ts';

const moment = z.iso.datetime({ offset: true });
const roles = z.array(Role, '请至少选一个角色').min(1, '请至少选一个角色').transform((list) => [...new Set(list)]);
const collections = z.array(z.string().max(64)).min(1, '请选择栏目，或者选“全部栏目”').max(64).nullable();
const mail = z.preprocess(
  (value) => (value === '' ? null : value),
  z.string().trim().max(254, '邮箱太长').regex(/^[^\s@<>",;]+@[^\s@<>",;]+\.[^\s@<>",;]+$/, '邮箱写得不对，应当像 name@example.org').nullable(),
);
/** A day of Beijing's calendar. */
const day = z.string('请选择日期').regex(/^\d{4}-\d\d-\d\d$/, '请选择日期').refine((text) => {
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}, '没有这一天');

/** `invited`: has a link and no password yet. Nobody is ever removed who was active once: the history names them. */
export const PersonState = z.enum(['invited', 'active', 'disabled']);
export type PersonState = z.infer<typeof PersonState>;
export const STATE_NAMES: Readonly<Record<PersonState, string>> = { invited: '等待接受邀请', active: '正常', disabled: '已停用' };

/** `PUT /admin/api/people/<id>` */
export const PersonChange = z.object({ name: personName, roles, collections, mail });
export type PersonChange = z.infer<typeof PersonChange>;
/** `POST /admin/api/people` */
export const Invitation = z.object({ name: personName, username, roles, collections, mail });
export type Invitation = z.infer<typeof Invitation>;
/** The answer to it, and to a renewed link. The token is told this once; what the desk keeps of it is a hash. */
export const MadeLink = z.object({ kind: z.enum(['invite', 'reset']), token: z.string(), expiresAt: moment });
export type MadeLink = z.infer<typeof MadeLink>;
/** `POST /admin/api/people/<id>/state` */
export const StateChange = z.object({ state: z.enum(['active', 'disabled']) });
/** `PUT /admin/api/people/chains` */
export const ChainChange = z.object({ chains: z.record(z.string().max(64), ChainLength) });
/** `PUT /admin/api/people/second-factor` */
export const SecondFactorChange = z.object({ roles: z.array(Role).transform((list) => [...new Set(list)]) });
/** `POST /admin/api/people/deputies`; one's own at `/admin/api/account/deputies` name no `username`. */
export const DeputyChange = z.object({ username: z.string('请选择谁请人代').min(1, '请选择谁请人代').max(64), deputy: z.string('请选择代审人').min(1, '请选择代审人').max(64), from: day, until: day });
export type DeputyChange = z.infer<typeof DeputyChange>;
export const OwnDeputyChange = DeputyChange.omit({ username: true });
export type OwnDeputyChange = z.infer<typeof OwnDeputyChange>;

/** Somebody who stands in for another (代审), from one day of Beijing's until another, both included. */
export const Deputy = z.object({ id: z.number().int(), name: z.string(), username: z.string(), deputy: z.string(), deputyUsername: z.string(), from: z.string(), until: z.string(), today: z.boolean() });
export type Deputy = z.infer<typeof Deputy>;

export const Person = z.object({
  id: z.number().int(), name: z.string(), username: z.string(), roles: z.array(Role), collections: z.array(z.string()).nullable(), mail: z.string().nullable(),
  state: PersonState, secondFactor: z.boolean(), createdAt: moment,
  /** When one of their sessions was last used. */
  seenAt: moment.nullable(),
  /** Until when a link that was made for them can be used. */
  link: moment.nullable(),
});
export type Person = z.infer<typeof Person>;

/** `GET /admin/api/people` */
export const People = z.object({
  people: z.array(Person),
  chains: z.record(z.string(), ChainLength),
  /** There is one active account: no collection has a chain, whatever is set. */
  alone: z.boolean(),
  /** Collections whose chain nobody's text can get through, and why. */
  shortages: z.array(z.object({ collections: z.array(z.string()), sentence: z.string() })),
  deputies: z.array(Deputy),
  /** The roles that must have a second factor. */
  secondFactor: z.array(Role),
});
export type People = z.infer<typeof People>;

/** One line of a log: of what administrators and people did to accounts, or of signing in. */
export const LogLine = z.object({ id: z.number().int(), at: moment, username: z.string(), address: z.string(), act: z.string(), subject: z.string(), detail: z.string() });
export type LogLine = z.infer<typeof LogLine>;
export const LOGS = ['acts', 'sign-ins'] as const;
export const LogName = z.enum(LOGS);
export type LogName = z.infer<typeof LogName>;
/** `GET /admin/api/people/log/<name>?before=<id>`: the newest first. The same with `.csv` is the whole of it. */
export const LogPage = z.object({ lines: z.array(LogLine), more: z.boolean() });
export type LogPage = z.infer<typeof LogPage>;

/** One of one's own sessions. The id says nothing of its secret. */
export const OwnSession = z.object({ id: z.number().int(), address: z.string(), browser: z.string(), createdAt: moment, seenAt: moment, here: z.boolean() });
export type OwnSession = z.infer<typeof OwnSession>;

/** `GET /admin/api/account` */
export const Account = z.object({
  name: z.string(), username: z.string(), roles: z.array(Role), collections: z.array(z.string()).nullable(), mail: z.string().nullable(),
  sessions: z.array(OwnSession),
  secondFactor: z.object({ on: z.boolean(), required: z.boolean(), recoveryLeft: z.number().int() }),
  /** Who stands in for this person, and for whom this person does. */
  deputies: z.array(Deputy),
  /** Who could stand in. */
  colleagues: z.array(z.object({ name: z.string(), username: z.string() })),
});
export type Account = z.infer<typeof Account>;

/** `PUT /admin/api/account/mail` */
export const MailChange = z.object({ mail });
/** `PUT /admin/api/account/password`: signs out everywhere else. */
export const PasswordChange = z.object({ current: password, password: newPassword });
export type PasswordChange = z.infer<typeof PasswordChange>;
/** `POST /admin/api/account/second-factor`, `…/off` and `…/recovery` ask for the password again: a page left open is not enough. */
export const Confirmation = z.object({ password });
/** The answer to the first: what the telephone is told. */
export const Enrolment = z.object({ secret: z.string(), link: z.string() });
export type Enrolment = z.infer<typeof Enrolment>;
/** `POST /admin/api/account/second-factor/confirm` */
export const EnrolmentCode = z.object({ code });
/** Ten codes, each of which stands in for the telephone once; told this once. */
export const RecoveryCodes = z.object({ recovery: z.array(z.string()) });
export type RecoveryCodes = z.infer<typeof RecoveryCodes>;
/** The answer to what has nothing to tell. */
export const Done = z.object({ done: z.literal(true) });
