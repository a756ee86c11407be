import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { Client, eventually } from '../fixtures/desk.ts';
import { testFolder } from '../fixtures/folder.ts';
import { git, writeFiles } from '../fixtures/git.ts';
import { dialog, lookAgain, Office, panel, press, sign, state } from '../fixtures/office.ts';

/** Published with the repository's own content. */
const OLD = { id: '2026-11-18-0900', path: 'content/news/2026/2026-11-18-0900.md', address: '/news/2026-11-18-0900/' };
const place = (id: string) => `/admin/#/collections/news/entries/2026/${id}`;

let office: Office;
let writer: Client;
let first: Client;

beforeAll(async () => {
  office = await Office.open([
    { name: '示例甲', username: 'writer', roles: ['writer'] },
    { name: '示例乙', username: 'first', roles: ['first'] },
    { name: '示例丁', username: 'final', roles: ['final'] },
    { name: '示例戊', username: 'other', roles: ['final'] },
  ], { news: 2 });
  writer = await new Client(office.desk.address).signIn('writer');
  first = await new Client(office.desk.address).signIn('first');
});
afterEach(({ task }) => void (task.result?.state === 'fail' && console.log(office.desk.output())));
afterAll(() => office.close());

const visible = async (address: string) => (await fetch(office.desk.address + address)).text();

/** A new article of the writer's, handed in. */
async function handIn(id: string, title: string): Promise<{ key: { collection: string; id: string }; address: string }> {
  const key = { collection: 'news', id };
  const raw = `---\ntitle: ${title}\ndate: 2026-11-20T10:00:00+08:00\nchannel: 改革动态\nsource: 示例来源\nsummary: 示例摘要。\n---\n示例正文。\n`;
  await writer.act('save', { ...key, isNew: true, media: [], files: [{ path: `content/news/2026/${id}.md`, raw, base: null }] });
  await writer.act('submit', key);
  return { key, address: `/news/${id}/` };
}

it('an entry that is set for a moment is public then, and not before, with nobody there', async () => {
  const { key, address } = await handIn('2026-11-20-1001', '【示例】到时间自动发布的一篇');
  await first.act('sign', { ...key, review: true, proof: true });
  const final = await office.editor('final', place(key.id));
  await sign(final);
  await state(final, '已签齐，可发布');
  await press(final, '定时发布');
  // Two minutes from now by Beijing's clocks: one may be over before the form is filled in.
  const at = new Date(Date.now() + 8 * 3_600_000 + 120_000).toISOString();
  await dialog(final).getByLabel('日期').fill('2018-05-31');
  await dialog(final).getByText('这一刻已经过去').waitFor();
  await dialog(final).getByLabel('日期').fill(at.slice(0, 10));
  await dialog(final).getByLabel('时间（北京时间）').fill(at.slice(11, 16));
  await dialog(final).getByText('自动发布（北京时间）').waitFor();
  await dialog(final).getByRole('button', { name: '到时间自动发布' }).click();
  await state(final, `定时 ${at.slice(0, 10)} ${at.slice(11, 16)} 发布`);
  await panel(final).getByText('在这之前不能修改').waitFor();
  await final.context().close();

  // A scheduled text is not changed under those who signed it.
  const raw = git(office.repository, 'show', `refs/heads/cms/news/${key.id}:content/news/2026/${key.id}.md`);
  const saved = writer.act('save', { ...key, isNew: false, media: [], files: [{ path: `content/news/2026/${key.id}.md`, raw: `${raw}又一句。\n`, base: null }] });
  await expect(saved).rejects.toThrow();
  expect((await fetch(office.desk.address + address)).status).toBe(404);

  const due = Date.parse(`${at.slice(0, 16)}:00Z`) - 8 * 3_600_000;
  await eventually(async () => (await fetch(office.desk.address + address)).status, (status) => status === 200, 180_000);
  expect(Date.now()).toBeGreaterThanOrEqual(due);
  expect(await visible('/news/')).toContain('到时间自动发布的一篇');
  expect(office.errors).toEqual([]);
});

it('an emergency is public at once for a reason, says so until it is signed, and then names who signed', async () => {
  const { key, address } = await handIn('2026-11-20-1002', '【示例】来不及审签的一篇');
  const final = await office.editor('final', place(key.id));
  await press(final, '紧急发布');
  await dialog(final).getByRole('button', { name: '紧急发布', exact: true }).click();
  await dialog(final).getByText('请写明为什么要紧急发布').waitFor();
  await dialog(final).getByLabel('为什么要紧急发布').fill('示例：大雪封路，服务大厅今天不开。');
  await dialog(final).getByRole('button', { name: '紧急发布', exact: true }).click();
  await state(final, '紧急发布，待补签');
  await panel(final).getByText('大雪封路').first().waitFor();
  await eventually(() => visible(address), (html) => html.includes('来不及审签的一篇'));
  expect(await visible(address)).not.toContain('示例乙');

  await first.act('sign', { ...key, review: true, proof: true });
  const other = await office.editor('other', place(key.id));
  await sign(other);
  await state(other, '已发布');
  await lookAgain(final);
  await state(final, '已发布');
  const log = git(office.repository, 'log', '-1', '--format=%B', 'main');
  expect(log).toMatch(/^Yunduan-First-Review: 示例乙 <first> /m);
  expect(log).toMatch(/^Yunduan-Final-Review: 示例戊 <other> /m);
  await Promise.all([final.context().close(), other.context().close()]);
  expect(office.errors).toEqual([]);
});

it('a page that is withdrawn stays at its address, says why, and is in no list', async () => {
  const address = '/news/2026-11-19-1000/';
  const final = await office.editor('final', place('2026-11-19-1000'));
  await state(final, '已发布');
  await press(final, '撤稿');
  await dialog(final).getByLabel('撤稿的原因').fill('示例：来源后来更正了主要数字。');
  await dialog(final).getByRole('button', { name: '撤稿', exact: true }).click();
  await state(final, '已撤稿');
  const html = await eventually(() => visible(address), (text) => text.includes('已撤稿'));
  expect(html).toContain('示例：来源后来更正了主要数字。');
  expect(html).not.toContain('编制');
  for (const list of ['/', '/news/', '/news/2026/11/', '/news/feed.xml', '/sitemap/news-2026-11.xml']) expect([list, (await visible(list)).includes(address)]).toEqual([list, false]);
  await final.context().close();
  expect(office.errors).toEqual([]);
});

it('a draft that the published text has run away from is shown beside it, holds up nobody else, and loses nothing', async () => {
  const key = { collection: 'news', id: OLD.id };
  const clone = join(await testFolder(), 'work');
  git('.', 'clone', '--quiet', office.repository, clone);
  const published = readFileSync(join(clone, OLD.path), 'utf8');
  const change = (text: string) => published.replace('基层工会离职工最近。', text);
  expect(change('x')).not.toBe(published);
  await writer.act('save', { ...key, isNew: false, media: [], files: [{ path: OLD.path, raw: change('草稿改了这一句。'), base: git(office.repository, 'rev-parse', `main:${OLD.path}`).trim() }] });
  writeFiles(clone, { [OLD.path]: change('推送改了同一句。') });
  git(clone, 'commit', '--quiet', '-am', '示例：推送的修改');
  git(clone, 'push', '--quiet', 'origin', 'HEAD:main');
  await eventually(() => visible(OLD.address), (html) => html.includes('推送改了同一句。'));

  await writer.act('submit', key);
  await first.act('sign', { ...key, review: true, proof: true });
  const final = await office.editor('final', place(OLD.id));
  await sign(final);
  await press(final, '现在发布');
  await dialog(final).getByRole('button', { name: '现在发布' }).click();
  const conflict = dialog(final).filter({ hasText: '已发布的文字又改过同一处' });
  await conflict.waitFor();
  const both = await conflict.innerText();
  for (const text of ['推送改了同一句。', '草稿改了这一句。']) expect(both).toContain(text);
  expect(both).not.toMatch(/<<<<<<<|>>>>>>>/);
  expect(await visible(OLD.address)).toContain('推送改了同一句。');
  expect(git(office.repository, 'show', `refs/heads/cms/news/${OLD.id}:${OLD.path}`)).toContain('草稿改了这一句。');

  // Another entry goes its way meanwhile.
  const beside = await handIn('2026-11-20-1003', '【示例】不受影响的一篇');
  await first.act('sign', { ...beside.key, review: true, proof: true });
  const other = await new Client(office.desk.address).signIn('other');
  await other.act('sign', { ...beside.key, review: true, proof: true });
  await other.act('publish', beside.key);
  await eventually(() => visible(beside.address), (html) => html.includes('不受影响的一篇'));
  await final.context().close();
  expect(office.errors).toEqual([]);
});
