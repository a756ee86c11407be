import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { parse, stringify } from 'yaml';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MAIN, Store } from '../../cms/desk/store/store.ts';
import { branchOf } from '../../cms/desk/workflow/entry-key.ts';
import { type CollectionName, declared } from '../../src/model/collections.ts';
import { pathOf } from '../../src/model/place.ts';
import { mayBeRefused, openBrowser } from '../fixtures/browser.ts';
import { Client, PASSWORD, startTestDesk, type TestDesk } from '../fixtures/desk.ts';
import { type Sample, SAMPLES } from './samples.ts';

const ENTRIES = { news: '2026-11-20-0930', policies: '2026-11-18-1000', services: 'zhuxue' } as const;
type Sampled = keyof typeof ENTRIES;

let folder: string;
let desk: TestDesk;
let page: Page;
let store: Store;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yunduan-parity-'));
  desk = await startTestDesk(join(folder, 'data'));
  await new Client(desk.address).setUp(desk);
  store = new Store(join(folder, 'data/site.git'));
  page = (await openBrowser()).pages()[0]!;
  // A sample's picture from elsewhere, which the form would show.
  mayBeRefused(/^img-src refused https:\/\/example\.org\//);
  page.on('dialog', (dialog) => void dialog.accept());
  await page.goto(`${desk.address}/admin/`);
  await page.getByLabel('用户名').fill('editor');
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: '登录' }).click();
  await page.waitForURL(`${desk.address}/admin/#/**`);
});
afterAll(async () => {
  await page.context().close();
  await store.close();
  await desk.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** Puts a draft with these values on its branch, past every check of the desk: only so can Decap be shown what is wrong. */
async function plantDraft(collection: Sampled, values: Record<string, unknown>): Promise<void> {
  const key = { collection, id: ENTRIES[collection] };
  const main = await store.main();
  const version = await store.blob(Buffer.from(`---\n${stringify(values)}---\n正文。\n`));
  const tree = await store.edit(main.tree, new Map([[pathOf(collection, key.id), { id: version }]]));
  const before = await store.commit(branchOf(key));
  const head = await store.write({
    tree, parents: [main.id], author: { name: '示例', username: 'sample' }, at: Date.now(), subject: '样本', trailers: { State: 'draft', Base: main.id },
  });
  await store.move(branchOf(key), before?.id ?? null, head);
}

/** What Decap says beside each field once it is asked to save, by the field's label; fields that it takes are not there. */
async function verdicts(collection: Sampled): Promise<Record<string, string>> {
  const slug = collection === 'services' ? ENTRIES[collection] : `${ENTRIES[collection].slice(0, 4)}/${ENTRIES[collection]}`;
  // By way of an empty page: Decap reads its drafts once a page, and asks before it leaves what is not saved.
  await page.goto('about:blank');
  await page.goto(`${desk.address}/admin/#/collections/${collection}/entries/${slug}`);
  const source = page.getByLabel('来源', { exact: true });
  await source.waitFor();
  await page.getByRole('button', { name: '状态：草稿' }).waitFor();
  // One field that no sample is about is always wrong: when Decap says so, it has judged them all, and nothing is saved.
  await source.fill('源'.repeat(81));
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByText('“来源”须在一行内写完').first().waitFor();
  return page.evaluate(() =>
    Object.fromEntries([...document.querySelectorAll('label')].flatMap((label) => {
      const container = label.parentElement?.parentElement;
      const said = [...(container?.querySelectorAll('label + ul > li') ?? [])].map((li) => li.textContent ?? '').join(' ');
      return said ? [[label.textContent?.replace(/\s*\(可不填\)\s*$/, '').trim() ?? '', said]] : [];
    })),
  );
}

const asked = SAMPLES.filter(({ decap }) => decap !== false);
const rounds = (Object.keys(ENTRIES) as Sampled[]).flatMap((collection) => {
  const byField = Map.groupBy(asked.filter((sample) => sample.collection === collection), ({ field }) => field);
  const most = Math.max(...[...byField.values()].map(({ length }) => length));
  return Array.from({ length: most }, (_, round) => [collection, round, [...byField.values()].flatMap((samples) => samples[round] ?? [])] as [Sampled, number, Sample[]]);
});

it.each(rounds)('Decap judges %s, round %i, as Zod does', async (collection, _round, samples) => {
  const { fields } = declared(collection as CollectionName);
  const rest = Object.fromEntries(Object.entries(fields).filter(([name, field]) => field.required && name !== 'body').map(([name, field]) => [name, field.example]));
  await plantDraft(collection, { ...rest, ...Object.fromEntries(samples.map(({ field, value }) => [field, value])) });
  const said = await verdicts(collection);
  const judged = samples.map(({ field, value, good }) => ({ field, value, good, decap: !(fields[field]!.label in said) }));
  expect(judged.filter(({ good, decap }) => good !== decap)).toEqual([]);
});

it('Decap keeps what the desk wrote into an entry, and shows its corrections', async () => {
  const key = { collection: 'policies', id: ENTRIES.policies } as const;
  const path = pathOf(key.collection, key.id);
  const main = await store.main();
  // Not `withdrawn`: such an entry is not saved again.
  const own = { signed: { editor: '示例编辑', reviewer: '示例审核' }, corrections: [{ at: '2026-11-19T23:30:00+08:00', text: '示例更正' }] };
  const text = String((await store.file(main.id, path))!.bytes).replace('---\n', `---\n${stringify(own)}`);
  const tree = await store.edit(main.tree, new Map([[path, { id: await store.blob(Buffer.from(text)) }]]));
  await store.move(MAIN, main.id, await store.write({ tree, parents: [main.id], author: { name: '示例', username: 'sample' }, at: Date.now(), subject: '样本' }));
  const left = await store.commit(branchOf(key));
  if (left) await store.move(branchOf(key), left.id, null);

  await page.goto('about:blank');
  await page.goto(`${desk.address}/admin/#/collections/policies/entries/${key.id.slice(0, 4)}/${key.id}`);
  await page.getByText('2026-11-19 示例更正').waitFor();
  expect(await page.getByText('署名').count()).toBe(0);
  await page.getByLabel('来源', { exact: true }).fill('另一个来源');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByRole('button', { name: '状态：草稿' }).waitFor();
  const saved = String((await store.file(branchOf(key), path))!.bytes);
  expect(parse(saved.split('---\n')[1]!)).toMatchObject({ source: '另一个来源', ...own });
});
