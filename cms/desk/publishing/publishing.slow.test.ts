import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { copyCheckout } from '../../../tests/fixtures/checkout.ts';
import { writeFiles } from '../../../tests/fixtures/git.ts';
import { DAY, news, NOW, path, rendered, site } from '../../../tests/fixtures/publications.ts';
import { PublishedSite, releasedTree } from '../../../tests/fixtures/release.ts';
import { cardAddress } from '../../../src/content/cards/card.ts';
import { cardOf } from '../../../src/queries/cards.ts';
import { compileSite } from './compile.ts';
import { explainFailure } from './explain-failure.ts';
import { openReleases } from './release/database.ts';
import { ReleaseFiles } from './release/files.ts';

describe('a publication renders', () => {
  it('the page of an edited body and no other, and says why', async () => {
    const { publish } = await site();
    expect((await publish()).what.why).toBe('first');
    const { what } = await publish({ [path('2026-11-01')]: news('2026-11-01', '第一篇').replace('正文。', '改过的正文。') });
    expect(what).toEqual({
      why: 'changes', rendered: 1, gone: 0,
      paths: [{ path: '/news/2026-11-01-0900/', because: ['{"ask":"entry","collection":"news","id":"2026-11-01-0900"}'] }],
    });
  });

  it('of a new article its page, its neighbour’s, and where it is listed', async () => {
    const { publish } = await site({ [path('2026-10-01')]: news('2026-10-01', '上个月的') });
    await publish();
    expect(rendered(await publish({ [path('2026-11-10')]: news('2026-11-10', '新的') }))).toEqual([
      '/', '/feed.json', '/feed.xml', '/news/', '/news/2026-11-02-0900/', '/news/2026-11-10-0900/', '/news/2026/11/', '/news/archive/2026/', '/news/feed.json', '/news/feed.xml', '/sitemap/news-2026-11.xml',
    ]);
  });

  it('of a new title a card, and takes the card of what was withdrawn', async () => {
    const { publish, data } = await site();
    const cards = () => [...releasedTree(data).keys()].filter((file) => /^cards\/[0-9a-f]+\.png$/.test(file));
    const addressOf = (title: string) => cardAddress(cardOf({ name: '示例网站', tagline: '示例' }, { collection: 'news', title })).slice(1);
    await publish();
    expect(cards()).toContain(addressOf('第一篇'));
    await publish({ [path('2026-11-01')]: news('2026-11-01', '改题') });
    expect([cards().includes(addressOf('第一篇')), cards().includes(addressOf('改题'))]).toEqual([false, true]);
    await publish({ [path('2026-11-01')]: news('2026-11-01', '改题').replace('summary:', "withdrawn: { at: '2026-11-18T10:00:00+08:00', reason: 原因 }\nsummary:") });
    expect(cards()).not.toContain(addressOf('改题'));
    expect(cards()).toContain(addressOf('第二篇'));
  });

  it('nothing where nothing that is shown has changed', async () => {
    const { publish } = await site();
    await publish();
    expect((await publish({ [path('2026-12-01')]: news('2026-12-01', '还没到时间') })).what.rendered).toBe(0);
  });

  it('no archive page but the newest part of a long month', async () => {
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`content/news/2026/2026-11-03-${1000 + i}.md`, news('2026-11-03', `第${i}篇`).replace('T09:00', `T1${Math.floor(i / 60)}:${String(i % 60).padStart(2, '0')}`)]));
    const { publish, page } = await site(many);
    await publish();
    expect(page('/news/2026/11/1/')).toContain('第37篇');
    expect(page('/news/2026/11/')).toContain('第99篇');
    const { what } = await publish({ [path('2026-11-10')]: news('2026-11-10', '新的') });
    expect(what.paths.map((one) => one.path).filter((one) => one.startsWith('/news/2026/'))).toEqual(['/news/2026/11/']);
    expect(page('/news/2026/11/')).toContain('新的');
  });

  it('everything again after a restart only when it must', async () => {
    const { publish, close, data, commit, compiled } = await site();
    await publish();
    close();
    const again = new PublishedSite(data, join(data, '../work/.git'));
    onTestFinished(() => again.close());
    const { what } = await again.publish({ commit: commit({ [path('2026-11-02')]: news('2026-11-02', '改题') }), now: NOW + 1000, compiled });
    expect([what.why, what.rendered < 12]).toEqual(['changes', true]);
  });
});

describe('time', () => {
  it('is known in advance, and brings a scheduled entry at its moment', async () => {
    const { publish, page } = await site({ [path('2026-12-01')]: news('2026-12-01', '到时候才有') });
    const moment = Date.parse('2026-12-01T09:00:00+08:00');
    expect((await publish()).nextChange).toBe(moment);
    expect(page('/news/2026-12-01-0900/')).toBeUndefined();
    const release = await publish({}, moment);
    expect(release.nextChange).toBeUndefined();
    expect(rendered(release)).toContain('/news/2026-12-01-0900/');
    expect(page('/')).toContain('到时候才有');
  });
});

it('a template that throws stops the publication, names the page, and the next good one heals it', async () => {
  // Enough earlier articles that some are kept before the bad one is reached.
  const { publish, page, data, folder } = await site(Object.fromEntries(Array.from({ length: 150 }, (_, i) => [`content/news/2026/2026-10-03-${1000 + i}.md`, news('2026-10-03', `第${i}篇`)])));
  await publish();
  const checkout = copyCheckout(join(folder, 'checkout'));
  writeFiles(checkout, { 'src/components/Foot.astro': readFileSync(join(checkout, 'src/components/Foot.astro'), 'utf8').replace('主办单位：', '主办：') });
  const file = 'src/components/MetaLine.astro';
  writeFiles(checkout, { [file]: readFileSync(join(checkout, file), 'utf8').replace('const rest', "if (source === '炸') throw new Error('template bug');\nconst rest") });
  const broken = await compileSite(checkout, join(folder, 'broken'), () => {});
  const bad = { [path('2026-11-01')]: news('2026-11-01', '第一篇').replace('示例来源', '炸') };
  const database = openReleases(data);
  onTestFinished(() => database.close());
  const blobs = () => Number(database.prepare('SELECT count(*) AS n FROM blob').get()!['n']);
  const before = blobs();
  const failure = await publish(bad, NOW + 1000, broken).then(() => undefined, explainFailure);
  expect(failure?.failure.zh).toContain('页面 /news/2026-11-01-0900/ 的模板出错，没有发布，公众看到的仍是上一版');
  expect(failure?.failure.en).toMatch(/\/news\/2026-11-01-0900\/ does not render: .*template bug/s);
  expect(page('/news/2026-11-01-0900/')).toContain('示例来源');
  // What had been rendered before it threw is not kept.
  expect(blobs()).toBe(before);
  await publish(bad, NOW + 2000);
  expect(page('/news/2026-11-01-0900/')).toContain('来源：炸');
});

it('hashed assets of earlier templates stay fetchable for seven days', async () => {
  const { publish, data, folder } = await site();
  await publish();
  const checkout = copyCheckout(join(folder, 'checkout'));
  const sheets = readdirSync(join(checkout, 'src/styles')).filter((name) => name.endsWith('.css')).map((name) => `src/styles/${name}`);
  writeFiles(checkout, Object.fromEntries(sheets.map((name) => [name, `${readFileSync(join(checkout, name), 'utf8')}\n.other { color: red }\n`])));
  const other = await compileSite(checkout, join(folder, 'other'), () => {});
  const styles = () => [...releasedTree(data).keys()].filter((name) => name.endsWith('.css'));
  const before = styles();
  expect((await publish({}, NOW + 1000, other)).what.why).toBe('templates');
  expect(styles().some((name) => before.includes(name))).toBe(false);
  const database = openReleases(data);
  onTestFinished(() => database.close());
  const retired = () => database.prepare('SELECT path FROM retired').all().map(({ path: address }) => String(address).slice(1));
  expect(retired()).toEqual(expect.arrayContaining(before));
  await publish({ [path('2026-11-01')]: news('2026-11-01', '六天后') }, NOW + 6 * DAY, other);
  expect(retired()).toEqual(expect.arrayContaining(before));
  await publish({ [path('2026-11-01')]: news('2026-11-01', '八天后') }, NOW + 8 * DAY, other);
  expect(retired()).toEqual([]);
});

it('bytes that no release names are swept, also those that a killed publication kept', async () => {
  const { publish, data, close } = await site();
  await publish();
  const database = openReleases(data);
  onTestFinished(() => database.close());
  const count = () => Number(database.prepare('SELECT count(*) AS n FROM blob').get()!['n']);
  const before = count();
  await publish({ [path('2026-11-01')]: news('2026-11-01', '换了题目') });
  expect(count()).toBe(before);
  new ReleaseFiles(database).keep(Buffer.from('half a publication'));
  expect(count()).toBe(before + 1);
  close();
  new PublishedSite(data, join(data, '../work/.git')).close();
  expect(count()).toBe(before);
});

it('the address of an article that is gone can be led on, and back when the article returns', async () => {
  const { publish, page } = await site({ 'content/settings/redirects.yml': 'moved:\n  - from: /news/2026-11-01-0900/\n    to: /news/\n  - from: /旧/\n    to: https://example.org/\n' });
  await publish();
  expect(page('/news/2026-11-01-0900/')).toContain('第一篇');
  expect(page('/旧/')).toContain('url=https://example.org/');
  await publish({ [path('2026-11-01')]: null });
  expect(page('/news/2026-11-01-0900/')).toContain('网址已变更');
  await publish({ [path('2026-11-01')]: news('2026-11-01', '回来了') });
  expect(page('/news/2026-11-01-0900/')).toContain('回来了');
});
