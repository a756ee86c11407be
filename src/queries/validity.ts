import type { Snapshot } from '../content/snapshot.ts';

/** The values of 有效性, as addresses write them. */
export const VALIDITIES = { valid: '有效', amended: '已修改', expired: '失效', repealed: '废止', unstated: '未注明' } as const;
export type Validity = (typeof VALIDITIES)[keyof typeof VALIDITIES];

/** The names of the values that public documents have. Looks at all policies. */
export function validities(snapshot: Snapshot): string[] {
  const found = new Set(snapshot.entries.policies.listed.map(({ data }) => data.validity));
  return Object.entries(VALIDITIES).filter(([, value]) => found.has(value)).map(([name]) => name);
}
