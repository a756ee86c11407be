import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { OpenSession } from '../accounts/accounts.ts';
import type { By } from '../accounts/log.ts';
import type { Origin } from '../accounts/sessions.ts';
import type { Actor } from '../workflow/actor.ts';

/** What travels with a request: who asks, when a session says so. */
export interface Environment {
  Bindings: HttpBindings;
  Variables: { person: Actor; session: OpenSession };
}
export type DeskContext = Context<Environment>;

/** How the outside reaches the desk. Forwarded headers count only when a trusted proxy sets them. */
export interface Outside {
  trustedProxy: boolean;
}

/** Whether the visitor's line is encrypted, by what a proxy says of it. */
export const isEncrypted = (forwardedProto: string | string[] | undefined, { trustedProxy }: Outside): boolean => trustedProxy && forwardedProto === 'https';
export const isSecure = (c: DeskContext, outside: Outside): boolean => isEncrypted(c.req.header('x-forwarded-proto'), outside);

/** The visitor's address, and the browser as it names itself. */
export const originOf = (c: DeskContext, outside: Outside): Origin => ({ address: addressOfVisitor(c, outside), agent: c.req.header('user-agent') ?? '' });

/** Who does something, for the log. */
export const byOf = (c: DeskContext, outside: Outside): By => ({ username: c.var.person.username, address: addressOfVisitor(c, outside) });

/** The visitor's address. */
export function addressOfVisitor(c: DeskContext, { trustedProxy }: Outside): string {
  const forwarded = trustedProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  return forwarded || c.env?.incoming?.socket?.remoteAddress || 'unknown';
}
