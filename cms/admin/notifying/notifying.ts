import type { Channel, Notifying } from '../../protocol/notices.ts';
import { deskClient } from '../backend/desk-client.ts';
import { askToDo } from '../dialogs/ask-to-do.ts';
import { notifyingPage } from '../gate/next-page.ts';
import { onAct, openPage, part, reveal, say } from '../page/page.ts';
import { renew } from '../page/renew.ts';
import { card } from './card.ts';
import { askForMail, askForTestMail } from './mail-form.ts';
import { notifyingClient } from './notifying-client.ts';
import { undeliveredParts } from './undelivered.ts';
import { askForWebhook } from './webhook-form.ts';
import { mailInWords, webhookInWords } from './words.ts';

const client = notifyingClient(deskClient((...request) => fetch(...request)));
const page = openPage({ place: notifyingPage, every: 20_000, read: client.look, show });

function show(set: Notifying): void {
  const undelivered = undeliveredParts(set);
  renew(part('undelivered'), undelivered);
  part('undelivered-part').hidden = undelivered.length === 0;
  renew(part('webhook'), [card('webhook', webhookInWords(set.webhook), '企业微信、钉钉的群机器人，或者您自己的程序。没有设置，消息只在铃铛里。', '发一条测试')]);
  renew(part('mail'), [card('mail', mailInWords(set.mail), '通过单位的邮箱，发给该知道的人。没有设置，不发邮件。', '发一封测试')]);
  reveal();
}

const acts: Readonly<Record<string, (set: Notifying, channel: Channel) => Promise<void>>> = {
  set: async (set, channel) => {
    const saved = channel === 'mail' ? await askForMail(set.mail, client.setMail) : await askForWebhook(set.webhook, client.setWebhook);
    if (saved) await page.done(channel === 'mail' ? '已经保存。发一封测试，看收不收得到。' : '已经保存。发一条测试，看群里收不收得到。');
  },
  test: async (set, channel) => {
    if (channel === 'mail') {
      const to = await askForTestMail(set.ownMail, client.test);
      if (to) say(`已经交给 ${set.mail?.host ?? '邮件服务器'}。请到 ${to} 看看，没有就看垃圾邮件。`);
    } else if (await askToDo('发一条测试消息？', '发送', '群里的人都会看到，上面写着是您发的测试。', () => client.test({ channel }), '正在发送……')) {
      say('已经发出，请到群里看看。');
    }
  },
  off: async (_set, channel) => {
    const [title, sentence] = channel === 'mail' ? ['关闭邮件？', '邮件已经关闭。'] : ['关闭群消息？', '群消息已经关闭。'];
    const words = '设置会删掉，还没有发出去的也不再发。铃铛里的消息照旧。';
    if (await askToDo(title, '关闭', words, () => (channel === 'mail' ? client.setMail(null) : client.setWebhook(null)), '正在关闭……')) await page.done(sentence);
  },
  again: async () => {
    say('正在再发……');
    await page.attempt(client.handle('again'), '已经重新排队，马上就发；发不出去的会再出现在这里。');
    part('title').focus();
  },
  drop: async () => {
    if (!(await askToDo('清空没有发出去的？', '清空', '这些消息不再发到群里和邮箱里。铃铛里的消息照旧。', () => client.handle('drop'), '正在清空……'))) return;
    await page.done('已经清空。');
    part('title').focus();
  },
};

onAct(({ dataset: { act, channel } }) => {
  if (page.told) void acts[act ?? '']?.(page.told, channel === 'mail' ? 'mail' : 'webhook');
});
