import { type MailForm, Notifying, Tested, type TestMessage, type WebhookForm } from '../../protocol/notices.ts';
import { api } from '../../protocol/paths.ts';
import { type DeskClient, DeskError } from '../backend/desk-client.ts';

/** What an administrator asks of the desk about the ways out of it. Everything throws `DeskError`. */
export function notifyingClient({ read, write }: DeskClient) {
  return {
    look: (): Promise<Notifying> => read(api.notifying, Notifying),
    setWebhook: (webhook: WebhookForm | null): Promise<Notifying> => write('PUT', api.notifyingWebhook, { webhook }, Notifying),
    setMail: (mail: MailForm | null): Promise<Notifying> => write('PUT', api.notifyingMail, { mail }, Notifying),
    /** Sends one message by what is set. Throws with the reason when it does not go. */
    test: async (message: TestMessage): Promise<void> => {
      const { failure } = await write('POST', api.notifyingTest, message, Tested);
      if (failure !== null) throw new DeskError('not-ready', failure);
    },
    handle: (act: 'again' | 'drop'): Promise<Notifying> => write('POST', api.undelivered, { act }, Notifying),
  };
}
export type NotifyingClient = ReturnType<typeof notifyingClient>;
