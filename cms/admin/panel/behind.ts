import type { Standing, Status } from '../../protocol/store.ts';

/** What the editor holds: the version that its text is based on (undefined: it is not read yet), and what Decap takes the draft's state to be. */
export interface Held {
  version: string | null | undefined;
  status: Status | null;
}

/** Whether what stands at the desk is another text than the editor's, or another draft: then it must be read before anything is agreed to. */
export function isBehind(standing: Pick<Standing, 'status' | 'version'>, { version, status }: Held): boolean {
  return version !== undefined && (version !== standing.version || (status === null) !== (standing.status === null));
}
