import { describe, expect, it } from 'vitest';
import { snapshotOf } from '../../tests/fixtures/snapshot.ts';
import { article, SETTINGS } from '../../tests/fixtures/sample.ts';
import { cardAddress } from '../content/cards/card.ts';
import type { Entry, SnapshotDifference } from '../content/snapshot.ts';
import { changedCards, cardOf, publicCards } from './cards.ts';

const path = (day: string) => `content/news/2026/${day}-0900.md`;
const base = { ...SETTINGS, [path('2026-11-01')]: article('第一篇'), [path('2026-11-02')]: article('第二篇'), [path('2026-12-01')]: article('还没到时间').replace('2026-11-01', '2026-12-01') };
const titles = async (files: Record<string, string>) => publicCards((await snapshotOf(files)).snapshot).map(({ title, label }) => [label, title]);

/** What changes from one content to another, of news. */
async function changed(from: Record<string, string>, to: Record<string, string>) {
  const [before, after] = [(await snapshotOf(from)).snapshot, (await snapshotOf(to)).snapshot];
  const ids = new Set([...before.entries.news.values(), ...after.entries.news.values()].map((entry) => entry.id));
  const entries = [...ids].flatMap((id) => {
    const [was, is] = [before.entries.news.get(id) as Entry | undefined, after.entries.news.get(id) as Entry | undefined];
    return was?.version === is?.version ? [] : [{ collection: 'news' as const, id, ...(was ? { before: was } : {}), ...(is ? { after: is } : {}) }];
  });
  const difference: SnapshotDifference = { entries, settings: from['content/settings/site.yml'] === to['content/settings/site.yml'] ? [] : ['site'] };
  const { come, gone } = changedCards(before, after, difference);
  const nameOf = new Map([...publicCards(before), ...publicCards(after)].map((card) => [cardAddress(card), `${card.site} ${card.title}`]));
  return { come: come.map(({ site, title }) => `${site} ${title}`).sort(), gone: gone.map((address) => nameOf.get(address)).sort() };
}

describe('share cards', () => {
  it('are those of the site and of each entry that the public can read', async () => {
    expect(await titles(base)).toEqual([[undefined, '示例'], ['改革动态', '第二篇'], ['改革动态', '第一篇']]);
    expect(await titles({ ...base, [path('2026-11-01')]: article('第一篇', '正文。', "withdrawn: { at: '2026-11-18T10:00:00+08:00', reason: 原因 }\n") })).toEqual([[undefined, '示例'], ['改革动态', '第二篇']]);
  });

  it('change with a title, and with nothing else of an entry', async () => {
    expect(await changed(base, { ...base, [path('2026-11-01')]: article('第一篇', '改过的正文。') })).toEqual({ come: [], gone: [] });
    expect(await changed(base, { ...base, [path('2026-11-01')]: article('改题') })).toEqual({ come: ['示例网站 改题'], gone: ['示例网站 第一篇'] });
  });

  it('go with what is withdrawn, but not while another page has the same title', async () => {
    const withdrawn = article('第一篇', '正文。', "withdrawn: { at: '2026-11-18T10:00:00+08:00', reason: 原因 }\n");
    expect(await changed(base, { ...base, [path('2026-11-01')]: withdrawn })).toEqual({ come: [], gone: ['示例网站 第一篇'] });
    const twice = { ...base, [path('2026-11-03')]: article('第一篇') };
    expect(await changed(twice, { ...twice, [path('2026-11-01')]: withdrawn })).toEqual({ come: [], gone: [] });
  });

  it('that are the site’s own stay, whatever page had the same words', async () => {
    const { snapshot } = await snapshotOf({ ...SETTINGS, 'content/pages/about.md': '---\ntitle: 示例\ndate: 2026-11-01T09:00:00+08:00\nsummary: 示例\n---\n正文。\n' });
    const without = (await snapshotOf(SETTINGS)).snapshot;
    const before = snapshot.entries.pages.get('about') as Entry;
    expect(changedCards(snapshot, without, { entries: [{ collection: 'pages', id: 'about', before }], settings: [] })).toEqual({ come: [], gone: [] });
  });

  it('are all others when the site is called otherwise', async () => {
    const named = { ...base, 'content/settings/site.yml': base['content/settings/site.yml'].replace('示例网站', '新名') };
    expect(await changed(base, named)).toEqual({ come: ['新名 示例', '新名 第一篇', '新名 第二篇'].sort(), gone: ['示例网站 示例', '示例网站 第一篇', '示例网站 第二篇'].sort() });
  });

  it('of a page without a column have no label', () => {
    expect(cardOf({ name: '网站', tagline: '介绍' }, { collection: 'pages', title: '关于' })).toEqual({ site: '网站', title: '关于' });
  });
});
