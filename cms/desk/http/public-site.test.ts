import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer, request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { mkdir, writeFile } from 'node:fs/promises';
import { Hono } from 'hono';
import { expect, it, onTestFinished } from 'vitest';
import { testFolder } from '../../../tests/fixtures/folder.ts';
import { atOnce } from '../../../src/content/at-once.ts';
import { openReleases } from '../publishing/release/database.ts';
import { ReleaseFiles } from '../publishing/release/files.ts';
import { record } from '../publishing/release/record.ts';
import { ReleasedFiles } from '../publishing/released-files.ts';
import { makeListener } from './listener.ts';
import { PublicSite } from './public-site.ts';

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

async function readers(make: (path: string) => Promise<boolean> = async () => false) {
  const folder = await testFolder();
  const database = openReleases(folder);
  onTestFinished(() => database.close());
  const log: string[] = [];
  const site = new PublicSite({ files: new ReleasedFiles(database), data: folder, make, log: (line) => log.push(line) });
  const app = new Hono();
  app.all('*', (c) => c.text(`desk ${c.req.path}`));
  const server = createServer(makeListener(app as never, site, { trustedProxy: false }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  /** Sends a target as it is, without what `fetch` would tidy up. */
  const request = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    new Promise<Answer>((resolve, reject) => {
      ask({ port, host: '127.0.0.1', path, method, headers }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part)).on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(parts) }));
      }).on('error', reject).end();
    });
  // As the site process writes it: another connection than the one that readers are answered from.
  const other = openReleases(folder);
  onTestFinished(() => other.close());
  const publish = (write: (files: ReleaseFiles) => void, id = 'r1') =>
    atOnce(other, () => {
      write(new ReleaseFiles(other));
      record(other, { id, commit: 'c', templates: 't', instant: '', publishedAt: '', pages: 1, nextChange: undefined, down: [], what: { why: 'first', rendered: 3, gone: 0, paths: [] } });
    });
  return { request, publish, other, folder, log };
}
const html = 'text/html; charset=utf-8';

it('readers are told to wait, never shown half a release, before the first one is whole', async () => {
  const { request } = await readers();
  const waiting = await request('/');
  expect([waiting.status, waiting.headers['retry-after'], waiting.headers['cache-control']]).toEqual([503, '5', 'no-store']);
  expect(String(waiting.body)).toContain('网站正在准备');
});

it('whole files have an ETag, compression made at publish time, and immutable hashed assets', async () => {
  const { request, publish, other } = await readers();
  const page = Buffer.from(`<!doctype html><p>${'高原'.repeat(300)}`);
  publish((files) => {
    const blob = files.keep(page);
    files.put({ path: '/news/中/', kind: 'page', type: html, blob }, 1);
    files.put({ path: '/_astro/a.css', kind: 'asset', type: 'text/css', blob: files.keep(Buffer.from('body{}')), immutable: true }, 1);
    files.put({ path: '/404.html', kind: 'page', type: html, blob: files.keep(Buffer.from('lost')) }, 1);
    files.put({ path: '/old/', kind: 'page', type: html, blob: files.keep(Buffer.from('moved')), movedTo: '/news/' }, 1);
    other.prepare("INSERT INTO copy VALUES (?, 'br', ?)").run(blob, Buffer.from('brotli'));
  });
  const tag = `"${createHash('sha256').update(page).digest('hex').slice(0, 40)}"`;
  const whole = await request('/news/%E4%B8%AD/');
  expect([whole.status, whole.headers.etag, whole.headers['content-encoding'], whole.headers['cache-control'], whole.headers['x-content-type-options']]).toEqual([200, tag, undefined, 'public, no-cache', 'nosniff']);
  expect(whole.body).toEqual(page);
  const head = await request('/news/%E4%B8%AD/', {}, 'HEAD');
  expect([head.status, head.headers['content-length'], head.body.length]).toEqual([200, String(page.length), 0]);
  const small = await request('/news/%E4%B8%AD/', { 'accept-encoding': 'gzip, br' });
  expect([small.headers['content-encoding'], small.headers.vary, String(small.body)]).toEqual(['br', 'Accept-Encoding', 'brotli']);
  expect((await request('/news/%E4%B8%AD/', { 'accept-encoding': 'br;q=0' })).headers['content-encoding']).toBeUndefined();
  const known = await request('/news/%E4%B8%AD/', { 'if-none-match': `W/${tag}` });
  expect([known.status, known.body.length]).toEqual([304, 0]);
  expect((await request('/_astro/a.css')).headers['cache-control']).toBe('public, max-age=31536000, immutable');
  const redirect = await request('/news/%E4%B8%AD?a=1');
  expect([redirect.status, redirect.headers['location']]).toEqual([301, '/news/%E4%B8%AD/?a=1']);
  const moved = await request('/old/');
  expect([moved.status, moved.headers['location']]).toEqual([301, '/news/']);
  const post = await request('/', {}, 'POST');
  expect([post.status, post.headers['allow']]).toEqual([405, 'GET, HEAD']);
});

it('what is not there, or not an address, is the 404 page, and never another file', async () => {
  const { request, publish } = await readers();
  publish((files) => void files.put({ path: '/404.html', kind: 'page', type: html, blob: files.keep(Buffer.from('lost')) }, 1));
  for (const path of ['/none/', '/__proto__', '/news/%', '/..%2f..%2fetc/passwd', '/../../etc/passwd', '/constructor/', '/news/%00', '//evil.example', 'http://desk.example/none/', '*', '/adminx', `/${'a'.repeat(8000)}`]) {
    const answer = await request(path);
    expect([path, answer.status, String(answer.body), answer.headers['cache-control']]).toEqual([path, 404, 'lost', 'no-store']);
  }
});

it('the desk has its own addresses, however they are written, and the public site the rest', async () => {
  const { request, publish } = await readers();
  publish((files) => void files.put({ path: '/news/', kind: 'page', type: html, blob: files.keep(Buffer.from('news')) }, 1));
  for (const path of ['/admin', '/admin/', '/admin?a', '/admin/api/store', '/healthz']) expect(String((await request(path)).body)).toBe(`desk ${path.replace('?a', '')}`);
  for (const path of ['/x/../admin/', '/%61dmin/', '//admin/', '/./admin/']) expect([path, (await request(path)).status]).toEqual([path, 404]);
  expect(String((await request('http://desk.example/news/?a=b#c')).body)).toBe('news');
});

it('another release is seen by the next request: what changed, what is gone, and copies that follow it', async () => {
  const { request, publish, other } = await readers();
  const seen = async () => Promise.all(['/', '/a/', '/b/'].map(async (path) => String((await request(path, { 'accept-encoding': 'br' })).body)));
  const page = (files: ReleaseFiles, path: string, text: string, stamp: number) => files.put({ path, kind: 'page', type: html, blob: files.keep(Buffer.from(text)) }, stamp);
  publish((files) => {
    const stamp = files.stamp();
    for (const path of ['/', '/a/', '/b/']) page(files, path, `one ${path}`, stamp);
  });
  expect(await seen()).toEqual(['one /', 'one /a/', 'one /b/']);
  publish((files) => void page(files, '/a/', 'two /a/', files.stamp()), 'r2');
  expect(await seen()).toEqual(['one /', 'two /a/', 'one /b/']);
  publish((files) => {
    const stamp = files.stamp();
    files.remove('/b/', stamp, Date.now());
    files.put({ path: '/a/', kind: 'page', type: html, blob: files.keep(Buffer.from('moved')), movedTo: '/' }, stamp);
  }, 'r3');
  expect(await seen()).toEqual(['one /', '', '404']);
  // So many that nothing is held any more.
  publish((files) => {
    const stamp = files.stamp();
    page(files, '/', 'four /', stamp);
    for (let n = 0; n < 1200; n++) page(files, `/n/${n}/`, 'n', stamp);
  }, 'r4');
  expect(await seen()).toEqual(['four /', '', '404']);
  other.prepare("INSERT INTO copy SELECT blob, 'br', 'packed' FROM file WHERE path = '/'").run();
  other.exec("INSERT OR REPLACE INTO state VALUES ('copied', 3)");
  expect(await seen()).toEqual(['packed', '', '404']);
});

it('a picture comes from the disk, is made first where it is not there yet, and says so when it cannot be', async () => {
  const { request, publish, folder } = await readers(async (path) => {
    if (path !== '/media/b.webp') return false;
    await writeFile(join(folder, 'images/b.webp'), 'made');
    return true;
  });
  await mkdir(join(folder, 'images'));
  await writeFile(join(folder, 'images/a.webp'), 'there');
  publish((files) => {
    for (const name of ['a', 'b', 'c']) files.put({ path: `/media/${name}.webp`, kind: 'media', type: 'image/webp', stored: `images/${name}.webp` }, 1);
  });
  const there = await request('/media/a.webp');
  expect([there.status, there.headers['content-length'], String(there.body)]).toEqual([200, '5', 'there']);
  expect((await request('/media/a.webp', {}, 'HEAD')).body.length).toBe(0);
  expect((await request('/media/a.webp', { 'if-none-match': String(there.headers.etag) })).status).toBe(304);
  expect(String((await request('/media/b.webp')).body)).toBe('made');
  const missing = await request('/media/c.webp');
  expect([missing.status, missing.headers['retry-after']]).toEqual([503, '5']);
});

it('a broken database is a sentence for the reader and a line for the operator, and the connection goes on', async () => {
  const { request, publish, other, log } = await readers();
  publish((files) => void files.put({ path: '/', kind: 'page', type: html, blob: files.keep(Buffer.from('home')) }, 1));
  expect((await request('/')).status).toBe(200);
  other.exec('ALTER TABLE file RENAME TO lost');
  const broken = await request('/other/');
  expect([broken.status, String(broken.body)]).toEqual([500, '网站出了问题，请稍后再试。']);
  expect(log.join('\n')).toMatch(/^reading \/other\/ failed: .*no such table/);
});

it('a share card that is not drawn yet is the one without words at once, which nobody keeps, and is asked for', async () => {
  const asked: string[] = [];
  const { request, publish, folder } = await readers(async (path) => {
    asked.push(path);
    // At once, as a rename is: who asks meanwhile gets all or nothing of it.
    writeFileSync(join(folder, path.slice(1)), 'drawn');
    return true;
  });
  await mkdir(join(folder, 'cards'));
  publish((files) => {
    files.put({ path: '/cards/default.png', kind: 'asset', type: 'image/png', blob: files.keep(Buffer.from('without words')) }, 1);
    files.put({ path: '/cards/a.png', kind: 'media', type: 'image/png', stored: 'cards/a.png', source: '{}', immutable: true }, 1);
  });
  const before = await request('/cards/a.png');
  expect([before.status, String(before.body), before.headers['cache-control'], before.headers.etag, asked]).toEqual([200, 'without words', 'no-store', undefined, ['/cards/a.png']]);
  const after = await request('/cards/a.png');
  expect([after.status, String(after.body), after.headers['cache-control']]).toEqual([200, 'drawn', 'public, max-age=31536000, immutable']);
  expect((await request('/cards/b.png')).status).toBe(404);
});
