import { describe, expect, it } from 'vitest';
import { act, deskApp, KEY, sign, told, write } from '../../../../tests/fixtures/desk-app.ts';
import { askEverything, forbiddenVerbs } from '../../../../tests/fixtures/routes.ts';

describe('whoever does the second review (复审)', () => {
  it('is nobody while signed out: 401 from every route', async () => {
    const { app, nobody } = await deskApp();
    expect((await askEverything(app, nobody)).filter(({ status }) => status !== 401)).toEqual([]);
  });

  it('hears 403 from every route that is not theirs, and from no other', async () => {
    const { app, person } = await deskApp();
    expect(await forbiddenVerbs(app, await person('second', ['second']))).toEqual(['delete', 'manage', 'publish-urgently', 'restore-release', 'withdraw']);
  });

  it('signs when the first has signed, not before', async () => {
    const { person } = await deskApp();
    const [writer, first, second] = [await person('writer', ['writer']), await person('first', ['first']), await person('second', ['second'])];
    await write(writer, '送审的稿子');
    await act(writer, 'submit', KEY);
    expect(told(await sign(second))).toEqual([403, '现在轮到初审，您没有这一审的权限']);
    await sign(first);
    expect(told(await sign(second))).toEqual([200, undefined]);
    expect(told(await act(writer, 'publish', KEY))).toEqual([409, '还差终审，不能发布']);
  });

  it('with the first review as well, signs one of the two', async () => {
    const { person } = await deskApp();
    const [writer, both] = [await person('writer', ['writer']), await person('both', ['first', 'second'])];
    await write(writer, '送审的稿子');
    await act(writer, 'submit', KEY);
    expect(told(await sign(both))).toEqual([200, undefined]);
    expect(told(await sign(both))).toEqual([403, '您已经签过另一审；各审要由不同的人签']);
  });

  it('signs what they read: a text that was changed meanwhile is not signed, and voids what was', async () => {
    const { person } = await deskApp();
    const [writer, first, second] = [await person('writer', ['writer']), await person('first', ['first']), await person('second', ['second'])];
    await write(writer, '送审的稿子');
    await act(writer, 'submit', KEY);
    await sign(first);
    const { standing } = (await act(second, 'standing', KEY)).body as { standing: { digest: string } };
    await write(writer, '悄悄改过的稿子');
    expect((await act(second, 'sign', { ...KEY, review: true, proof: true, digest: standing.digest })).status).toBeGreaterThanOrEqual(403);
    expect(((await act(second, 'standing', KEY)).body as { standing: { chain: { done: boolean }[] } }).standing.chain.map(({ done }) => done)).toEqual([false, false, false]);
  });
});
