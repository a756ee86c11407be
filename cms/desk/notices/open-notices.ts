import type { Accounts } from '../accounts/accounts.ts';
import type { Store } from '../store/store.ts';
import { Delivery, type DeliveryParts } from './delivery.ts';
import { sendMail } from './mail.ts';
import { Notices } from './notices.ts';
import { Outbox } from './outbox.ts';
import { publicAddress } from './public-address.ts';
import { NotifyingSettings } from './settings.ts';
import { sendToGroup } from './webhook.ts';

/** Everything by which people are told. */
export interface OpenNotices {
  notices: Notices;
  outbox: Outbox;
  settings: NotifyingSettings;
  delivery: Delivery;
  /** What sends a test, at once and beside the outbox. */
  send: DeliveryParts['send'];
}

export interface OpenNoticesParts {
  accounts: Accounts;
  store: Pick<Store, 'file'>;
  now: () => number;
  log: (line: string) => void;
}

/** Opens the bell and the ways out of the desk. What an earlier run left in the outbox is sent once `delivery` is woken; close that before the database. */
export function openNotices({ accounts, store, now, log }: OpenNoticesParts): OpenNotices {
  const { database } = accounts;
  const outbox = new Outbox(database);
  const settings = new NotifyingSettings(database);
  const send = { group: sendToGroup, mail: sendMail };
  const delivery = new Delivery({ outbox, settings, address: () => publicAddress(store), send, now, log });
  const channels = () => ({ mail: settings.mail() !== null, webhook: settings.webhook() !== null });
  const notices = new Notices({ database, outbox, people: () => accounts.people(), channels, wake: () => delivery.wake(), log });
  return { notices, outbox, settings, delivery, send };
}
