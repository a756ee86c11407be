import { STAGE_NAMES } from '../../protocol/roles.ts';
import { DESK, type Person } from '../store/commit.ts';
import type { Notice } from '../workflow/notice.ts';

/** As much of a title and of a reason as one sentence carries. */
const LONGEST_TITLE = 80;
const LONGEST_REASON = 200;
/** More names than these are counted, not listed. */
const MOST_NAMES = 5;

/** What happened, as one sentence to whoever is to hear of it. */
export const sentenceTo = (notice: Notice): string => told(notice, '您', notice.reason);

/**
 * The same for a group that many read: `hearers` are named, and why something was sent back is for its writers alone.
 */
export function sentenceToGroup(notice: Notice, hearers: readonly Person[]): string {
  const names = hearers.slice(0, MOST_NAMES).map(({ name }) => line(name)).join('、');
  const who = hearers.length > MOST_NAMES ? `${names}等 ${hearers.length} 人` : names;
  return told(notice, who, notice.kind === 'sent-back' ? undefined : notice.reason);
}

/** `you`: who is spoken to; empty where there is nobody who could do it. */
function told(notice: Notice, you: string, reason: string | undefined): string {
  const because = reason && line(reason) ? `，理由：${clip(line(reason), LONGEST_REASON)}` : '';
  return TELL[notice.kind](notice, `“${clip(line(notice.title), LONGEST_TITLE)}”`, you) + because;
}

const TELL: Readonly<Record<Notice['kind'], (notice: Notice, title: string, you: string) => string>> = {
  waits: (notice, title, you) => `${actor(notice)}交来${title}，${you ? `等${you}${stageOf(notice)}` : `还没有能${stageOf(notice)}的人`}`,
  'sent-back': (notice, title, you) => `${actor(notice)}退回了${title}，请${you}修改后再送审`,
  voided: (notice, title, you) => `${actor(notice)}改动了${title}，${you}签过的审签随之作废`,
  ready: (_notice, title) => `${title}各审都签过了，可以发布`,
  published: (notice, title) => (byTime(notice) ? `${title}到了时间，已经发布` : `${actor(notice)}发布了${title}`),
  scheduled: (notice, title) => `${actor(notice)}给${title}排好了发布时间`,
  unscheduled: (notice, title) => (byTime(notice) ? `${title}的定时发布取消了` : `${actor(notice)}取消了${title}的定时发布`),
  // Whose turn it is to sign afterwards hears that it waits.
  urgent: (notice, title) => `${actor(notice)}紧急发布了${title}，还要补签`,
  withdrawn: (notice, title) => `${actor(notice)}对${title}作了撤稿`,
  failed: (_notice, title) => `${title}没有能发布`,
};

/** Nobody did it: its time came. */
const byTime = ({ by }: Notice): boolean => by.username === DESK.username;
const actor = ({ by }: Notice): string => line(by.name) || by.username;
const stageOf = ({ to }: Notice): string => ('stage' in to ? STAGE_NAMES[to.stage] : '审签');

/** Free text as part of a line: without line breaks, and without signs that turn the direction of what follows. */
const line = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();

function clip(text: string, most: number): string {
  const signs = [...text];
  return signs.length > most ? `${signs.slice(0, most).join('')}…` : text;
}
