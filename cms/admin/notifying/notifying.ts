import type { Channel, Notifying } from '../../protocol/notices.ts';
import { deskClient, DeskError } from '../backend/desk-client.ts';
import { askFirst } from '../dialogs/ask-first.ts';
import { element } from '../dialogs/dialog.ts';
import { notifyingPage, signInAddress } from '../gate/next-page.ts';
import { renew } from '../releases/renew.ts';
import { trouble, troubleDoing } from '../releases/trouble.ts';
import { watch } from '../releases/watch.ts';
import { card } from './card.ts';
import { askForMail, askForTestMail } from './mail-form.ts';
import { notifyingClient } from './notifying-client.ts';
import { undeliveredParts } from './undelivered.ts';
import { askForWebhook } from './webhook-form.ts';
import { mailInWords, webhookInWords } from './words.ts';

const EVERY = 20_000;

const client = notifyingClient(deskClient((...request) => fetch(...request)));
const part = (id: string) => document.getElementById(id) as HTMLElement;
const [status, problem] = [part('status'), part('problem')];

/** What the page shows; nothing before the first answer. */
let told: Notifying | undefined;

const desk = watch(look, EVERY, document);

async function look(): Promise<void> {
  try {
    told = await client.look();
    renew(problem, []);
    show(told);
  } catch (error) {
    const out = error instanceof DeskError && error.code === 'signed-out';
    if (out && !told) location.replace(signInAddress(notifyingPage));
    else renew(problem, [explained(trouble(error), out)]);
  }
  if (status.dataset['of'] === 'opening') say('');
}

function show(set: Notifying): void {
  const undelivered = undeliveredParts(set);
  renew(part('undelivered'), undelivered);
  part('undelivered-part').hidden = undelivered.length === 0;
  renew(part('webhook'), [card('webhook', webhookInWords(set.webhook), '企业微信、钉钉的群机器人，或者您自己的程序。没有设置，消息只在铃铛里。', '发一条测试')]);
  renew(part('mail'), [card('mail', mailInWords(set.mail), '通过单位的邮箱，发给该知道的人。没有设置，不发邮件。', '发一封测试')]);
  for (const section of document.querySelectorAll<HTMLElement>('[data-filled]')) section.hidden = false;
}

function explained(sentence: string, signedOut: boolean): HTMLElement {
  return element(
    'div',
    { class: 'notice wrong', 'data-key': 'problem' },
    element('p', {}, sentence + (told ? '下面是最后一次读到的情况。' : '')),
    ...(signedOut ? [element('p', { class: 'act' }, element('a', { href: signInAddress(notifyingPage), 'data-focus': 'sign-in' }, '去登录'))] : []),
  );
}

/** Read out, and shown until something else is said. */
function say(sentence: string): void {
  delete status.dataset['of'];
  status.textContent = sentence;
}

/** Looks again after something was done, and says so. */
async function done(sentence: string): Promise<void> {
  await desk.again();
  say(sentence);
}

/** Asks before something is done. */
const ask = (title: string, verb: string, busy: string, words: string, act: () => Promise<unknown>): Promise<boolean> => askFirst(
  { title, verb, busy, leave: '先不', act: () => act().then(() => undefined, troubleDoing) },
  element('p', {}, words),
);

const acts: Readonly<Record<string, (set: Notifying, channel: Channel) => Promise<void>>> = {
  set: async (set, channel) => {
    const saved = channel === 'mail' ? await askForMail(set.mail, client.setMail) : await askForWebhook(set.webhook, client.setWebhook);
    if (saved) await done(channel === 'mail' ? '已经保存。发一封测试，看收不收得到。' : '已经保存。发一条测试，看群里收不收得到。');
  },
  test: async (set, channel) => {
    if (channel === 'mail') {
      const to = await askForTestMail(set.ownMail, client.test);
      if (to) say(`已经交给 ${set.mail?.host ?? '邮件服务器'}。请到 ${to} 看看，没有就看垃圾邮件。`);
    } else if (await ask('发一条测试消息？', '发送', '正在发送……', '群里的人都会看到，上面写着是您发的测试。', () => client.test({ channel }))) {
      say('已经发出，请到群里看看。');
    }
  },
  off: async (_set, channel) => {
    const [title, sentence] = channel === 'mail' ? ['关闭邮件？', '邮件已经关闭。'] : ['关闭群消息？', '群消息已经关闭。'];
    const words = '设置会删掉，还没有发出去的也不再发。铃铛里的消息照旧。';
    if (await ask(title, '关闭', '正在关闭……', words, () => (channel === 'mail' ? client.setMail(null) : client.setWebhook(null)))) await done(sentence);
  },
  again: async () => {
    say('正在再发……');
    try {
      await client.handle('again');
      await done('已经重新排队，马上就发；发不出去的会再出现在这里。');
    } catch (error) {
      say(troubleDoing(error));
    }
    part('title').focus();
  },
  drop: async () => {
    if (!(await ask('清空没有发出去的？', '清空', '正在清空……', '这些消息不再发到群里和邮箱里。铃铛里的消息照旧。', () => client.handle('drop')))) return;
    await done('已经清空。');
    part('title').focus();
  },
};

document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest<HTMLElement>('main button[data-act]') : null;
  if (button && told) void acts[button.dataset['act'] ?? '']?.(told, button.dataset['channel'] === 'mail' ? 'mail' : 'webhook');
});
