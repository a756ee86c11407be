import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, request as ask, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, it, onTestFinished } from 'vitest';
import { deskApp, HOST } from '../../../tests/fixtures/desk-app.ts';
import { testFolder } from '../../../tests/fixtures/folder.ts';
import { policyOf } from '../../../src/policy.ts';
import { FIRST_PAINT } from '../../../src/reading/first-paint.ts';
import { openReleases } from '../publishing/release/database.ts';
import { ReleasedFiles } from '../publishing/released-files.ts';
import { makeListener } from './listener.ts';
import { PublicSite } from './public-site.ts';
import { headersOf } from './reader-headers.ts';

/** An admin of one file of each kind. */
async function adminFolder(): Promise<string> {
  const folder = join(await testFolder(), 'admin');
  for (const file of ['index.html', 'signin/index.html', 'releases/index.html', 'assets/a.js']) {
    await mkdir(join(folder, file, '..'), { recursive: true });
    await writeFile(join(folder, file), 'x');
  }
  return folder;
}
const directives = (policy: string | null) => new Map(policy?.split('; ').map((rule) => [rule.split(' ')[0]!, rule.split(' ').slice(1)]));

it('a page of the site loads what lies beside it, nothing inline but what sets the theme, and nothing from elsewhere; search may compile its engine besides', () => {
  const first = `'sha256-${createHash('sha256').update(FIRST_PAINT).digest('base64')}'`;
  expect(policyOf('/news/2026-11-20-0930/')).toBe(`default-src 'none'; script-src 'self' ${first}; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'`);
  for (const path of ['/search/', '/pagefind/pagefind-worker.js']) expect(policyOf(path)).toBe(policyOf('/').replace(first, `${first} 'wasm-unsafe-eval'`));
  for (const path of [undefined, '/', '/news/search/', '/searching/', '/404.html']) expect(policyOf(path)).not.toContain('unsafe');
});

it('a file of the site is sent with the policy of its page, and who may frame it besides', () => {
  const file = { type: 'text/html; charset=utf-8', tag: 't', immutable: false, varies: false } as never;
  expect(headersOf('/search/', file, '"t"')).toMatchObject({
    'Content-Security-Policy': `${policyOf('/search/')}; frame-ancestors 'self'`, 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'strict-origin-when-cross-origin',
    'Cross-Origin-Opener-Policy': 'same-origin', 'Permissions-Policy': expect.stringContaining('geolocation=()'),
  });
});

it('every answer of the desk is nobody else’s frame, script or picture, and loads nothing unless it is a page', async () => {
  const { nobody, chief } = await deskApp({ adminFolder: await adminFolder() });
  const answers = await Promise.all([
    nobody('GET', '/healthz'), nobody('GET', '/admin/api/session'), nobody('POST', '/admin/api/wake'), nobody('GET', '/admin/'), nobody('GET', '/admin/nothing'),
    nobody('GET', '/admin/assets/a.js'), nobody('POST', '/admin/api/store', {}, { origin: 'http://evil.example' }), chief('GET', '/admin/api/people'), chief('GET', '/admin/api/none'),
    chief('POST', '/admin/api/store', '{'),
  ]);
  for (const { headers } of answers) {
    expect(Object.fromEntries(['content-security-policy', 'x-content-type-options', 'referrer-policy', 'cross-origin-opener-policy', 'cross-origin-resource-policy'].map((name) => [name, headers.get(name)]))).toEqual({
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'", 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers.get('permissions-policy')).toContain('camera=()');
  }
});

it('what the desk tells about people and texts is kept in no cache', async () => {
  const { chief } = await deskApp({ adminFolder: await adminFolder() });
  for (const path of ['/admin/api/session', '/admin/api/people', '/admin/api/account', '/admin/api/people/log/acts.csv', '/admin/']) expect((await chief('GET', path)).headers.get('cache-control')).toBe('no-store');
});

it('the admin’s pages run no script but their own, let in no style but their own, and are framed by nobody', async () => {
  const { nobody, chief } = await deskApp({ adminFolder: await adminFolder() });
  const [decap, signIn, releases] = (await Promise.all([chief('GET', '/admin/'), nobody('GET', '/admin/signin/'), chief('GET', '/admin/releases/')])).map(({ headers }) => directives(headers.get('content-security-policy')));
  for (const policy of [decap!, signIn!, releases!]) {
    for (const [name, sources] of [['default-src', "'none'"], ['script-src', "'self'"], ['base-uri', "'none'"], ['form-action', "'self'"], ['frame-ancestors', "'none'"]] as const) expect(policy.get(name)).toEqual([sources]);
  }
  // The hash is of nothing at all: an element whose rules a script of ours sets.
  expect(decap!.get('style-src')).toEqual(["'self'", "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"]);
  for (const policy of [signIn!, releases!]) expect([policy.get('style-src'), policy.get('require-trusted-types-for'), policy.get('trusted-types')]).toEqual([["'self'"], ["'script'"], ["'none'"]]);
});

it('an upload comes back as a kind that cannot run, whoever opens its address', async () => {
  const { chief, nobody } = await deskApp();
  const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#1f4e79' } }).png().toBuffer();
  const { path, version } = (await chief('POST', '/admin/api/media?path=content/media/2026/11/a.png', png)).body as unknown as { path: string; version: string };
  const name = path.slice(path.lastIndexOf('/') + 1);
  const { headers, status } = await chief('GET', `/admin/api/media/${version}/${name}`);
  expect([status, headers.get('content-type'), headers.get('content-security-policy'), headers.get('x-content-type-options')]).toEqual([200, 'image/png', "default-src 'none'; sandbox", 'nosniff']);
  // The same bytes under a name of another kind are that kind's, and never a page.
  expect((await chief('GET', `/admin/api/media/${version}/a.pdf`)).headers.get('content-disposition')).toBe('attachment');
  expect((await chief('GET', `/admin/api/media/${version}/a.html`)).status).toBe(404);
  expect((await nobody('GET', `/admin/api/media/${version}/${name}`)).status).toBe(401);
});

it('nothing is served of the disk but what the admin was built into', async () => {
  const folder = await adminFolder();
  await writeFile(join(folder, '../secret.svg'), 'secret');
  await writeFile(join(folder, 'desk.sqlite'), 'secret');
  const { chief } = await deskApp({ adminFolder: folder });
  for (const path of ['/admin/../secret.svg', '/admin/%2e%2e/secret.svg', '/admin/..%2fsecret.svg', '/admin/assets/..%2f..%2fsecret.svg', '/admin/assets/../../secret.svg', '/admin/desk.sqlite', '/admin/assets/%00', '/admin/assets//etc/passwd']) {
    const answer = await chief('GET', path);
    expect([path, answer.status, answer.text.includes('secret')]).toEqual([path, 404, false]);
  }
});

it('https is asked for the next time only where a trusted proxy says that it is there, of readers and editors alike', async () => {
  const server = async (trustedProxy: boolean) => {
    const { app, folder } = await deskApp({ trustedProxy });
    const files = openReleases(folder);
    onTestFinished(() => files.close());
    const site = new PublicSite({ files: new ReleasedFiles(files), data: folder, make: async () => false, log: () => {} });
    const listening = createServer(makeListener(app, site, { trustedProxy }));
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void listening.close());
    const { port } = listening.address() as AddressInfo;
    return (path: string, headers: Record<string, string>) => new Promise<IncomingHttpHeaders>((resolve, reject) => {
      ask({ port, host: '127.0.0.1', path, headers }, (response) => {
        response.resume().on('end', () => resolve(response.headers));
      }).on('error', reject).end();
    });
  };
  const [trusting, plain] = [await server(true), await server(false)];
  for (const path of ['/', '/admin/api/session', '/healthz']) {
    expect((await trusting(path, { 'x-forwarded-proto': 'https' }))['strict-transport-security']).toBe('max-age=15552000');
    expect((await trusting(path, { 'x-forwarded-proto': 'http' }))['strict-transport-security']).toBeUndefined();
    expect((await plain(path, { 'x-forwarded-proto': 'https' }))['strict-transport-security']).toBeUndefined();
  }
});

it('behind https the session’s cookie is this host’s alone, from signing in to signing out', async () => {
  const { browser } = await deskApp({ trustedProxy: true });
  const https = { 'x-forwarded-proto': 'https', 'x-forwarded-host': HOST, origin: `https://${HOST}` };
  const signedIn = await browser()('POST', '/admin/api/session', { username: 'chief', password: '示例口令-高原的风很大' }, https);
  const cookie = signedIn.headers.get('set-cookie')!;
  expect(cookie).toMatch(/^__Host-yunduan=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
  const own = { ...https, cookie: cookie.split(';')[0]! };
  expect((await browser()('GET', '/admin/api/session', undefined, own)).status).toBe(200);
  // Without TLS the same cookie is nobody's: it was not made for that line.
  expect((await browser()('GET', '/admin/api/session', undefined, { cookie: own.cookie })).status).toBe(401);
  const signedOut = await browser()('DELETE', '/admin/api/session', undefined, own);
  expect([signedOut.status, signedOut.headers.get('set-cookie')]).toEqual([200, '__Host-yunduan=; Max-Age=0; Path=/; Secure']);
  expect((await browser()('GET', '/admin/api/session', undefined, own)).status).toBe(401);
});
