import type { Standing } from '../../protocol/store.ts';
import type { EntryKey } from '../backend/slug.ts';
import { type Deed, deeds } from './deed.ts';

/** A verb for which somebody has to write a few sentences: how it is asked, and for whom they are. */
interface Writing {
  title: string;
  /** The button that does it, and the word meanwhile. */
  go: string;
  busy: string;
  label: string;
  hint: string;
  /** What is said where nothing was written. */
  missing: string;
  /** What it means, in sentences. */
  lines: (standing: Standing) => string[];
  deed: (key: EntryKey, text: string) => Deed;
}

export const writings: Readonly<Record<'send-back' | 'publish-urgently' | 'correct' | 'withdraw' | 'delete', Writing>> = {
  'send-back': {
    title: '退回修改', go: '退回', busy: '正在退回……', label: '为什么退回、改哪里', hint: '撰稿人和各审看得到。', missing: '请写明退回的原因，让撰稿人知道改哪里。',
    lines: ({ chain }) => [chain.some(({ review, proof }) => review ?? proof) ? '退回以后，各审签过的都作废，改好要重新送审。' : '退回以后，撰稿人改好要重新送审。'],
    deed: deeds.sendBack,
  },
  'publish-urgently': {
    title: '紧急发布？', go: '紧急发布', busy: '正在发布……', label: '为什么要紧急发布', hint: '写进记录，各审补签时看得到。', missing: '请写明为什么要紧急发布。',
    lines: () => ['还没有签齐就公开，只用于来不及审签的紧急情况。', '记在您名下；补签完以前，这一条一直标着“待补签”，页面上也不署审核人。'],
    deed: deeds.publishUrgently,
  },
  correct: {
    title: '更正', go: '写进草稿', busy: '正在写……', label: '更正说明', hint: '公众会在页面上看到，例如“第二段的日期原写作 3 月，应为 4 月”。', missing: '请写明更正了什么；公众会在页面上看到它。',
    lines: ({ status }) => [
      '说明写进草稿，请同时把正文里的错改过来，再送审、发布。',
      ...(status === 'pending_review' || status === 'pending_publish' ? ['草稿已经送审：加了说明，签过的就作废。'] : []),
    ],
    deed: deeds.correct,
  },
  withdraw: {
    title: '撤稿？', go: '撤稿', busy: '正在撤稿……', label: '撤稿的原因', hint: '公众会在原来的地址看到，不能再改。', missing: '请写明撤稿的原因；公众会在原来的地址看到它。',
    lines: () => ['页面的地址还在，但不再显示正文，只显示已撤稿和下面的原因；列表和搜索里不再出现。', '马上生效，不能撤销；要重新发布，只能另写一篇。'],
    deed: deeds.withdraw,
  },
  delete: {
    title: '删除这一条？', go: '删除', busy: '正在删除……', label: '为什么删除', hint: '只写进记录，公众看不到。', missing: '请写明为什么删除。',
    lines: () => ['只用于刚刚误发的：发布 30 分钟以内可以删除，删除以后地址打不开，公众看不到任何说明。', '已经有人看到、转发的，请用“撤稿”。'],
    deed: deeds.deletePublished,
  },
};
