import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openDirectory } from '../content/directory.ts';
import { Instant } from '../content/instant.ts';
import { openSnapshot } from '../content/open-snapshot.ts';
import { collectionNames } from '../model/collections.ts';
import { type Engine, find } from './find.ts';
import { indexPages } from './indexer.ts';
import { fold, parseQuery } from './query.ts';
import { simplifier } from './traditional-map.ts';
import { traditionalMap } from './traditional.ts';

/** The real client of Pagefind over the real index, in Node; the truth is that a page's text contains what was typed. */
interface Page { path: string; html: string }
const simplify = simplifier(traditionalMap());
const folder = await mkdtemp(join(tmpdir(), 'yunduan-search-'));
afterAll(() => rm(folder, { recursive: true }));

const page = (path: string, title: string, body: string, column = 'news'): Page => ({
  path,
  html: `<!doctype html><html lang="zh-CN"><head><title>${title}</title></head><body><nav>导航里的字</nav><main data-pagefind-body><h1 data-t="${title}" data-column="${column}" data-pagefind-meta="title[data-t], column[data-column]" data-pagefind-filter="column[data-column]">${title}</h1>${body}</main></body></html>`,
});

let openings = 0;
async function open(pages: Page[]): Promise<Engine> {
  const base = `/pagefind-${++openings}/`;
  const files = new Map((await indexPages(pages)).map(({ file, bytes }) => [file.replace('pagefind/', base), bytes]));
  const client = join(folder, `client-${openings}.mjs`);
  await writeFile(client, files.get(`${base}pagefind.js`)!);
  const other = globalThis.fetch;
  vi.stubGlobal('fetch', async (address: string | URL) => {
    const path = String(address).split('?')[0]!;
    if (!path.startsWith(base)) return other(address);
    const bytes = files.get(path);
    return bytes ? new Response(Buffer.from(bytes)) : new Response(null, { status: 404 });
  });
  const pagefind = (await import(/* @vite-ignore */ pathToFileURL(client).href)) as { createInstance(options: object): Promise<Engine> };
  return pagefind.createInstance({ basePath: base, language: 'zh-cn', exactDiacritics: true });
}

/** Letters and figures in one form; punctuation as written. */
const plain = (text: string) => text.replace(/[\p{L}\p{N}＋％＃．]/gu, (character) => fold(character));
const BLOCK = /<\/?(?:p|h[1-6]|dl|dt|dd|caption|summary|header|li|ul|ol|div|td|th|tr|table|thead|tbody|section|figure|figcaption|blockquote|br|hr|main|pre)\b[^>]*>/g;
const ENTITIES: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' };
/** What a reader sees between the body's tags. Blocks do not run into one another; blanks separate nothing, so 2018年 finds 2018 年. */
const textOf = ({ html }: Page) =>
  plain(html.replace(/^[\s\S]*<main[^>]*>/, '').replace(/<\/main>[\s\S]*$/, '').replace(BLOCK, '\n').replace(/<[^>]*>/g, '').replace(/&\w+;/g, (entity) => ENTITIES[entity] ?? entity)).replace(/[^\S\n]+/g, '');
const truth = (pages: Page[], typed: string) => {
  const { runs } = parseQuery(typed, simplify);
  return pages.filter((one) => runs.every((run) => textOf(one).includes(run))).map(({ path }) => path).sort();
};
const found = async (engine: Engine, typed: string, column?: string) =>
  (await Promise.all((await find(engine, parseQuery(typed, simplify), column)).map((hit) => hit.data()))).map(({ url }) => url);

const pages = [
  page('/a/', '经费向下倾斜', '<p>资金总额达到108.2万元。</p><p>改革，再出发</p>'),
  page('/b/', '另一笔钱', '<p>共1082万元，其中977万元</p>'),
  page('/c/', '金秋助学', '<p>改革再出发，见OpenAPI。</p>', 'services'),
  page('/d/', '“互联网+工会”怎么做', '<p>帮扶、助学、体检</p>'),
  page('/e/', '互联网加', '<p>职<strong>工</strong>书屋有帮扶助学，金秋送助学金</p>', 'policies'),
  page('/g/', '服务', '<dl><dt>服务对象</dt><dd>困难职工</dd></dl>'),
  page('/f/', '分开的词', '<p>职工</p><p>书屋</p><p>80%以上，2018 年 5 月</p>'),
];
let engine: Engine;
beforeAll(async () => { engine = await open(pages); });

test.each([
  ['改革', ['/a/', '/c/']],
  ['改革再出发', ['/c/']],
  ['金秋助学', ['/c/']],
  ['金秋 助学', ['/c/', '/e/']],
  ['108.2万元', ['/a/']],
  ['1082', ['/b/']],
  ['977', ['/b/']],
  ['互联网+', ['/d/']],
  ['api', ['/c/']],
  ['80%', ['/f/']],
  ['帮扶助学', ['/e/']],
  ['职工书屋', ['/e/']],
  ['職工書屋', ['/e/']],
  ['帮扶 体检', ['/d/']],
  ['2018年5月', ['/f/']],
  ['对象困难', []],
  ['導航', []],
])('%s finds the pages that contain it, and only those', async (typed, expected) => {
  expect((await found(engine, typed)).sort()).toEqual(expected);
  expect(truth(pages, typed)).toEqual(expected);
});

test('a column narrows the search', async () => {
  expect(await found(engine, '助学', 'policies')).toEqual(['/e/']);
});

test('the page whose title is meant comes first', async () => {
  expect((await found(engine, '助学'))[0]).toBe('/c/');
});

test('hits know their clean title', async () => {
  const [hit] = await find(engine, parseQuery('互联网+'));
  expect((await hit!.data()).meta).toMatchObject({ title: '“互联网+工会”怎么做', column: 'news' });
});

test('whatever the text and the query: exactly the pages that contain it', { timeout: 60_000 }, async () => {
  const piece = fc.constantFrom(...'改革工会职家一二aB1290.，。、+%（）“” ', '<b>改</b>', '</p><p>', '<br>', '</p><dl><dt>改</dt><dd>革</dd></dl><p>', '</p><table><tr><th>工</th><td>会</td></tr></table><p>', '&amp;', '３', '％', '·');
  const bodies = fc.sample(fc.array(piece, { minLength: 5, maxLength: 60 }).map((parts) => `<p>${parts.join('')}</p>`), { numRuns: 80, seed: 7 });
  const random = bodies.map((body, index) => page(`/${index}/`, '题', body));
  const client = await open(random);
  const lines = random.flatMap((one) => textOf(one).split('\n')).filter((line) => line.trim().length > 1);
  const cuts = fc.sample(fc.tuple(fc.nat(lines.length - 1), fc.nat(40), fc.integer({ min: 1, max: 6 })), { numRuns: 1000, seed: 9 });
  for (const [line, from, length] of cuts) {
    const text = lines[line]!;
    const typed = text.slice(from % text.length, (from % text.length) + length);
    if (parseQuery(typed).runs.length === 0) continue;
    expect({ typed, paths: (await found(client, typed)).sort() }).toEqual({ typed, paths: truth(random, typed) });
  }
});

test('the same holds for the entries of content/', { timeout: 60_000 }, async () => {
  const source = await openDirectory(fileURLToPath(new URL('../../', import.meta.url)));
  const snapshot = await openSnapshot(source, new Instant(Date.parse('2027-01-01T00:00:00+08:00')));
  const real = collectionNames.flatMap((name) => [...snapshot.entries[name].values()].map((entry) => page(entry.address, entry.data.title.replace(/[&<>"]/g, ''), snapshot.body(entry).html, name)));
  const client = await open(real);
  for (const typed of ['改革', '金秋助学', '108.2万元', '977', '互联网+', '職工書屋', '工會 改革', '2018年5月底', '11项', '注意', '天津 疗养']) {
    expect({ typed, paths: (await found(client, typed)).sort() }).toEqual({ typed, paths: truth(real, typed) });
  }
});
