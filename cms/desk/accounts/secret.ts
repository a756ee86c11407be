import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits for a URL or a cookie. */
export const makeSecret = (): string => randomBytes(32).toString('base64url');
/** What is stored of a secret: a thief of the database has no session. A fast hash suffices for random bits. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');
