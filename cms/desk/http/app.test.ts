import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it, onTestFinished } from 'vitest';
import { pdf } from '../../../tests/fixtures/media.ts';
import { article } from '../../../tests/fixtures/sample.ts';
import { sampleStore } from '../../../tests/fixtures/store.ts';
import { ROLES } from '../../protocol/roles.ts';
import { actions } from '../../protocol/store.ts';
import { Accounts } from '../accounts/accounts.ts';
import { openDatabase } from '../accounts/database.ts';
import { Mirror } from '../backup/mirror.ts';
import { Publisher } from '../publishing/publisher.ts';
import { openReleases } from '../publishing/release/database.ts';
import { Hold } from '../publishing/hold.ts';
import { Refused } from '../workflow/refused.ts';
import { openNotices } from '../notices/open-notices.ts';
import { ReleasedFiles } from '../publishing/released-files.ts';
import { SiteHandle } from '../publishing/site-handle.ts';
import { makeApp } from './app.ts';

const ORIGIN = 'http://desk.example';
const PASSWORD = '示例口令-高原的风很大';

async function app(trustedProxy = false) {
  const { desk, folder, repository } = await sampleStore();
  const database = openDatabase(join(folder, 'desk.sqlite'));
  onTestFinished(() => database.close());
  const accounts = new Accounts(database, () => Date.now());
  const releases = openReleases(folder);
  onTestFinished(() => releases.close());
  const files = new ReleasedFiles(releases);
  const hold = new Hold(database);
  const mirror = new Mirror({ database, repository, now: () => Date.now(), log: () => {} });
  onTestFinished(() => mirror.close());
  const publisher = new Publisher({
    store: desk.store, site: new SiteHandle(), files, hold, data: folder, compiled: () => undefined, now: () => Date.now(), released: () => {}, log: () => {},
  });
  const log: string[] = [];
  const notices = openNotices({ accounts, store: desk.store, now: () => Date.now(), log: (line) => log.push(line) });
  const fetch = makeApp({
    desk, accounts, publisher, releases: { files, hold }, mirror, notices, uploaded: () => {}, site: { release: null }, wakeSecret: 'wake', adminFolder: () => undefined, outside: { trustedProxy }, log: (line) => log.push(line),
  }).fetch;
  const request = (path: string, init: RequestInit = {}) => Promise.resolve(fetch(new Request(ORIGIN + path, { ...init, headers: { host: 'desk.example', ...(init.headers as object) } }), {} as never));
  const json = (path: string, body: unknown, headers: Record<string, string> = {}, method = 'POST') =>
    request(path, { method, body: JSON.stringify(body), headers: { origin: ORIGIN, 'content-type': 'application/json', ...headers } });
  const signedIn = async () => {
    const token = accounts.renewSetupToken();
    const response = await json('/admin/api/setup', { token, name: '示例编辑', username: 'editor', password: PASSWORD });
    return { cookie: response.headers.get('set-cookie')!.split(';')[0]! };
  };
  return { request, json, signedIn, accounts, folder, log, repository, desk };
}
const error = async (response: Response) => ((await response.json()) as { code: string }).code;

describe('every route of the desk', () => {
  it('answers 401 to whoever is not signed in', async () => {
    const { request, json } = await app();
    for (const action of Object.keys(actions)) expect((await json('/admin/api/store', { action, params: {} })).status).toBe(401);
    expect((await request('/admin/api/releases')).status).toBe(401);
    for (const path of ['history', 'history/texts', 'activity', 'activity/people', 'approval', 'mirror']) expect((await request(`/admin/api/${path}`)).status).toBe(401);
    for (const verb of ['restore', 'release']) expect((await json(`/admin/api/releases/${verb}`, {})).status).toBe(401);
    expect((await request('/admin/api/session')).status).toBe(401);
    expect((await request(`/admin/api/media/${'0'.repeat(40)}/a.jpg`)).status).toBe(401);
    expect((await json('/admin/api/media?path=content/media/a.jpg', 'x')).status).toBe(401);
    expect((await request('/admin/api/anything')).status).toBe(401);
  });

  it('refuses writes from elsewhere: denied always when there is no Origin header', async () => {
    const { request, signedIn } = await app();
    const session = await signedIn();
    const write = (headers: Record<string, string>) =>
      request('/admin/api/store', { method: 'POST', body: '{"action":"drafts","params":{}}', headers: { 'content-type': 'application/json', ...session, ...headers } });
    expect((await write({ origin: ORIGIN })).status).toBe(200);
    for (const headers of [{}, { origin: 'http://evil.example' }, { origin: 'null' }, { origin: 'https://desk.example' }, { origin: `${ORIGIN}.evil.example` }] as Record<string, string>[]) {
      const response = await write(headers);
      expect([response.status, await error(response)]).toEqual([403, 'origin']);
    }
  });

  it('judges what it is sent, and answers JSON with a sentence in Chinese', async () => {
    const { json, request, signedIn, log } = await app();
    const session = await signedIn();
    const cases: [unknown, number][] = [
      [null, 400], [{}, 400], [{ action: 'drop', params: {} }, 400], [{ action: 'entry', params: {} }, 400], [{ action: 'entry', params: { path: 1 } }, 400],
      [{ action: '__proto__', params: {} }, 400], [{ action: 'entry', params: { path: '../../etc/passwd' } }, 400], [{ action: 'entry', params: { path: 'content/news/../../package.json' } }, 400],
      [{ action: 'save', params: { collection: 'news', id: '../x', isNew: true, files: [], media: [] } }, 400], [{ action: 'draft', params: { collection: 'news', id: 'a'.repeat(500) } }, 400],
    ];
    for (const [body, status] of cases) {
      const response = await json('/admin/api/store', body, session);
      expect([JSON.stringify(body), response.status]).toEqual([JSON.stringify(body), status]);
      expect(((await response.json()) as { error: string }).error).toMatch(/\p{Script=Han}/u);
    }
    const raw = (body: string, type = 'application/json') => request('/admin/api/store', { method: 'POST', body, headers: { origin: ORIGIN, 'content-type': type, ...session } });
    expect((await raw('{')).status).toBe(400);
    expect((await raw('{}', 'text/plain')).status).toBe(400);
    expect((await raw('['.repeat(100_000))).status).toBe(400);
    expect((await raw(`"${'x'.repeat(9 * 1024 * 1024)}"`)).status).toBe(413);
    expect(log).toEqual([]);
  });
});

describe('the session', () => {
  it('is a cookie that scripts and other sites never see', async () => {
    const { accounts, json } = await app();
    const response = await json('/admin/api/setup', { token: accounts.renewSetupToken(), name: '示例', username: 'editor', password: PASSWORD });
    expect(response.status).toBe(201);
    expect(response.headers.get('set-cookie')).toMatch(/^yunduan=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
  });

  it('is Secure behind a trusted proxy with TLS, and forwarded headers count for nothing without one', async () => {
    const proxied = await app(true);
    const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'desk.example', origin: 'https://desk.example' };
    const body = (a: typeof proxied) => ({ token: a.accounts.renewSetupToken(), name: '示例', username: 'editor', password: PASSWORD });
    expect((await proxied.json('/admin/api/setup', body(proxied), headers)).headers.get('set-cookie')).toMatch(/^__Host-yunduan=.*; Secure/);
    const plain = await app(false);
    expect((await plain.json('/admin/api/setup', body(plain), headers)).status).toBe(403);
  });

  it('begins and ends with one sentence for a wrong name and a wrong password alike', async () => {
    const { json, request, signedIn } = await app();
    const session = await signedIn();
    const wrong = await Promise.all([json('/admin/api/session', { username: 'editor', password: '不对的口令' }), json('/admin/api/session', { username: 'nobody', password: PASSWORD })]);
    expect(await Promise.all(wrong.map((r) => r.json()))).toEqual([{ error: '用户名或密码不对', code: 'signed-out' }, { error: '用户名或密码不对', code: 'signed-out' }]);
    expect(await (await request('/admin/api/session', { headers: session })).json()).toEqual({ name: '示例编辑', username: 'editor', roles: ROLES, collections: null, mustEnrol: false });
    expect((await json('/admin/api/session', {}, session, 'DELETE')).status).toBe(200);
    expect((await request('/admin/api/session', { headers: session })).status).toBe(401);
  });

  it.each([
    [{ username: 'Editor X' }, '用户名用 2–32 个小写英文字母、数字、点、横线或下划线，以字母或数字开头'],
    [{ password: '短' }, '密码至少 10 个字符，一句自己记得住的话就很好'],
    [{ name: '' }, '请填写姓名'],
    [{ name: '名\u202e字' }, '姓名里有不允许的字符'],
  ])('set-up says what is wrong: %o', async (wrong, sentence) => {
    const { accounts, json } = await app();
    const response = await json('/admin/api/setup', { token: accounts.renewSetupToken(), name: '示例', username: 'editor', password: PASSWORD, ...wrong });
    expect([response.status, await response.json()]).toEqual([400, { code: 'bad-request', error: sentence }]);
    expect(accounts.hasAny()).toBe(false);
  });
});

describe('uploads', () => {
  const upload = async (path: string, body: BodyInit | Buffer) => {
    const a = await app();
    const session = await a.signedIn();
    const send = (to = path, bytes = body) => a.request(`/admin/api/media?path=${encodeURIComponent(to)}`, { method: 'POST', body: bytes as BodyInit, headers: { origin: ORIGIN, ...session } });
    return { ...a, session, send, response: await send() };
  };

  it('are kept as blobs under a name of their content, and come back with a type that cannot run', async () => {
    const { response, request, session, json, send } = await upload('content/media/2026/11/a.pdf', pdf());
    expect(response.status).toBe(201);
    const kept = (await response.json()) as { version: string; path: string; bytes: number };
    expect(kept).toMatchObject({ path: `content/media/2026/11/${createHash('sha256').update(pdf()).digest('hex').slice(0, 16)}.pdf`, bytes: pdf().length });
    const got = await request(`/admin/api/media/${kept.version}/a.pdf`, { headers: session });
    expect(Buffer.from(await got.arrayBuffer())).toEqual(pdf());
    expect([got.headers.get('content-disposition'), got.headers.get('content-security-policy'), got.headers.get('x-content-type-options')]).toEqual(['attachment', "default-src 'none'; sandbox", 'nosniff']);
    // The same file by another name is the same.
    expect(await (await send('content/media/2026/11/别的名字.pdf')).json()).toEqual(kept);
    const library = await json('/admin/api/store', { action: 'keepMedia', params: { path: kept.path, version: kept.version } }, session);
    expect(await library.json()).toEqual(kept);
    expect(await (await json('/admin/api/store', { action: 'media', params: {} }, session)).json()).toEqual({ media: [kept] });
  });

  it('are kept as the desk has made them: the camera’s own words never reach the repository', async () => {
    const photo = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#1f4e79' } }).withExif({ IFD0: { Make: '示例相机' } }).jpeg().toBuffer();
    const { response, desk, folder } = await upload('content/media/2026/11/照片.JPG', photo);
    const kept = (await response.json()) as { version: string; path: string };
    expect(kept.path).toMatch(/^content\/media\/2026\/11\/[0-9a-f]{16}\.jpg$/);
    const { bytes } = await desk.store.reader.expect(kept.version, 'blob');
    expect([bytes.includes('Exif'), (await sharp(bytes).metadata()).width]).toEqual([false, 40]);
    const sent = createHash('sha1').update(`blob ${photo.length}\0`).update(photo).digest('hex');
    expect(existsSync(join(folder, 'site.git/objects', sent.slice(0, 2), sent.slice(2)))).toBe(false);
  });

  it('to other places, and of other kinds than their names say, are refused', async () => {
    const { send } = await upload('content/media/2026/11/a.pdf', pdf());
    const cases: [string, string | Buffer, number][] = [
      ['content/media/2026/11/a.svg', '<svg/>', 415], ['content/media/2026/11/a.exe', 'MZ', 415], ['content/media/2026/11/a.jpg', 'no image', 415], ['content/media/2026/11/a.pdf', '', 400],
      ['content/media/a.pdf', pdf(), 400], ['content/media/2026/13/a.pdf', pdf(), 400], ['content/media/2026/11/deep/a.pdf', pdf(), 400],
      ['content/news/a.jpg', 'x', 400], ['content/media/../../a.pdf', 'x', 400], ['../a.pdf', 'x', 400], ['content/media/.git/config.pdf', 'x', 400],
    ];
    for (const [path, body, status] of cases) {
      const response = await send(path, body);
      expect([path, response.status, ((await response.json()) as { error: string }).error]).toEqual([path, status, expect.stringMatching(/\p{Script=Han}/u)]);
    }
  });

  it('over 20 MB are refused, whatever length they claim', async () => {
    const { response } = await upload('content/media/2026/11/a.pdf', new Blob([new Uint8Array(20 * 1024 * 1024 + 1)]));
    expect([response.status, ((await response.json()) as { error: string }).error]).toEqual([413, '内容超过 20 MB，没有接收']);
  });

  it('are named by no blob that was not uploaded: a text that looks like a document, a picture with a camera in it', async () => {
    const { json, session, desk } = await upload('content/media/2026/11/a.pdf', pdf());
    const keep = async (bytes: Buffer, ending: string, name?: string) => {
      const version = await desk.store.blob(bytes);
      const path = `content/media/2026/11/${name ?? createHash('sha256').update(bytes).digest('hex').slice(0, 16)}.${ending}`;
      return (await json('/admin/api/store', { action: 'keepMedia', params: { path, version } }, session)).status;
    };
    const photo = sharp({ create: { width: 40, height: 30, channels: 3, background: '#1f4e79' } });
    expect(await keep(pdf('<< /S /JavaScript >>'), 'pdf')).toBe(415);
    expect(await keep(await photo.clone().withExif({ IFD0: { Make: '示例相机' } }).jpeg().toBuffer(), 'jpg')).toBe(415);
    expect(await keep(await photo.jpeg().toBuffer(), 'jpg', '0123456789abcdef')).toBe(415);
    expect(await keep(Buffer.from('---\ntitle: 示例\n---\n'), 'pdf')).toBe(415);
    expect(await keep(await photo.jpeg().toBuffer(), 'jpg')).toBe(200);
    // What was not uploaded since the start is looked into again, and that is done apart too.
    desk.judgeUpload = () => Promise.reject(new Refused('unavailable', '示例'));
    expect(await keep(await photo.clone().png().toBuffer(), 'png')).toBe(503);
  });
});

it('waking needs the secret of the data directory', async () => {
  const { request } = await app();
  expect((await request('/admin/api/wake', { method: 'POST' })).status).toBe(403);
  expect((await request('/admin/api/wake', { method: 'POST', headers: { 'x-yunduan-wake': 'wakf' } })).status).toBe(403);
});

it('a save goes through every layer', async () => {
  const { json, signedIn } = await app();
  const session = await signedIn();
  const path = 'content/news/2026/2026-11-01-0900.md';
  const before = (await (await json('/admin/api/store', { action: 'entry', params: { path } }, session)).json()) as { version: string };
  const params = { collection: 'news', id: '2026-11-01-0900', isNew: false, media: [], files: [{ path, raw: article('新题'), base: before.version }] };
  const saved = await json('/admin/api/store', { action: 'save', params }, session);
  expect(await saved.json()).toMatchObject({ draft: { status: 'draft', author: '示例编辑' } });
  const stale = await json('/admin/api/store', { action: 'save', params: { ...params, files: [{ ...params.files[0], raw: article('旧底稿') }] } }, session);
  expect([stale.status, await stale.json()]).toMatchObject([409, { code: 'conflict', theirs: [{ raw: article('新题') }] }]);
});
