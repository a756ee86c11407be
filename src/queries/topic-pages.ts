/** A hand-made topic page (专题): a template in `src/pages/topics`, which changes by push only. */
export interface TopicPage {
  path: string;
  title: string;
  summary: string;
}

/** The topic pages, the newest first. Whoever makes another writes it down here: the index, the site map and the desk's paths come from this list. */
export const topicPages = {
  reform: {
    path: '/topics/reform/',
    title: '工会改革进行时',
    summary: '从中央群团工作会议到十五项任务：黄南工会改革怎样起步、改了什么、做到哪一步，一页看完。',
  },
} as const satisfies Record<string, TopicPage>;

export const topicsColumn = { path: '/topics/', title: '专题', description: '围绕一件事，把进展、数字、政策和文章放在一起。' } as const;
