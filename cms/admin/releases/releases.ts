import type { Release, Releases, Switched } from '../../protocol/release.ts';
import { deskClient } from '../backend/desk-client.ts';
import { element } from '../dialogs/dialog.ts';
import { releasesPage } from '../gate/next-page.ts';
import { failureNotice, holdNotice } from './notices.ts';
import { past } from './past.ts';
import { present, titleOf } from './present.ts';
import { onAct, openPage, part, reveal, say, tryAgain } from '../page/page.ts';
import { renew } from '../page/renew.ts';
import { askToRestore } from './restore.ts';
import { troubleDoing } from '../page/trouble.ts';

const client = deskClient((...request) => fetch(...request));
const [notices, now, list] = [part('notices'), part('now'), part('list')];

/** Something is being done that another click must not do again. */
let busy = false;

const page = openPage({
  place: releasesPage, every: 10_000, read: () => client.releases(), way: tryAgain,
  show: (told, first) => {
    show(told);
    // One release that another page leads to.
    if (first && location.hash) focusOn(location.hash.slice(1));
  },
});

function show({ releases, hold, searchable }: Releases): void {
  const current = releases.find(({ state }) => state === 'current');
  const failed = releases.find(({ state }) => state === 'failed');
  renew(notices, [
    ...(hold ? [holdNotice(hold, current, releases)] : []),
    ...(failed ? [failureNotice(failed, current !== undefined)] : []),
    ...(current || failed ? [] : [element('p', { class: 'empty', 'data-key': 'empty' }, '还没有发布过。第一次发布以后，公众看到什么、为什么变，都会记在这里。')]),
  ]);
  renew(now, current ? [present(current, searchable, Date.now())] : []);
  const kept = releases.filter(({ state }) => state !== 'failed');
  renew(list, current ? kept.map((release) => past(release, current)) : []);
  reveal(current !== undefined);
  guard();
}

function guard(): void {
  for (const button of document.querySelectorAll('main button[data-act]')) button.setAttribute('aria-disabled', String(busy));
}

async function restore(release: Release): Promise<void> {
  say('');
  const restored = await askToRestore(release, () => done(client.restore(release.commit), `已经恢复，公众现在看到的是“${titleOf(release)}”。`));
  if (restored) focusOn('hold');
}

async function letGo(): Promise<void> {
  say('正在恢复更新，可能要一分钟……');
  const sentence = await done(client.letGo(), '已经恢复更新，公众现在看到的是最新的内容。');
  // What failed is told by its own notice, at length.
  if (sentence) say(document.getElementById('failure') ? '最新的内容没有能公开，原因见下。' : sentence);
  focusOn(['hold', 'failure', 'title'].find((id) => document.getElementById(id)) ?? 'title');
}

/** Waits for the desk, then shows what is so now. Gives a sentence where it did not succeed, and says it where it did. */
async function done(asked: Promise<Switched>, sentence: string): Promise<string | undefined> {
  busy = true;
  guard();
  try {
    const { published, failure } = await asked;
    await page.again();
    if (failure) return failure.zh;
    say(published ? sentence : '编务台收到了，页面还在生成，好了就会公开；这一页会跟着更新。');
    return undefined;
  } catch (error) {
    await page.again();
    return troubleDoing(error);
  } finally {
    busy = false;
    guard();
  }
}

const focusOn = (id: string) => document.getElementById(id)?.focus();

async function again(): Promise<void> {
  say('正在读取……');
  await page.again();
  if (part('problem').childElementCount > 0) say('');
  else {
    say('已经连上。');
    focusOn('title');
  }
}

onAct(({ dataset: { act, commit } }) => {
  if (busy) return;
  const release = page.told?.releases.find((one) => one.commit === commit && one.state === 'superseded');
  if (act === 'restore' && release) void restore(release);
  if (act === 'release') void letGo();
  if (act === 'again') void again();
});
