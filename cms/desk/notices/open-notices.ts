import type { DatabaseSync } from 'node:sqlite';
import type { Store } from '../store/store.ts';
import { Delivery, type DeliveryParts } from './delivery.ts';
import type { Hearer } from './hearers.ts';
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
  /** Where mails reach somebody, by user name. */
  mailOf: (username: string) => string | null;
  /** Writes down what an administrator did. */
  act: (by: { username: string; address: string }, act: string, subject: string) => void;
}

export interface OpenNoticesParts {
  database: DatabaseSync;
  store: Pick<Store, 'file'>;
  /** Everyone whose account is active. */
  people: () => readonly Hearer[];
  now: () => number;
  log: (line: string) => void;
}

/** Opens the bell and the ways out of the desk. What an earlier run left in the outbox is sent once `delivery` is woken; close that before the database. */
export function openNotices({ database, store, people, now, log }: OpenNoticesParts): OpenNotices {
  const outbox = new Outbox(database);
  const settings = new NotifyingSettings(database);
  const send = { group: sendToGroup, mail: sendMail };
  const delivery = new Delivery({ outbox, settings, address: () => publicAddress(store), send, now, log });
  const channels = () => ({ mail: settings.mail() !== null, webhook: settings.webhook() !== null });
  const notices = new Notices({ database, outbox, people, channels, wake: () => delivery.wake(), log });
  return {
    notices, outbox, settings, delivery, send,
    mailOf: (username) => people().find((person) => person.username === username)?.mail ?? null,
    act: (by, act, subject) => void database.prepare("INSERT INTO acts (at, username, address, act, subject, detail) VALUES (?, ?, ?, ?, ?, '')").run(now(), by.username, by.address, act, subject),
  };
}
