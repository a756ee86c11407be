import type { Snapshot } from '../content/snapshot.ts';

/** The values of 有效性, as addresses write them. */
export const VALIDITIES = { valid: '有效', amended: '已修改', expired: '失效', repealed: '废止', unstated: '未注明' } as const;
/** A value's name in addresses. */
export type ValidityName = keyof typeof VALIDITIES;
export type Validity = (typeof VALIDITIES)[ValidityName];

/** The value that a name in an address stands for, or undefined. */
export const validityOf = (name: string | undefined): Validity | undefined => (name !== undefined && Object.hasOwn(VALIDITIES, name) ? VALIDITIES[name as ValidityName] : undefined);

/** The names of the values that public documents have: those of a topic, or all. Looks at each of them. */
export function validities(snapshot: Snapshot, topic?: string): ValidityName[] {
  const shelf = snapshot.entries.policies;
  const found = new Set((topic === undefined ? shelf.listed : shelf.about(topic)).map(({ data }) => data.validity));
  return (Object.keys(VALIDITIES) as ValidityName[]).filter((name) => found.has(VALIDITIES[name]));
}
