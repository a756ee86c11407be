import { z } from 'astro/zod';

/** The three reviews, in their order. */
export const STAGES = ['first', 'second', 'final'] as const;
export const Stage = z.enum(STAGES);
export type Stage = z.infer<typeof Stage>;
export const STAGE_NAMES: Readonly<Record<Stage, string>> = { first: '初审', second: '复审', final: '终审' };

/** What a person may be; one person may be several. */
export const ROLES = ['writer', ...STAGES, 'administrator'] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;
export const ROLE_NAMES: Readonly<Record<Role, string>> = { writer: '撰稿', ...STAGE_NAMES, administrator: '管理员' };

/** How many stages a collection's chain has: none (an office of one), one (终审), two (初审、终审), all three. */
export const ChainLength = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]);
export type ChainLength = z.infer<typeof ChainLength>;
const CHAINS: Readonly<Record<ChainLength, readonly Stage[]>> = { 0: [], 1: ['final'], 2: ['first', 'final'], 3: STAGES };
/** The stages of a chain of so many, in order. */
export const chainOf = (length: ChainLength): readonly Stage[] => CHAINS[length];
