import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readDraft } from '../../cms/desk/workflow/drafts.ts';
import { fileOfEntry } from '../../cms/desk/workflow/entry-key.ts';
import { api } from '../../cms/protocol/paths.ts';
import { type ActionName, actions } from '../../cms/protocol/store.ts';
import { article } from '../fixtures/sample.ts';
import { bent, fitting, nasty, NASTY_TEXTS } from './arbitrary.ts';
import { check, COUNT, TIMEOUT } from './check.ts';
import { watchedDesk } from './watched-desk.ts';

it('every action, asked as its schema says: never a 5xx, never a path outside', TIMEOUT, async () => {
  const { act, answered, strays, known } = await watchedDesk();
  for (const name of Object.keys(actions) as ActionName[]) {
    await check(fitting(actions[name].params, known), async (params) => answered(await act('one', name, params)), Math.ceil(COUNT / 8));
  }
  expect(strays()).toEqual([]);
});

it('whole stories of three people, with steps left out and put in: never a 5xx, and what the desk says is so', TIMEOUT, async () => {
  const { act, answered, strays, known, desk } = await watchedDesk();
  const news = fc.integer({ min: 1, max: 28 }).map((day) => ({ collection: 'news', id: `2026-10-${String(day).padStart(2, '0')}-0900` }));
  const key = fc.oneof({ weight: 3, arbitrary: news }, fc.constantFrom({ collection: 'news', id: '2026-11-01-0900' }, { collection: 'pages', id: 'about' }));
  const names = (Object.keys(actions) as ActionName[]).filter((name) => !['media', 'keepMedia', 'entries', 'entry'].includes(name));
  const TOLD: readonly (readonly [who: string, name: ActionName])[] = [['one', 'save'], ['one', 'submit'], ['two', 'sign'], ['three', 'sign'], ['one', 'publish']];
  const other = fc.tuple(fc.constantFrom('one', 'two', 'three'), fc.constantFrom(...names));
  const story = fc.tuple(fc.subarray([...TOLD], { minLength: 3 }), fc.array(fc.tuple(fc.nat(5), other), { maxLength: 3 })).map(([steps, more]) => {
    const told: (readonly [string, ActionName])[] = [...steps];
    for (const [at, step] of more) told.splice(at, 0, step);
    return told;
  });
  const lies: string[] = [];
  const step = async (who: string, name: ActionName, about: { collection: string; id: string }, n: number): Promise<ActionName | undefined> => {
    const file = fileOfEntry(about);
    const draft = await readDraft(desk.store, about);
    const stands = await desk.store.file(draft?.head.id ?? 'refs/heads/main', file);
    const right: Partial<Record<ActionName, object>> = {
      save: { isNew: !stands, media: [], files: [{ path: file, raw: about.collection === 'news' ? article(`第${n}稿`) : known.raw[1], base: stands?.version ?? null }] },
      sign: { review: true, proof: n % 5 > 0, ...(draft ? { digest: draft.record.digest } : {}) }, draftFile: { path: file }, schedule: { at: new Date(Date.now() + 3_600_000).toISOString() },
      setStatus: { status: ['draft', 'pending_review', 'pending_publish'][n % 3] }, restoreVersion: { commit: (draft?.head ?? (await desk.store.main())).id }, correct: { text: '示例更正' },
    };
    const answer = await act(who, name, { ...about, reason: '示例理由', ...right[name] });
    answered(answer);
    if (answer.status !== 200) return undefined;
    if (name === 'save') {
      const [told] = (JSON.parse(answer.text) as { draft: { files: { version: string }[] } }).draft.files;
      const now = (await readDraft(desk.store, about))!;
      // A draft that is what it began from has no file that differs.
      const is = (await desk.store.file(now.head.id, file))?.version;
      if (is !== (told?.version ?? (await desk.store.file(now.base, file))?.version)) lies.push(`${file} was not saved`);
    }
    if (name === 'publish' && (await readDraft(desk.store, about)) !== null) lies.push(`${file} was not published`);
    return name;
  };
  const reached = new Set<ActionName | undefined>();
  await check(fc.tuple(key, story, fc.nat(99)), async ([about, steps, n]) => {
    for (const [who, name] of steps) reached.add(await step(who, name, about, n));
  }, Math.ceil(COUNT / 5));
  expect(lies).toEqual([]);
  // A story in which nothing ever happens proves nothing.
  expect([...reached]).toEqual(expect.arrayContaining(['save', 'submit', 'sign', 'publish']));
  expect(strays()).toEqual([]);
});

it('every action, with something wrong in it somewhere: never a 5xx, never a path outside', TIMEOUT, async () => {
  const { act, answered, strays, known } = await watchedDesk();
  const asked = fc.constantFrom(...(Object.keys(actions) as ActionName[])).chain((name) => fc.tuple(fc.constant(name), bent(fitting(actions[name].params, known))));
  await check(asked, async ([name, params]) => answered(await act('one', name, params)), COUNT * 2);
  await check(nasty, async (params) => answered(await act('one', 'save', params)), Math.ceil(COUNT / 4));
  expect(strays()).toEqual([]);
});

it('somebody who may touch one collection: nothing of another is ever changed, whatever is asked', TIMEOUT, async () => {
  const { act, answered, strays, known, refs, first } = await watchedDesk();
  const writing = (Object.keys(actions) as ActionName[]).filter((name) => actions[name].verb !== 'read' || name === 'setStatus');
  const asked = fc.constantFrom(...writing).chain((name) => {
    const right = fitting(actions[name].params, { ...known, collection: ['news', 'policies', 'settings'] });
    return fc.tuple(fc.constant(name), fc.oneof(right, bent(right)));
  });
  const draft = first.find((line) => line.includes('refs/heads/cms/news/'));
  await check(asked, async ([name, params]) => answered(await act('pages', name, params)), COUNT * 2);
  expect(refs()).toContain(draft);
  expect(refs().filter((line) => !line.endsWith('refs/heads/main') && !line.includes('refs/heads/cms/pages/'))).toEqual([draft]);
  expect(strays()).toEqual([]);
});

it('bodies that are no requests: cut off, nested deeply, of other kinds, huge, or with bytes that are no text', TIMEOUT, async () => {
  const { send, answered, strays } = await watchedDesk();
  const body = fc.oneof(
    fc.constantFrom('', '{', '[', '"', 'null', '[]', '{}', '{"action":"drafts"}', '{"action":"drafts","params":{}}x', '{"action":["drafts"],"params":{}}', '{"__proto__":{"action":"drafts"}}', '[' .repeat(200_000), '{"a":'.repeat(100_000), `{"action":"drafts","params":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, '\ufeff{}', '{"action":"entry","params":{"path":"\\ud800"}}', '{"action":"entry","params":{"path":"\\u0000"}}', `${' '.repeat(1_000_000)}{}`),
    fc.json({ maxDepth: 6 }), fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)), fc.string({ unit: 'binary', maxLength: 300 }),
  );
  const type = fc.constantFrom('application/json', 'application/json; charset=gbk', 'text/plain', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', '', 'application/json\t');
  await check(fc.tuple(body, type), async ([text, kind]) => answered(await send('one', 'POST', '/admin/api/store', text, { 'content-type': kind })));
  const huge = await send('one', 'POST', '/admin/api/store', Buffer.alloc(9 * 1024 * 1024, 0x20));
  // A body that is too large is not read to its end: who goes on sending may find the line cut.
  expect([0, 413]).toContain(huge.status);
  expect(strays()).toEqual([]);
});

it('addresses: encoded separators, ways out, look-alikes, every method, headers that try to be two', TIMEOUT, async () => {
  const { send, answered, strays } = await watchedDesk();
  const part = fc.oneof(fc.constantFrom(...NASTY_TEXTS).map((text) => encodeURIComponent(text.toWellFormed().slice(0, 800))), fc.constantFrom('..', '%2e%2e', '..%2f', '%5c..', '%00', '%0d%0aX:1', '%', '%zz', '%ff%fe', ';', '*', '//', '~', '.git', '%u002e', '%c0%ae%c0%ae', 'a.pdf', '0'.repeat(40)));
  const start = fc.constantFrom('/', '/admin/', '/admin/assets/', ...Object.values(api).flatMap((path) => [path, `${path}/`, `${path}?path=`, `/media/../${path}`]));
  const path = fc.tuple(start, fc.array(part, { maxLength: 4 })).map(([from, parts]) => `${from}${parts.join('/')}`.replace(/[^\u0021-\u00ff]/g, ''));
  const method = fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND');
  const headers = fc.record({
    'accept-encoding': fc.constantFrom('br', 'gzip;q=x', ',,,', '*;q=0', 'br'.repeat(1000)), range: fc.constantFrom('bytes=0-', 'bytes=-1', 'x'), 'if-none-match': fc.constantFrom('*', '"', 'W/"x"', '"a",'.repeat(300)),
    cookie: fc.constantFrom('yunduan=one; yunduan=pages', 'yunduan=%00', '=;=', 'yunduan="everybody', 'a=b'.repeat(500)), 'x-forwarded-for': fc.constantFrom('127.0.0.1', 'x, y', '\t'), 'x-forwarded-proto': fc.constantFrom('https', 'javascript'),
  }, { requiredKeys: [] });
  await check(fc.tuple(method, path, headers, fc.oneof(fc.constant(''), fc.constant('{}'), fc.json({ maxDepth: 3 }))), async ([how, where, more, body]) => {
    answered(await send('one', how, where, how === 'GET' || how === 'HEAD' ? '' : body, more));
  }, COUNT * 2);
  expect(strays()).toEqual([]);
});

it('uploads: any bytes under any name', TIMEOUT, async () => {
  const { send, answered, strays } = await watchedDesk();
  const kinds = fc.constantFrom('jpg', 'png', 'webp', 'avif', 'pdf', 'docx', 'xls', 'zip', 'ofd', 'svg', 'exe', '');
  const start = fc.constantFrom('', '\xff\xd8\xff\xe0', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'RIFF\xff\xff\xff\xffWEBPVP8X', '\0\0\0\x1cftypavif\0\0\0\0avifmif1', '%PDF-1.7\n', 'PK\x03\x04', 'PK\x05\x06', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', '<svg>', 'MZ');
  const bytes = fc.tuple(start, fc.uint8Array({ maxLength: 600 }), fc.constantFrom('', '%%EOF', `PK\x05\x06${'\0'.repeat(18)}`)).map(([head, middle, tail]) => Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(middle), Buffer.from(tail, 'latin1')]));
  const name = fc.oneof(fc.tuple(fc.constantFrom(...NASTY_TEXTS), kinds).map(([text, kind]) => `content/media/2026/11/${text}.${kind}`), fc.constantFrom(...NASTY_TEXTS), kinds.map((kind) => `content/media/2026/11/a.${kind}`));
  await check(fc.tuple(name, bytes), async ([path, file]) => answered(await send('one', 'POST', `${api.media}?path=${encodeURIComponent(path.toWellFormed())}`, file, { 'content-type': 'application/octet-stream' })));
  expect(strays()).toEqual([]);
});
