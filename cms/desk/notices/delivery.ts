import { type Channel, CHANNELS } from '../../protocol/notices.ts';
import { timeInBeijing } from '../beijing.ts';
import { entryPage } from './entry-page.ts';
import type { Mail } from './mail.ts';
import { NotDelivered } from './not-delivered.ts';
import type { Outbox, OutboxRow } from './outbox.ts';
import type { MailSettings, NotifyingSettings, WebhookSettings } from './settings.ts';
import type { GroupMessage } from './webhook.ts';

/** Timers forget what is further ahead than 24 days; and a clock may be set. */
const LONGEST = 3_600_000;
/** After something surprising: the disk may be full. */
const AGAIN = 60_000;
/** So many of a channel at a time, before it is asked again what is due. */
const AT_ONCE = 50;
/** How long the desk waits for a message that is under way when it stops. */
const PARTING = 2000;

const LAST_LINE = '这封邮件由编务台自动发出，请不要回复。不想再收，请在“我的账号”里去掉邮箱，或告诉管理员。';

export interface DeliveryParts {
  outbox: Outbox;
  settings: NotifyingSettings;
  /** The site's address, for links. */
  address: () => Promise<string | undefined>;
  send: {
    group: (settings: WebhookSettings, message: GroupMessage, now: number, signal?: AbortSignal) => Promise<void>;
    mail: (settings: MailSettings, mail: Mail) => Promise<void>;
  };
  now: () => number;
  log: (line: string) => void;
}

/** Sends what is in the outbox, one message of a channel after the other, and tries again what failed. Nobody waits for it. */
export class Delivery {
  readonly #parts: DeliveryParts;
  readonly #closing = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #under: Promise<void> | undefined;
  #again = false;
  #closed = false;

  constructor(parts: DeliveryParts) {
    this.#parts = parts;
  }

  /** Looks what is due, now; after a round that is under way there is another. */
  wake(): void {
    if (this.#closed) return;
    if (this.#under) {
      this.#again = true;
      return;
    }
    clearTimeout(this.#timer);
    this.#under = this.#look().finally(() => {
      this.#under = undefined;
      if (!this.#again) return;
      this.#again = false;
      this.wake();
    });
  }

  /** Ends it. What is under way and does not end soon is sent again after the next start. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([this.#under, new Promise((resolve) => (timer = setTimeout(resolve, PARTING)))]);
    clearTimeout(timer);
    this.#closing.abort();
  }

  /** Sends what is due, of all channels at once: a slow mail server keeps no group waiting. */
  async round(): Promise<void> {
    await Promise.all(CHANNELS.map((channel) => this.#deliver(channel)));
  }

  async #look(): Promise<void> {
    const { outbox, now, log } = this.#parts;
    let wait = AGAIN;
    try {
      await this.round();
      if (this.#closed) return;
      const next = outbox.nextAt();
      wait = next === undefined ? LONGEST : Math.min(LONGEST, Math.max(0, next - now()));
    } catch (error) {
      log(`messages could not be sent, tried again in a minute: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
    if (this.#closed) return;
    this.#timer = setTimeout(() => this.wake(), wait);
    this.#timer.unref();
  }

  async #deliver(channel: Channel): Promise<void> {
    const { outbox, now, log } = this.#parts;
    const rows = outbox.due(channel, now(), AT_ONCE);
    if (rows.length === 0) return;
    const send = await this.#sender(channel);
    if (!send) return outbox.clear(channel);
    for (const row of rows) {
      if (this.#closed) return;
      let failure: NotDelivered | undefined;
      try {
        await send(row);
      } catch (error) {
        failure = error instanceof NotDelivered ? error : new NotDelivered(`没有发出去（${error instanceof Error ? error.name : '原因不明'}）`);
      }
      // The database is closed by now; the row is as it was.
      if (this.#closing.signal.aborted) return;
      if (!failure) {
        outbox.sent(row.id);
        continue;
      }
      if (outbox.failed(row.id, failure.message, now())) log(`a message by ${channel} was given up after its last try: ${failure.message}`);
      if (!failure.alone) return outbox.rest(channel, now());
    }
  }

  /** How one message of a channel is sent as it is set now; undefined where it is off. */
  async #sender(channel: Channel): Promise<((row: OutboxRow) => Promise<void>) | undefined> {
    const { settings, address, send, now } = this.#parts;
    const [webhook, mail] = [settings.webhook(), settings.mail()];
    if (channel === 'webhook') {
      if (!webhook) return undefined;
      const site = await address();
      return ({ message: { sentence, key, at } }) => send.group(webhook, { sentence, at, key, ...(site ? { link: site + entryPage(key) } : {}) }, now(), this.#closing.signal);
    }
    if (!mail) return undefined;
    const site = await address();
    return ({ id, target, message: { sentence, key, at } }) => send.mail(mail, {
      to: target, subject: `【云端编务台】${sentence}`, id: `yunduan-${id}-${at}`,
      text: [`${sentence}。`, `${timeInBeijing(at).slice(0, 16)}（北京时间）`, '', ...(site ? [`打开这一条：${site}${entryPage(key)}`, ''] : []), LAST_LINE, ''].join('\n'),
    });
  }
}
