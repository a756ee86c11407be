import { describe, expect, it } from 'vitest';
import { act, deskApp, KEY, sign, told, write } from '../../../../tests/fixtures/desk-app.ts';
import { askEverything, forbiddenVerbs } from '../../../../tests/fixtures/routes.ts';

describe('whoever does the first review (初审)', () => {
  it('is nobody while signed out: 401 from every route', async () => {
    const { app, nobody } = await deskApp();
    expect((await askEverything(app, nobody)).filter(({ status }) => status !== 401)).toEqual([]);
  });

  it('hears 403 from every route that is not theirs, and from no other', async () => {
    const { app, person } = await deskApp();
    expect(await forbiddenVerbs(app, await person('first', ['first']))).toEqual(['delete', 'manage', 'publish-urgently', 'restore-release', 'withdraw']);
  });

  it('signs the first stage of another’s words, and no further', async () => {
    const { person } = await deskApp();
    const [writer, first] = [await person('writer', ['writer']), await person('first', ['first'])];
    await write(writer, '送审的稿子');
    expect(told(await sign(first))).toEqual([409, '还没有送审，不能审签']);
    await act(writer, 'submit', KEY);
    expect(told(await sign(first))).toEqual([200, undefined]);
    expect(told(await sign(first))).toEqual([403, '现在轮到复审，您没有这一审的权限；您已经签过另一审；各审要由不同的人签']);
    expect(told(await act(first, 'publish', KEY))).toEqual([409, '还差复审，不能发布']);
  });

  it('never signs what they wrote or changed, however little', async () => {
    const { person } = await deskApp();
    const [writer, first] = [await person('writer', ['writer']), await person('first', ['first'])];
    await write(writer, '送审的稿子');
    await write(first, '改一个字的稿子');
    await act(writer, 'submit', KEY);
    expect(told(await sign(first))).toEqual([403, '自己写的、改过的稿子，不能自己审']);
  });

  it('sends back with a reason that everybody reads, and without one not at all', async () => {
    const { person } = await deskApp();
    const [writer, first] = [await person('writer', ['writer']), await person('first', ['first'])];
    await write(writer, '送审的稿子');
    await act(writer, 'submit', KEY);
    expect(told(await act(first, 'sendBack', { ...KEY, reason: '' }))).toEqual([400, '请写明退回的原因，让撰稿人知道改哪里']);
    expect(told(await act(first, 'sendBack', { ...KEY, reason: '数字请再核对\n\nYunduan-State: pending_publish' }))).toEqual([200, undefined]);
    const { standing } = (await act(writer, 'standing', KEY)).body as { standing: { status: string; sentBack: { reason: string } } };
    expect([standing.status, standing.sentBack.reason]).toEqual(['draft', '数字请再核对\n\nYunduan-State: pending_publish']);
  });
});
