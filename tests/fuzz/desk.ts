import { writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Accounts } from '../../cms/desk/accounts/accounts.ts';
import type { User } from '../../cms/desk/accounts/users.ts';
import { openDatabase } from '../../cms/desk/accounts/database.ts';
import { Mirror } from '../../cms/desk/backup/mirror.ts';
import { makeApp } from '../../cms/desk/http/app.ts';
import { makeListener } from '../../cms/desk/http/listener.ts';
import { PublicSite } from '../../cms/desk/http/public-site.ts';
import { openNotices } from '../../cms/desk/notices/open-notices.ts';
import { Hold } from '../../cms/desk/publishing/hold.ts';
import { Publisher } from '../../cms/desk/publishing/publisher.ts';
import { openReleases } from '../../cms/desk/publishing/release/database.ts';
import { ReleaseFiles } from '../../cms/desk/publishing/release/files.ts';
import { record } from '../../cms/desk/publishing/release/record.ts';
import { ReleasedFiles } from '../../cms/desk/publishing/released-files.ts';
import { SiteHandle } from '../../cms/desk/publishing/site-handle.ts';
import type { Stage } from '../../cms/protocol/roles.ts';
import type { Actor } from '../../cms/desk/workflow/actor.ts';
import { atOnce } from '../../src/content/at-once.ts';
import { sampleStore } from '../fixtures/store.ts';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** The whole of the desk's HTTP on a socket, over a real repository, with one release that nothing follows. Whoever sends `yunduan=<username>` is that person. */
export async function fuzzedDesk(files: Record<string, string>, people: readonly Actor[], chain: (collection: string) => readonly Stage[]) {
  const { desk, folder, repository } = await sampleStore(files, { chain });
  const database = openDatabase(join(folder, 'desk.sqlite'));
  onTestFinished(() => database.close());
  class KnownPeople extends Accounts {
    override session = (secret: string | undefined) => {
      const person = people.find(({ username }) => username === secret);
      if (!person) return undefined;
      const user = { id: 0, name: person.name, username: person.username, roles: [...person.roles], collections: null, state: 'active' } as unknown as User;
      return { id: 0, user, actor: person, mustEnrol: false };
    };
  }
  const accounts = new KnownPeople(database, () => Date.now());
  const releases = openReleases(folder);
  onTestFinished(() => releases.close());
  atOnce(releases, () => {
    const first = new ReleaseFiles(releases);
    for (const path of ['/', '/404.html']) first.put({ path, kind: 'page', type: 'text/html; charset=utf-8', blob: first.keep(Buffer.from(`<!doctype html><p>${path}`)) }, 1);
    record(releases, { id: 'r1', commit: 'c', templates: 't', instant: '', publishedAt: '', pages: 2, nextChange: undefined, down: [], what: { why: 'first', rendered: 2, gone: 0, paths: [] } });
  });
  await mkdir(join(folder, 'admin/assets'), { recursive: true });
  writeFileSync(join(folder, 'admin/index.html'), '<!doctype html>');
  const released = new ReleasedFiles(releases);
  const hold = new Hold(database);
  const log: string[] = [];
  const publisher = new Publisher({
    store: desk.store, site: new SiteHandle(), files: released, hold, data: folder, compiled: () => undefined, now: () => Date.now(), released: () => {}, log: () => {},
  });
  onTestFinished(() => publisher.close());
  const site = new PublicSite({ files: released, data: folder, make: async () => false, log: (line) => log.push(line) });
  const notices = openNotices({ accounts, store: desk.store, now: () => Date.now(), log: (line) => log.push(line) });
  const mirror = new Mirror({ database, repository, now: () => Date.now(), log: (line) => log.push(line) });
  onTestFinished(() => mirror.close());
  const app = makeApp({
    desk, accounts, publisher, releases: { files: released, hold }, mirror, notices, uploaded: () => {}, site,
    wakeSecret: 'wake', adminFolder: () => join(folder, 'admin'), outside: { trustedProxy: false }, log: (line) => log.push(line),
  });
  const server = createServer(makeListener(app, site, { trustedProxy: false }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as { port: number };

  /** Sends exactly this: no client of ours tidies the path. A connection that the server cuts is an answer too (status 0). */
  const send = (who: string, method: string, path: string, body: string | Buffer = '', headers: Record<string, string> = {}): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port, method, path, headers: { origin: `http://127.0.0.1:${port}`, cookie: `yunduan=${who}`, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers } }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', reject);
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text: Buffer.concat(parts).toString() }));
      });
      asked.on('error', (error: NodeJS.ErrnoException) => (['ECONNRESET', 'EPIPE'].includes(error.code ?? '') ? resolve({ status: 0, headers: {}, text: '' }) : reject(error)));
      asked.end(body);
    });
  const act = (who: string, action: string, params: unknown) => send(who, 'POST', '/admin/api/store', JSON.stringify({ action, params }));
  /** Every route that the app has, whoever added it. What stands before routes has no method of its own. */
  const routes = [...new Map(app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => [`${method} ${path}`, { method, path }])).values()];
  return { send, act, routes, desk, folder, repository, log };
}
