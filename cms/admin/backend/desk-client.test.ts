import { describe, expect, it } from 'vitest';
import { deskClient, DeskError, mediaAddress } from './desk-client.ts';

const version = 'a'.repeat(40);
const answering = (status: number, body: string) => {
  const requests: [string, RequestInit][] = [];
  const client = deskClient(async (address, init) => {
    requests.push([String(address), init ?? {}]);
    return new Response(body, { status });
  });
  return { client, requests };
};
const refusal = async (promise: Promise<unknown>): Promise<DeskError> => {
  const error = await promise.then(() => null, (e: unknown) => e);
  if (!(error instanceof DeskError)) throw new Error('was not refused');
  return error;
};

describe('talking to the desk', () => {
  it('sends an action with the session’s cookie and understands the answer', async () => {
    const { client, requests } = answering(200, JSON.stringify({ path: 'p', raw: '文', version }));
    expect(await client.ask('entry', { path: 'p' })).toEqual({ path: 'p', raw: '文', version });
    expect(requests[0]?.[0]).toBe('/admin/api/store');
    expect(requests[0]?.[1]).toMatchObject({ method: 'POST', credentials: 'same-origin', body: '{"action":"entry","params":{"path":"p"}}' });
  });

  it('turns a refusal into an error that prints as its sentence alone', async () => {
    const { client } = answering(409, JSON.stringify({ error: '您打开之后，示例同事保存过这一条', code: 'conflict', theirs: [{ path: 'p', raw: null, version: null, author: '示例同事', at: '2026-11-20T09:30:00+08:00' }] }));
    const error = await refusal(client.ask('entry', { path: 'p' }));
    expect(String(error)).toBe('您打开之后，示例同事保存过这一条');
    expect(error).toMatchObject({ code: 'conflict', theirs: [{ author: '示例同事' }] });
  });

  it.each([
    [200, '<html>', 'garbled'], [200, '{"path":1}', 'garbled'], [400, 'nonsense', 'garbled'], [502, '<html>Bad Gateway', 'unavailable'],
  ])('makes a sentence of %d %j', async (status, body, code) => {
    const error = await refusal(answering(status, body).client.ask('entry', { path: 'p' }));
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/\p{Script=Han}/u);
  });

  it('knows an unreachable desk from a signed-out person', async () => {
    const unreachable = deskClient(() => Promise.reject(new TypeError('Failed to fetch')));
    expect((await refusal(unreachable.session())).code).toBe('offline');
    expect(await answering(401, JSON.stringify({ error: '请先登录', code: 'signed-out' })).client.session()).toBeNull();
  });

  it('sends an upload as bytes, tells how much of it has gone, and understands what came of it', async () => {
    const file = new Blob(['abc']);
    const answers = [
      { status: 201, text: JSON.stringify({ path: 'content/media/2026/11/a.png', version, bytes: 3 }) },
      { status: 415, text: JSON.stringify({ error: '不接受动图', code: 'refused-kind' }) },
    ];
    const sent: unknown[] = [];
    const client = deskClient(fetch, async (address, bytes, told) => {
      sent.push(address, bytes);
      told?.(0.5);
      return answers.shift() ?? Promise.reject(new Error('gone'));
    });
    expect(await client.upload('content/media/2026/11/a.png', file, (part) => sent.push(part))).toMatchObject({ version });
    expect(sent).toEqual(['/admin/api/media?path=content%2Fmedia%2F2026%2F11%2Fa.png', file, 0.5]);
    expect(await refusal(client.upload('a.png', file))).toMatchObject({ code: 'refused-kind', message: '不接受动图' });
    expect((await refusal(client.upload('a.png', file))).code).toBe('offline');
  });

  it('reads the releases, restores one and lets it go', async () => {
    const release = { id: 'r', commit: version, publishedAt: '2026-11-25T07:40:02.000Z', state: 'current', pages: 3 };
    const releases = { releases: [release], hold: null, searchable: true };
    const read = answering(200, JSON.stringify(releases));
    expect(await read.client.releases()).toEqual(releases);
    expect(read.requests[0]).toMatchObject(['/admin/api/releases', { method: 'GET', credentials: 'same-origin' }]);
    const switched = answering(200, '{"published":true}');
    expect([await switched.client.restore(version), await switched.client.letGo()]).toEqual([{ published: true }, { published: true }]);
    expect(switched.requests).toMatchObject([
      ['/admin/api/releases/restore', { method: 'POST', body: `{"commit":"${version}"}` }], ['/admin/api/releases/release', { method: 'POST', body: '{}' }],
    ]);
  });

  it('hands on why a release did not become public', async () => {
    const failure = { zh: '页面出错，没有发布', en: 'does not render' };
    expect(await answering(200, JSON.stringify({ published: false, failure })).client.restore(version)).toEqual({ published: false, failure });
    expect((await refusal(answering(404, JSON.stringify({ error: '最近的发布里没有这个版本', code: 'not-found' })).client.restore(version))).code).toBe('not-found');
    expect((await refusal(answering(200, '{"releases":[{}]}').client.releases())).code).toBe('garbled');
  });

  it('fetches an upload by its blob and name', () => {
    expect(mediaAddress(version, 'content/media/2026/11/图 1.png')).toBe(`/admin/api/media/${version}/%E5%9B%BE%201.png`);
  });
});
