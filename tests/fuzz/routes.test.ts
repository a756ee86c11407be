import { maxHeaderSize } from 'node:http';
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import type { z } from 'astro/zod';
import { api } from '../../cms/protocol/paths.ts';
import { bent, fitting, nasty, NASTY_TEXTS } from './arbitrary.ts';
import { OPEN } from '../fixtures/routes.ts';
import { check, COUNT, TIMEOUT } from './check.ts';
import { watchedDesk } from './watched-desk.ts';

// What each route judges a request by is heard where it is judged: nobody has to write it down here, and a new route cannot be forgotten.
const heard = vi.hoisted((): { queries: z.ZodType[]; bodies: z.ZodType[] } => ({ queries: [], bodies: [] }));
vi.mock('../../cms/desk/http/answer.ts', async (original) => {
  const real = await original<typeof import('../../cms/desk/http/answer.ts')>();
  const judge: typeof real.judge = (schema, value) => {
    heard.queries.push(schema);
    return real.judge(schema, value);
  };
  const readJson: typeof real.readJson = (c, schema, limit) => {
    heard.bodies.push(schema);
    return real.readJson(c, schema, limit);
  };
  return { ...real, judge, readJson };
});

/** Argon2 takes a tenth of a second on purpose. */
const SLOW = [`POST ${api.setup}`, `POST ${api.session}`, `POST ${api.link}/accept`, `PUT ${api.account}/password`];

const encoded = (text: string) => encodeURIComponent(text.toWellFormed().slice(0, 800));
const part = fc.oneof(fc.constantFrom(...NASTY_TEXTS).map(encoded), fc.constantFrom('..', '%2e%2e', '..%2f', '%5c..', '%00', '%0d%0aX:1', '%', '%ff', '1', '-1', '1e9', '0'.repeat(40), 'a.pdf', 'a.jpg', '%E4%B8%AD.pdf'));

/** What a request's head has beside its address, in bytes, at the most. */
const OTHER_HEADERS = 1024;
/** Parts that lead upwards, or nowhere. */
const UPWARDS = /(?:^|\/)(?:\.|%2e){1,2}(?:\/|$)/i;

/** A path as a route has it: each parameter replaced by what it takes, or by anything. */
function filled(path: string): fc.Arbitrary<string> {
  const parts = path.split('/').map((name) => {
    const [, pattern] = /^:\w+(?:\{(.+)\})?$/.exec(name) ?? [];
    if (name === '*' || name.startsWith(':')) return pattern ? fc.oneof({ weight: 3, arbitrary: fc.stringMatching(new RegExp(`^(?:${pattern})$`)) }, part) : part;
    return fc.constant(name);
  });
  return fc.tuple(...parts).map((all) => all.join('/'));
}

const asText = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
/** Names and values as an address has them, some twice. */
const asQuery = (value: unknown, twice: boolean) => {
  const pairs = typeof value === 'object' && value !== null ? Object.entries(value).map(([name, one]) => `${encoded(name)}=${encoded(asText(one))}`) : [encoded(asText(value))];
  return pairs.length > 0 ? `?${[...pairs, ...(twice ? pairs : [])].join('&')}` : '';
};
const either = (right: fc.Arbitrary<unknown>) => fc.oneof(right, { weight: 2, arbitrary: bent(right) });

it('every route that the desk has, asked as it judges, and with something wrong in it: never a 5xx, never a path outside', { timeout: TIMEOUT.timeout * 2 }, async () => {
  const { send, answered, strays, known, routes } = await watchedDesk();
  const names = routes.map(({ method, path }) => `${method} ${path}`);
  for (const address of Object.values(api)) expect(routes.some(({ path }) => path === address || path.startsWith(`${address}/`))).toBe(true);
  expect(names).toEqual(expect.arrayContaining(OPEN));
  const judged: string[] = [];
  for (const { method, path } of routes) {
    const [name, bodiless] = [`${method} ${path}`, method === 'GET'];
    [heard.queries, heard.bodies] = [[], []];
    answered(await send('one', method, path.replace(/:\w+\{.+?\}/, '0'.repeat(40)).replace(/:\w+/, 'a.pdf'), bodiless ? '' : '{}'));
    const [query, body] = [heard.queries[0], heard.bodies[0]];
    if (query ?? body) judged.push(name);
    const asked = fc.record({
      where: filled(path), twice: fc.boolean(),
      query: query ? either(fitting(query, known)) : fc.oneof(fc.constant({}), fc.dictionary(fc.constantFrom('path', 'id', 'from', 'page'), nasty)),
      body: bodiless ? fc.constant('') : body ? either(fitting(body, known)).map((value) => JSON.stringify(value) ?? '') : fc.oneof(fc.constant('{}'), nasty.map((value) => JSON.stringify(value) ?? '')),
    });
    await check(asked, async ({ where, query: questions, twice, body: text }) => {
      // Node's client sends no other signs than these, and they are what addresses are made of.
      const address = `${where}${asQuery(questions, twice)}`.replace(/[^\u0021-\u00ff]/g, '');
      answered(await send('one', method, address, text));
      const { status } = await send('nobody', method, address, text);
      const leads = new URL(address, 'http://desk.invalid');
      const guarded = leads.pathname.startsWith('/admin/api/') && !OPEN.includes(`${method} ${leads.pathname}`);
      if (UPWARDS.test(where) && !guarded) {
        // Another address, as every browser would have made it before it asked: answered as that one is, or not at all.
        const plain = await send('nobody', method, `${leads.pathname}${leads.search}`, text);
        if (![plain.status, 404].includes(status)) throw new Error(`${method} ${address} answers ${status}, ${leads.pathname} ${plain.status}`);
        return;
      }
      // 404 is the public’s: a way out of the admin leads there, and there is nothing there. 431 is Node’s, whoever asks: it reads no head that is longer.
      const refused = address.length > maxHeaderSize - OTHER_HEADERS ? [401, 404, 431] : [401, 404];
      if (!OPEN.includes(name)) if (!refused.includes(status)) throw new Error(`${method} ${address} answers ${status} to whoever is not signed in`);
    }, Math.ceil(COUNT / (SLOW.includes(name) ? 25 : 8)));
  }
  // Had nothing been heard, nothing would have been asked as it is judged.
  expect(judged).toEqual(expect.arrayContaining([`POST ${api.setup}`, `POST ${api.session}`, `POST ${api.store}`, `GET ${api.history}`, `GET ${api.historyTexts}`, `GET ${api.activity}`, `GET ${api.approval}`, `POST ${api.restore}`]));
  expect(strays()).toEqual([]);
});
