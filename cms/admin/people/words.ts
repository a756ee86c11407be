import { collectionNames, declared, isCollection } from '../../../src/model/collections.ts';
import { ROLE_NAMES, ROLES, type ChainLength, type Role } from '../../protocol/roles.ts';

/** Roles and collections with their words, as choices. */
export const ROLE_CHOICES: readonly (readonly [Role, string])[] = ROLES.map((role) => [role, ROLE_NAMES[role]]);
export const COLLECTION_CHOICES: readonly (readonly [string, string])[] = collectionNames.map((name) => [name, declared(name).label]);

export const CHAIN_CHOICES: readonly (readonly [string, string])[] = [['0', '不设审签'], ['1', '一审（终审）'], ['2', '二审（初审、终审）'], ['3', '三审（初审、复审、终审）']];
export const chainLength = (value: string): ChainLength => Number(value) as ChainLength;

export const rolesInWords = (roles: readonly Role[]): string => roles.map((role) => ROLE_NAMES[role]).join('、') || '没有角色';
export const collectionsInWords = (collections: readonly string[] | null): string =>
  collections === null ? '全部栏目' : `只管${collections.map((name) => (isCollection(name) ? declared(name).label : name)).join('、')}`;
