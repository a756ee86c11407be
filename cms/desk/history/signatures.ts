import type { Signature } from '../../protocol/history.ts';
import { chainOf, type ChainLength, type Stage, STAGES } from '../../protocol/roles.ts';
import { isDesks, type Person } from '../store/commit.ts';
import type { Commit } from '../store/store.ts';
import { personOf } from '../workflow/record.ts';

const STAGE: Readonly<Record<Stage, string>> = { first: 'First', second: 'Second', final: 'Final' };
/** `张三 <zhangsan> for 李四 <lisi> 2026-11-20T04:00:00.000Z` */
const SIGNED = /^(.*?) <([^<>]+)>(?: for (.*?) <([^<>]+)>)?(?: (\S+))?$/;

/** Who signed what became public, from a publication's trailers (cms/desk/workflow/put-on-main.ts), in the order of the stages. */
export function signaturesOf(commit: Commit): Signature[] {
  if (!isDesks(commit)) return [];
  return STAGES.flatMap((stage) => (['review', 'proof'] as const).flatMap((of) => {
    const match = SIGNED.exec(commit.trailers[`${STAGE[stage]}-${of === 'review' ? 'Review' : 'Proof'}`] ?? '');
    if (!match) return [];
    const [, name = '', username = '', principal, principalName, moment = ''] = match;
    const at = Date.parse(moment);
    return [{
      stage, of, by: { name, username },
      ...(principal !== undefined && principalName ? { standsFor: { name: principal, username: principalName } } : {}),
      ...(Number.isNaN(at) ? {} : { at: new Date(at).toISOString() }),
    }];
  }));
}

/** Everyone whose words a publication holds: `张三 <zhangsan>, 李四 <lisi>`. */
export const writersOf = (commit: Commit): Person[] =>
  (isDesks(commit) ? (commit.trailers['Writer'] ?? '') : '').split(/(?<=>), /).flatMap((text) => personOf(text) ?? []);

/** The stages that a publication was asked to pass: the number of them, or `none`. Null where the commit does not say. */
export function chainIn(commit: Commit): Stage[] | null {
  const told = isDesks(commit) ? commit.trailers['Chain'] : undefined;
  if (told === 'none') return [];
  return /^[1-3]$/.test(told ?? '') ? [...chainOf(Number(told) as ChainLength)] : null;
}
