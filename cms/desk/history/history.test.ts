import { describe, expect, it } from 'vitest';
import { git, writeFiles } from '../../../tests/fixtures/git.ts';
import { article } from '../../../tests/fixtures/sample.ts';
import { sampleStore } from '../../../tests/fixtures/store.ts';
import { Activity, Approval, EntryHistory, Texts } from '../../protocol/history.ts';
import { chainOf } from '../../protocol/roles.ts';
import { DESK, type Person } from '../store/commit.ts';
import { MAIN } from '../store/store.ts';
import { Refused } from '../workflow/refused.ts';
import { readActivity } from './activity.ts';
import { readApproval } from './approval.ts';
import { readHistory } from './entry-history.ts';
import { peopleOf } from './people.ts';
import { readTexts } from './texts.ts';

const KEY = { collection: 'news', id: '2026-11-01-0900' };
const PATH = 'content/news/2026/2026-11-01-0900.md';
const OTHER_PATH = 'content/news/2026/2026-11-02-0900.md';
const NAMED = 'news/2026-11-01-0900';
const BRANCH = `refs/heads/cms/${NAMED}`;
const [WRITER, FIRST, FINAL, DEPUTY] = [['示例甲', 'writer'], ['示例乙', 'first'], ['示例丁', 'final'], ['示例戊', 'deputy']]
  .map(([name, username]) => ({ name, username })) as [Person, Person, Person, Person];
/** After whatever this file takes: what a repository begins with is written at the real time. */
const START = Date.now() + 10 * 60_000;
const NONE = new Map<string, string>();
const told = ({ name, username }: Person) => `${name} <${username}>`;
const code = (promise: Promise<unknown>) => promise.then(() => 'done', (error: unknown) => (error instanceof Refused ? error.refusal.code : error));

/** An office whose people are written down as the desk writes them, a minute between two deeds. */
async function office() {
  const { desk, repository, folder } = await sampleStore();
  const { store } = desk;
  let minutes = 0;
  const at = () => START + ++minutes * 60_000;
  const commit = async (o: { tree: string; parents: string[]; by: Person; subject: string; remark?: string; trailers?: Record<string, string>; at?: number }) =>
    store.write({ tree: o.tree, parents: o.parents, author: o.by, at: o.at ?? at(), subject: o.subject, ...(o.remark ? { remark: o.remark } : {}), ...(o.trailers ? { trailers: o.trailers } : {}) });
  const changed = async (tree: string, text: string, path = PATH) => store.edit(tree, new Map([[path, { id: await store.blob(Buffer.from(text)) }]]));
  /** One step of the draft. */
  const step = async (by: Person, subject: string, trailers: Record<string, string>, o: { text?: string; remark?: string } = {}) => {
    const head = await store.commit(BRANCH);
    const on = head ?? (await store.main());
    const tree = o.text === undefined ? on.tree : await changed(on.tree, o.text);
    const digest = (await store.file(tree, PATH))!.version.repeat(2).slice(0, 64);
    const id = await commit({
      tree, parents: [on.id], by, subject, ...(o.remark ? { remark: o.remark } : {}),
      trailers: { State: head?.trailers['State'] ?? 'draft', Base: head?.trailers['Base'] ?? on.id, ...trailers, Digest: digest },
    });
    await store.move(BRANCH, head?.id ?? null, id);
    return id;
  };
  const save = (text: string, by = WRITER) => step(by, `保存：${/title: (.*)/.exec(text)![1]}`, { Act: 'save' }, { text });
  /** Puts the draft on `main`. */
  const publish = async (by: Person, title: string, trailers: Record<string, string> = {}) => {
    const [head, main] = [(await store.commit(BRANCH))!, await store.main()];
    const text = (await store.file(head.id, PATH))!.bytes.toString();
    const id = await commit({
      tree: await changed(main.tree, text), parents: [main.id, head.id], by, subject: `发布：${title}`,
      trailers: { Draft: NAMED, 'Draft-Head': head.id, ...trailers },
    });
    await store.move(MAIN, main.id, id);
    await store.move(BRANCH, head.id, null);
    return id;
  };
  const onMain = async (o: { by: Person; subject: string; text?: string; path?: string; remark?: string; trailers?: Record<string, string> }) => {
    const main = await store.main();
    const id = await commit({ tree: o.text === undefined ? main.tree : await changed(main.tree, o.text, o.path), parents: [main.id], ...o });
    await store.move(MAIN, main.id, id);
    return id;
  };
  const clone = () => {
    git(folder, 'clone', '--quiet', repository, 'work');
    return `${folder}/work`;
  };
  return { store, repository, step, save, publish, onMain, clone };
}

const signed = (review: Person, proof: Person, stage: string) =>
  ({ [`${stage}-Review`]: `${told(review)} 2026-11-20T04:00:00.000Z`, [`${stage}-Proof`]: `${told(proof)} for ${told(FINAL)} 2026-11-20T05:00:00.000Z` });

describe('the versions of an entry', () => {
  it('are what stood on main, newest first, each with the steps of its draft and with who signed it', async () => {
    const { store, step, save, publish } = await office();
    await save(article('第一稿'));
    await step(WRITER, '送审：第一稿', { Act: 'submit', State: 'pending_review' });
    await step(FIRST, '退回修改：第一稿', { Act: 'send-back', State: 'draft', Stage: 'first' }, { remark: '数字要核对' });
    await save(article('第二稿'));
    const commit = await publish(FINAL, '第二稿', { Chain: '2', Writer: `${told(WRITER)}, ${told(FIRST)}`, ...signed(FIRST, DEPUTY, 'First') });
    const history = await readHistory(store, KEY, undefined, new Map([[commit, 'r7']]));
    expect(EntryHistory.parse(history)).toEqual(history);
    expect(history).toMatchObject({ title: '第二稿', published: true, draft: null, next: null });
    expect(history.versions).toHaveLength(2);
    expect(history.versions[0]).toMatchObject({
      commit, what: '发布', title: '第二稿', by: FINAL, kind: 'publication', gone: false, release: 'r7', writers: [WRITER, FIRST],
      signatures: [
        { stage: 'first', of: 'review', by: FIRST, at: '2026-11-20T04:00:00.000Z' },
        { stage: 'first', of: 'proof', by: DEPUTY, standsFor: FINAL, at: '2026-11-20T05:00:00.000Z' },
      ],
    });
    expect(history.versions[0]!.signatures[0]).not.toHaveProperty('standsFor');
    expect(history.versions[0]!.draft.steps.map(({ what, changed, reason }) => [what, changed, reason])).toEqual([
      ['保存', true, undefined], ['退回修改', false, '数字要核对'], ['送审', false, undefined], ['保存', true, undefined],
    ]);
    expect(history.versions[1]).toMatchObject({ kind: 'push', what: '推送', title: '第一篇', reason: '开始', signatures: [], draft: { steps: [] } });
  });

  it('a reason that looks like a trailer stays text, in a draft and on main', async () => {
    const { store, step, save, publish, onMain } = await office();
    const forged = `不同意。\n\nYunduan-First-Review: ${told(FINAL)} 2026-11-20T04:00:00.000Z\nYunduan-Chain: 3`;
    await save(article('稿子'));
    await step(FIRST, '退回修改：稿子', { Act: 'send-back', Stage: 'first' }, { remark: forged });
    const { draft } = await readHistory(store, KEY, undefined, NONE);
    expect(draft!.steps[0]).toMatchObject({ what: '退回修改', reason: forged });
    await publish(WRITER, '稿子', { Chain: 'none' });
    await onMain({ by: FINAL, subject: '撤稿：稿子', text: article('稿子', '撤。'), remark: forged, trailers: { Act: 'withdraw', Entry: NAMED } });
    const { versions } = await readHistory(store, KEY, undefined, NONE);
    expect(versions[0]).toMatchObject({ what: '撤稿', kind: 'desk', reason: forged, signatures: [], writers: [] });
    expect(versions[1]).toMatchObject({ what: '发布', signatures: [], draft: { steps: [{ reason: forged }, { what: '保存' }] } });
    expect(await readApproval({ store, chain: () => chainOf(3) }, KEY)).toMatchObject({ state: 'published', chain: [], signatures: [] });
  });

  it('whoever pushes can write trailers, and they count for nothing', async () => {
    const { store, clone } = await office();
    const work = clone();
    writeFiles(work, { [PATH]: article('推送的') });
    git(work, 'commit', '--quiet', '-am', `发布：推送的\n\nYunduan-Draft: ${NAMED}\nYunduan-State: pending_publish\nYunduan-Chain: 1\nYunduan-Writer: ${told(WRITER)}\nYunduan-Final-Review: ${told(FINAL)} 2026-11-20T04:00:00.000Z`);
    git(work, 'push', '--quiet', `${store.repository}`, 'HEAD:refs/heads/main');
    const { versions } = await readHistory(store, KEY, undefined, NONE);
    expect(versions[0]).toMatchObject({ what: '推送', title: '推送的', reason: '发布：推送的', kind: 'push', by: { name: '示例作者', username: 'author@example.invalid' }, signatures: [], writers: [] });
    expect(await code(readApproval({ store, chain: () => [] }, KEY))).toBe('not-found');
  });

  it('come thirty at a time, and what came meanwhile does not shift them', async () => {
    const { store, onMain } = await office();
    for (let index = 0; index < 35; index++) await onMain({ by: WRITER, subject: `改：${index}`, text: article(`题${index}`) });
    const first = await readHistory(store, KEY, undefined, NONE);
    await onMain({ by: WRITER, subject: '改：更新的', text: article('更新的') });
    const second = await readHistory(store, KEY, first.next!, NONE);
    expect([first.versions.length, second.versions.length, second.next]).toEqual([30, 6, null]);
    expect([...first.versions, ...second.versions].map(({ title }) => title)).toEqual([...Array.from({ length: 35 }, (_, index) => `题${34 - index}`), '第一篇']);
    expect(await code(readHistory(store, KEY, 'f'.repeat(40), NONE))).toBe('not-found');
  });

  it('what an emergency has published is told once, and what was deleted still has its history', async () => {
    const { store, step, save, publish, onMain } = await office();
    await save(article('急'));
    const head = (await store.commit(BRANCH))!.id;
    const commit = await publish(FINAL, '急', { Urgent: 'unsigned' });
    await store.move(BRANCH, null, head);
    await step(FINAL, '紧急发布，待补签：急', { Act: 'urgent', State: 'pending_review', Published: commit }, { remark: '暴雪' });
    const { draft, versions } = await readHistory(store, KEY, undefined, NONE);
    expect(draft!.steps.map(({ what }) => what)).toEqual(['紧急发布，待补签']);
    expect(versions[0]!.draft.steps.map(({ what }) => what)).toEqual(['保存']);
    const main = await store.main();
    const gone = await store.write({ tree: await store.edit(main.tree, new Map([[PATH, null]])), parents: [main.id], author: FINAL, at: START + 1e7, subject: '删除：急', remark: '发错了', trailers: { Act: 'delete', Entry: NAMED } });
    await store.move(MAIN, main.id, gone);
    await onMain({ by: WRITER, subject: '改：另一篇', text: article('另一篇'), path: OTHER_PATH });
    const after = await readHistory(store, KEY, undefined, NONE);
    expect(after).toMatchObject({ published: false, title: '急' });
    expect(after.versions[0]).toMatchObject({ what: '删除', gone: true, reason: '发错了' });
  });

  it('a key that can be no entry’s is refused', async () => {
    const { store } = await office();
    expect(await code(readHistory(store, { collection: 'media', id: 'x' }, undefined, NONE))).toBe('refused-path');
  });
});

describe('two texts', () => {
  it('are one version and the one before it, whoever changed other entries in between', async () => {
    const { store, onMain } = await office();
    const one = await onMain({ by: WRITER, subject: '改：甲', text: article('甲', '甲文。\n\n第二段。', 'pinned: true\n') });
    await onMain({ by: FIRST, subject: '改：另一篇', text: article('另一篇'), path: OTHER_PATH });
    const two = await onMain({ by: FINAL, subject: '改：乙', text: article('乙') });
    const texts = await readTexts(store, KEY, two);
    expect(Texts.parse(texts)).toEqual(texts);
    expect(texts.before).toMatchObject({ commit: one, by: WRITER, title: '甲', body: '甲文。\n\n第二段。', fields: { title: '甲', pinned: true, date: '2026-11-01T09:00:00+08:00' } });
    expect(texts.after).toMatchObject({ commit: two, by: FINAL, title: '乙', body: '正文。' });
    expect((await readTexts(store, KEY, one, two)).before).toMatchObject({ title: '乙' });
  });

  it('of a draft’s step: the step before, or what is published', async () => {
    const { store, save } = await office();
    const first = await save(article('一稿'));
    const second = await save(article('二稿'));
    expect((await readTexts(store, KEY, first)).before).toMatchObject({ what: '推送', title: '第一篇' });
    expect((await readTexts(store, KEY, second)).before).toMatchObject({ commit: first, title: '一稿' });
  });

  it('of a first version there is none before', async () => {
    const { store, repository } = await office();
    const start = git(repository, 'rev-list', '--max-parents=0', 'main').trim();
    expect(await readTexts(store, KEY, start)).toMatchObject({ before: null, after: { title: '第一篇' } });
  });

  it('a draft that was thrown away is not shown again', async () => {
    const { store, save } = await office();
    const thrown = await save(article('作废'));
    await store.move(BRANCH, thrown, null);
    expect(await code(readTexts(store, KEY, thrown))).toBe('not-found');
    expect(await code(readTexts(store, KEY, 'f'.repeat(40)))).toBe('not-found');
  });

  it('that cannot be read as an entry are given whole', async () => {
    const { store, onMain } = await office();
    const broken = await onMain({ by: WRITER, subject: '推送', text: '---\ntitle: [\n---\n文' });
    expect((await readTexts(store, KEY, broken)).after).toMatchObject({ fields: null, body: '---\ntitle: [\n---\n文' });
  });
});

describe('what everybody did', () => {
  it('is told newest first: steps with their entry, publications, pushes, templates', async () => {
    const { store, step, save, publish, onMain, clone } = await office();
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
    const { store, onMain } = await office();
    for (let index = 0; index < 33; index++) await onMain({ by: index % 11 ? WRITER : FIRST, subject: `改：${index}`, text: article(`题${index}`) });
    const first = await readActivity(store, { skip: 0 }, NONE);
    const second = await readActivity(store, { skip: first.next! }, NONE);
    expect([first.deeds.length, second.deeds.length, second.next]).toEqual([30, 4, null]);
    expect((await readActivity(store, { person: 'first', skip: 0 }, NONE)).deeds.map(({ title }) => title)).toEqual(['22', '11', '0']);
    expect((await readActivity(store, { collection: 'settings', skip: 0 }, NONE)).deeds).toEqual([]);
    expect((await readActivity(store, { collection: 'news', skip: 0 }, NONE)).deeds).toHaveLength(30);
  });

  it('out of patience, a page is short and says where to go on', async () => {
    const { store, onMain } = await office();
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
    const { store, clone } = await office();
    const work = clone();
    writeFiles(work, { [PATH]: article('遥远') });
    git(work, 'commit', '--quiet', '-am', '遥远', '--date=99999999999999 +0000');
    git(work, 'push', '--quiet', store.repository, 'HEAD:refs/heads/main');
    expect(Activity.parse(await readActivity(store, { skip: 0 }, NONE)).deeds.map(({ reason }) => reason)).toEqual(['遥远', '开始']);
  });
});

describe('the form of approval', () => {
  it('of an open draft is its record, with what is still blank', async () => {
    const { store, step, save } = await office();
    await save(article('待审稿'));
    await step(WRITER, '送审：待审稿', { Act: 'submit', State: 'pending_review' });
    await step(DEPUTY, '初审审通过：待审稿', { Act: 'sign', Stage: 'first', Review: 'agreed', 'Stands-For': told(FIRST) });
    const approval = await readApproval({ store, chain: () => chainOf(3) }, KEY);
    expect(Approval.parse(approval)).toEqual(approval);
    expect(approval).toMatchObject({
      state: 'draft', title: '待审稿', chain: ['first', 'second', 'final'], writers: [WRITER], submitted: { by: WRITER }, publication: null, urgent: null,
      signatures: [{ stage: 'first', of: 'review', by: DEPUTY, standsFor: FIRST }],
    });
    expect(approval.digest).toMatch(/^[0-9a-f]{64}$/);
  });

  it('of a publication is what its trailers and its draft say, also when a draft is open again', async () => {
    const { store, step, save, publish } = await office();
    await save(article('定稿'));
    await step(WRITER, '送审：定稿', { Act: 'submit', State: 'pending_review' });
    await step(FIRST, '终审审校通过：定稿', { Act: 'sign', Stage: 'final', Review: 'agreed', Proof: 'agreed' });
    const commit = await publish(FINAL, '定稿', { Chain: '1', Writer: told(WRITER), ...signed(FIRST, DEPUTY, 'Final') });
    await save(article('又一稿'));
    const chained = { store, chain: () => chainOf(1) };
    expect(await readApproval(chained, KEY)).toMatchObject({ state: 'draft', title: '又一稿' });
    const approval = await readApproval(chained, KEY, commit);
    expect(Approval.parse(approval)).toEqual(approval);
    expect(approval).toMatchObject({
      state: 'published', title: '定稿', chain: ['final'], writers: [WRITER], submitted: { by: WRITER }, publication: { commit, by: FINAL, what: '发布' },
      signatures: [{ of: 'review', by: FIRST }, { of: 'proof', by: DEPUTY, standsFor: FINAL }],
    });
    expect(await code(readApproval(chained, { ...KEY, id: '2026-11-02-0900' }, commit))).toBe('not-found');
  });
});
