import type { Draft, Params, Result } from '../../protocol/store.ts';
import type { DeskClient } from '../backend/desk-client.ts';
import type { EntryKey } from '../backend/slug.ts';

/** What came of a deed: the draft as it stands now (null: none any more; undefined: to be asked for), and why the public does not see it yet. */
export interface Outcome {
  draft: Draft | null | undefined;
  unseen?: string;
}

/** One step of the workflow that a person has decided on. */
export interface Deed {
  send: (client: DeskClient) => Promise<Outcome>;
  /** Whether the text that the editor shows may be another afterwards. */
  rewrites: boolean;
  /** What is said when it is done. */
  done: string;
}

/** A step after which there is a draft, with the same text as before. */
const onDraft = (done: string, ask: (client: DeskClient) => Promise<{ draft: Draft }>): Deed =>
  ({ send: async (client) => ({ draft: (await ask(client)).draft }), rewrites: false, done });

/** A step that goes public. `draft`: whether one is left (null: none; undefined: perhaps). */
const onMain = (done: string, draft: null | undefined, ask: (client: DeskClient) => Promise<Result<'publish'>>): Deed => ({
  send: async (client) => {
    const { published, failure } = await ask(client);
    if (failure) return { draft, unseen: `已经收下，但网站没有更新：${failure.zh}` };
    return published ? { draft } : { draft, unseen: '已经收下，页面还在生成，好了就会公开。' };
  },
  rewrites: true,
  done,
});

/** Every deed that has a button beside an entry. */
export const deeds = {
  submit: (key: EntryKey, chained: boolean) => onDraft(chained ? '已送审。' : '已标为就绪。', (client) => client.ask('submit', key)),
  withdrawSubmission: (key: EntryKey) => onDraft('已撤回，可以接着写。', (client) => client.ask('withdrawSubmission', key)),
  sendBack: (key: EntryKey, reason: string) => onDraft('已退回，撰稿人会看到原因。', (client) => client.ask('sendBack', { ...key, reason })),
  schedule: (key: EntryKey, at: string) => onDraft('已排好发布时间。', (client) => client.ask('schedule', { ...key, at })),
  unschedule: (key: EntryKey) => onDraft('已取消定时。', (client) => client.ask('unschedule', key)),
  correct: (key: EntryKey, text: string): Deed => ({ ...onDraft('更正说明已写进草稿。', (client) => client.ask('correct', { ...key, text })), rewrites: true }),
  // The last sign-off of an emergency closes its draft at once.
  sign: (key: EntryKey, given: Omit<Params<'sign'>, keyof EntryKey>): Deed =>
    ({ send: async (client) => ({ draft: void (await client.ask('sign', { ...key, ...given })) }), rewrites: false, done: '已签。' }),
  discard: (key: EntryKey): Deed => ({ send: (client) => client.ask('discard', key).then(() => ({ draft: null })), rewrites: true, done: '草稿已删除。' }),
  publish: (key: EntryKey) => onMain('已发布。', null, (client) => client.ask('publish', key)),
  publishUrgently: (key: EntryKey, reason: string) => onMain('已紧急发布，待补签。', undefined, (client) => client.ask('publishUrgently', { ...key, reason })),
  withdraw: (key: EntryKey, reason: string) => onMain('已撤稿，公众在原来的地址看到原因。', undefined, (client) => client.ask('withdraw', { ...key, reason })),
  deletePublished: (key: EntryKey, reason: string) => onMain('已删除。', undefined, (client) => client.ask('deletePublished', { ...key, reason })),
} as const;
