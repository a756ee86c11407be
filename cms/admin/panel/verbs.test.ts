import { describe, expect, it } from 'vitest';
import { VERBS } from '../../protocol/verbs.ts';
import type { Standing } from '../../protocol/store.ts';
import { offered, withheld } from './verbs.ts';

const may = (refused: Standing['may'] = {}): Standing['may'] => ({ ...Object.fromEntries(VERBS.map((verb) => [verb, []])), ...refused });
const about = (more: Partial<Standing> = {}) => ({
  collection: 'news', status: 'draft', chain: [{ stage: 'first', done: false }], outstanding: null, scheduled: null, urgent: null, published: false, withdrawn: false, may: may(), ...more,
}) as Pick<Standing, 'collection' | 'status' | 'chain' | 'outstanding' | 'scheduled' | 'urgent' | 'published' | 'withdrawn' | 'may'>;
const labels = (...args: Parameters<typeof about>) => offered(about(...args)).map(({ label }) => label);

describe('the buttons beside an entry', () => {
  it('are those that may be used and are a question now', () => {
    const notReady = { publish: ['还没有送审，不能发布'], schedule: ['还没有送审，不能发布'] };
    expect(labels({ may: may(notReady) })).toEqual(['送审', '紧急发布', '删除草稿']);
    expect(labels({ status: 'pending_review', outstanding: 'first', may: may({ ...notReady, 'withdraw-submission': ['不是您的'], discard: ['不是您的'] }) })).toEqual(['审签', '退回修改', '紧急发布']);
    expect(labels({ status: 'pending_publish' })).toEqual(['现在发布', '定时发布', '退回修改', '撤回送审', '删除草稿']);
    expect(labels({ status: 'pending_publish', scheduled: { for: '2026-11-25T09:30:00+08:00', by: { name: '甲', username: 'a' } }, may: may({ publish: ['已经排好发布时间'] }) }))
      .toEqual(['改发布时间', '取消定时', '退回修改', '撤回送审', '删除草稿']);
    expect(labels({ status: null, published: true, may: may({ delete: ['已超过 30 分钟'] }) })).toEqual(['更正', '撤稿']);
    expect(labels({ status: null, published: true, withdrawn: true })).toEqual([]);
    expect(labels({ status: null, published: true, collection: 'settings' })).toEqual([]);
    expect(labels({ chain: [] })).toEqual(['标为就绪', '现在发布', '定时发布', '删除草稿']);
    expect(labels({ status: 'pending_publish', chain: [] })).toEqual(['现在发布', '定时发布', '回到撰写中', '删除草稿']);
  });

  it('are none where the desk says nothing', () => {
    expect(labels({ may: {} })).toEqual([]);
    expect(withheld(about({ may: {} })).flatMap((one) => one.labels)).toContain('送审');
  });
});

describe('what may not be done', () => {
  it('is explained together where the reason is the same, and not where it is no question', () => {
    const role = '这一步要由初审、复审、终审来做，您的账号没有这个角色';
    expect(withheld(about({ status: 'pending_review', outstanding: 'first', may: may({ sign: [role], 'send-back': [role], publish: ['还差初审，不能发布'], submit: ['已经送审了'] }) }))).toEqual([
      { labels: ['审签', '退回修改'], reasons: [role] },
      { labels: ['现在发布'], reasons: ['还差初审，不能发布'] },
    ]);
  });

  it('begins with changing the text, which has no button here', () => {
    expect(withheld(about({ may: may({ save: ['已经排好发布时间；要修改，请先取消定时'] }) }))[0]).toEqual({ labels: ['修改'], reasons: ['已经排好发布时间；要修改，请先取消定时'] });
  });
});
