import { describe, expect, it } from 'vitest';
import { git, writeFiles } from '../../../tests/fixtures/git.ts';
import { article } from '../../../tests/fixtures/sample.ts';
import { FINAL, FIRST, NAMED, NONE, OTHER_PATH, PATH, START, told, WRITER, writtenHistory } from '../../../tests/fixtures/written-history.ts';
import { Activity } from '../../protocol/history.ts';
import { DESK } from '../store/commit.ts';
import { readActivity } from './activity.ts';
import { peopleOf } from './people.ts';

describe('what everybody did', () => {
  it('is told newest first: steps with their entry, publications, pushes, templates', async () => {
    const { store, step, save, publish, onMain, clone } = await writtenHistory();
    await save(article('一稿'));
    const commit = await publish(FINAL, '一稿');
    await onMain({ by: DESK, subject: '更新模板与程序' });
    await onMain({ by: FIRST, subject: '撤稿：另一篇', text: article('另一篇', '撤'), path: OTHER_PATH, remark: '有误', trailers: { Act: 'withdraw', Entry: 'news/2026-11-02-0900' } });
    await save(article('二稿'));
    await step(FIRST, '初审审通过：二稿', { Act: 'sign', State: 'pending_review', Stage: 'first', Review: 'agreed', 'Stands-For': told(FINAL) });
    const work = clone();
    writeFiles(work, { [PATH]: article('推送的'), 'content/settings/site.yml': 'name: 改过\n' });
    git(work, '-c', 'user.name=x', 'commit', '--quiet', '-am', '改两处', `--date=${Math.floor(START / 1000) + 3600} +0800`);
    git(work, 'push', '--quiet', store.repository, 'HEAD:refs/heads/main');
    const activity = await readActivity(store, { skip: 0 }, new Map([[commit, 'r1']]));
    expect(Activity.parse(activity)).toEqual(activity);
    expect(activity.next).toBeNull();
    expect(activity.deeds.map(({ what, kind, entries }) => [what, kind, ...entries.map(({ collection, id, title }) => `${collection}/${id} ${title}`)])).toEqual([
      ['推送', 'push', `${NAMED} 推送的`, 'settings/site 改过'],
      ['初审审通过', 'step', `${NAMED} 二稿`], ['保存', 'step', `${NAMED} 二稿`],
      ['撤稿', 'desk', 'news/2026-11-02-0900 另一篇'], ['更新模板与程序', 'templates'],
      ['发布', 'publication', `${NAMED} 一稿`], ['保存', 'step', `${NAMED} 一稿`],
      ['推送', 'push'],
    ]);
    expect(activity.deeds[1]).toMatchObject({ by: FIRST, standsFor: FINAL });
    expect(activity.deeds[3]).toMatchObject({ reason: '有误' });
    expect(activity.deeds[5]).toMatchObject({ release: 'r1' });
    expect(await peopleOf(store)).toEqual(expect.arrayContaining([WRITER, FIRST, FINAL, { name: '示例作者', username: 'author@example.invalid' }]));
  });

  it('is looked through by person and by collection, and comes thirty at a time', async () => {
    const { store, onMain } = await writtenHistory();
    for (let index = 0; index < 33; index++) await onMain({ by: index % 11 ? WRITER : FIRST, subject: `改：${index}`, text: article(`题${index}`) });
    const first = await readActivity(store, { skip: 0 }, NONE);
    const second = await readActivity(store, { skip: first.next! }, NONE);
    expect([first.deeds.length, second.deeds.length, second.next]).toEqual([30, 4, null]);
    expect((await readActivity(store, { person: 'first', skip: 0 }, NONE)).deeds.map(({ title }) => title)).toEqual(['22', '11', '0']);
    expect((await readActivity(store, { collection: 'settings', skip: 0 }, NONE)).deeds).toEqual([]);
    expect((await readActivity(store, { collection: 'news', skip: 0 }, NONE)).deeds).toHaveLength(30);
  });

  it('out of patience, a page is short and says where to go on', async () => {
    const { store, onMain } = await writtenHistory();
    for (let index = 0; index < 3; index++) await onMain({ by: WRITER, subject: `改：${index}`, text: article(`题${index}`) });
    const found: string[] = [];
    let [skip, pages]: [number | null, number] = [0, 0];
    while (skip !== null) {
      const page = await readActivity(store, { person: 'writer', skip }, NONE, -1);
      expect(page.next === null || page.next > skip).toBe(true);
      found.push(...page.deeds.map(({ title }) => title!));
      skip = page.next;
      pages++;
    }
    expect([found, pages]).toEqual([['2', '1', '0'], 4]);
  });

  it('a pushed commit of an impossible time does not keep the rest from being told', async () => {
    const { store, clone } = await writtenHistory();
    const work = clone();
    writeFiles(work, { [PATH]: article('遥远') });
    git(work, 'commit', '--quiet', '-am', '遥远', '--date=99999999999999 +0000');
    git(work, 'push', '--quiet', store.repository, 'HEAD:refs/heads/main');
    expect(Activity.parse(await readActivity(store, { skip: 0 }, NONE)).deeds.map(({ reason }) => reason)).toEqual(['遥远', '开始']);
  });
});
