import { expect, it } from 'vitest';
import { deskApp } from '../../../../tests/fixtures/desk-app.ts';
import { BEHIND, OPEN, routesOf } from '../../../../tests/fixtures/routes.ts';

it('every route of the app is either open, which is said, or has the verb that its roles are tested by', async () => {
  const { app } = await deskApp();
  expect(routesOf(app).sort()).toEqual([...OPEN, ...Object.keys(BEHIND)].sort());
});

it('what is open tells whoever is not signed in nothing but the way in', async () => {
  const { nobody, log } = await deskApp();
  const answers = await Promise.all([
    nobody('GET', '/admin/api/session'), nobody('POST', '/admin/api/session', { username: 'chief', password: '猜一猜' }), nobody('DELETE', '/admin/api/session'),
    nobody('POST', '/admin/api/setup', { token: 'x', name: '示例', username: 'other', password: '示例口令-高原的风很大' }),
    nobody('POST', '/admin/api/link', { token: 'x' }), nobody('POST', '/admin/api/link/accept', { token: 'x', password: '示例口令-高原的风很大' }),
    nobody('POST', '/admin/api/wake'), nobody('GET', '/healthz'),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 200, 403, 404, 403, 403, 503]);
  expect(answers.map(({ text }) => text).join()).not.toContain('示例管理员');
  expect(log).toEqual([]);
});
