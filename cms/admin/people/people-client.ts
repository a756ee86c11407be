import { Done, type DeputyChange, type Invitation, type LogLine, type LogName, LogPage, MadeLink, People, type PersonChange } from '../../protocol/people.ts';
import { api } from '../../protocol/paths.ts';
import type { ChainLength, Role } from '../../protocol/roles.ts';
import type { DeskClient } from '../backend/desk-client.ts';

/** What an administrator asks of the desk. Everything throws `DeskError`. */
export function peopleClient({ read, write }: DeskClient) {
  const one = (id: number) => `${api.people}/${id}`;
  return {
    look: (): Promise<People> => read(api.people, People),
    invite: (invitation: Invitation): Promise<MadeLink> => write('POST', api.people, invitation, MadeLink),
    change: (id: number, change: PersonChange) => write('PUT', one(id), change, Done),
    renewLink: (id: number): Promise<MadeLink> => write('POST', `${one(id)}/link`, {}, MadeLink),
    withdrawInvitation: (id: number) => write('DELETE', one(id), {}, Done),
    setState: (id: number, state: 'active' | 'disabled') => write('POST', `${one(id)}/state`, { state }, Done),
    signOut: (id: number) => write('POST', `${one(id)}/sign-out`, {}, Done),
    takeOff: (id: number) => write('POST', `${one(id)}/take-off`, {}, Done),
    setChains: (chains: Record<string, ChainLength>) => write('PUT', `${api.people}/chains`, { chains }, Done),
    requireSecondFactor: (roles: readonly Role[]) => write('PUT', `${api.people}/second-factor`, { roles }, Done),
    addDeputy: (deputy: DeputyChange) => write('POST', `${api.people}/deputies`, deputy, Done),
    endDeputy: (id: number) => write('DELETE', `${api.people}/deputies/${id}`, {}, Done),
    log: (name: LogName, last?: LogLine): Promise<LogPage> => read(`${api.people}/log/${name}${last ? `?before=${last.id}` : ''}`, LogPage),
  };
}
export type PeopleClient = ReturnType<typeof peopleClient>;

/** Where the whole of a log is fetched as a table. */
export const logFile = (name: LogName): string => `${api.people}/log/${name}.csv`;
