import { Account, Done, Enrolment, type OwnDeputyChange, type PasswordChange, RecoveryCodes } from '../../protocol/people.ts';
import { api } from '../../protocol/paths.ts';
import type { DeskClient } from '../backend/desk-client.ts';

/** What people ask of the desk about their own account. Everything throws `DeskError`. */
export function accountClient({ read, write, signOut }: DeskClient) {
  const factor = `${api.account}/second-factor`;
  return {
    signOut,
    look: (): Promise<Account> => read(api.account, Account),
    changeMail: (mail: string | null) => write('PUT', `${api.account}/mail`, { mail }, Done),
    changePassword: (change: PasswordChange) => write('PUT', `${api.account}/password`, change, Done),
    endSession: (id: number) => write('DELETE', `${api.account}/sessions/${id}`, {}, Done),
    endOthers: () => write('DELETE', `${api.account}/sessions`, {}, Done),
    beginSecondFactor: (password: string): Promise<Enrolment> => write('POST', factor, { password }, Enrolment),
    confirmSecondFactor: (code: string): Promise<RecoveryCodes> => write('POST', `${factor}/confirm`, { code }, RecoveryCodes),
    takeOffSecondFactor: (password: string) => write('POST', `${factor}/off`, { password }, Done),
    renewRecovery: (password: string): Promise<RecoveryCodes> => write('POST', `${factor}/recovery`, { password }, RecoveryCodes),
    addDeputy: (deputy: OwnDeputyChange) => write('POST', `${api.account}/deputies`, deputy, Done),
    endDeputy: (id: number) => write('DELETE', `${api.account}/deputies/${id}`, {}, Done),
  };
}
export type AccountClient = ReturnType<typeof accountClient>;
