import { watch } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { createServer } from 'node:http';
import { api, pages } from '../protocol/paths.ts';
import { Accounts } from './accounts/accounts.ts';
import { openDatabase } from './accounts/database.ts';
import { makeSecret } from './accounts/secret.ts';
import { Mirror } from './backup/mirror.ts';
import { Packing } from './backup/packing.ts';
import { refuseUnfinished } from './backup/unfinished.ts';
import { makeApp } from './http/app.ts';
import { makeListener } from './http/listener.ts';
import { PublicSite } from './http/public-site.ts';
import { lockData } from './lock.ts';
import { MediaHandle } from './media/handle.ts';
import { openNotices } from './notices/open-notices.ts';
import { BesideHandle } from './publishing/beside/handle.ts';
import { compileAdmin, compileSite, type Compiled, modelVersion } from './publishing/compile.ts';
import { prepareUpload } from './publishing/prepare-upload.ts';
import { Publisher } from './publishing/publisher.ts';
import { openReleases } from './publishing/release/database.ts';
import { Hold } from './publishing/hold.ts';
import { ReleasedFiles } from './publishing/released-files.ts';
import { SearchHandle } from './publishing/search/handle.ts';
import type { SiteHandle } from './publishing/site-handle.ts';
import { replaceFile } from './replace-file.ts';
import { commitTemplates } from './store/checkout.ts';
import { removeStaleLocks } from './store/refs.ts';
import { configureRepository, createRepository, withoutPassword } from './store/repository.ts';
import { MAIN, Store } from './store/store.ts';
import type { Desk } from './workflow/change-draft.ts';
import { Timetable } from './workflow/timetable.ts';
import { finishPublished } from './workflow/finish-published.ts';
import { readAhead } from './workflow/list-entries.ts';

/** How long an editor who publishes waits to hear what came of it, in ms. */
const PATIENCE = 10_000;

/** What `main.ts` reads from the environment. */
export interface DeskOptions {
  host: string;
  port: number;
  data: string;
  /** The directory that templates and desk run from. */
  checkout: string;
  contentRepository: string;
  trustedProxy: boolean;
  /** Whether share cards are drawn. */
  cards: boolean;
  /** Whether search data are made. */
  search: boolean;
  now: () => number;
  /** Tells the operator of progress, one line each. */
  say: (line: string) => void;
  log: (line: string) => void;
  /** The hold on the process that renders: it loads already. */
  renderer: SiteHandle;
}

export interface RunningDesk {
  address: string;
  /** Absent once there is an account. */
  setUpLink: string | undefined;
  close: () => Promise<void>;
}

/** Starts everything, in the order in which each part needs the last. Readers are served the last release from the beginning. */
export async function startDesk(o: DeskOptions): Promise<RunningDesk> {
  await mkdir(o.data, { recursive: true, mode: 0o700 });
  const unlock = lockData(join(o.data, 'lock.sqlite'));
  const closers: (() => unknown)[] = [unlock];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    await refuseUnfinished(o.data);
    const database = openDatabase(join(o.data, 'desk.sqlite'));
    closers.push(() => database.close());
    const accounts = new Accounts(database, o.now);

    const repository = join(o.data, 'site.git');
    if (await createRepository(repository, o.contentRepository, o.now())) o.say(`content repository created from ${withoutPassword(o.contentRepository)} / 已建立内容仓库`);
    await configureRepository(repository, process.execPath);
    for (const lock of await removeStaleLocks(repository)) o.log(`removed the lock ${lock} that a killed process left behind`);
    const store = new Store(repository);
    closers.push(() => store.close());
    for (const ref of await finishPublished(store)) o.log(`finished a publication: removed ${ref}`);

    const releases = openReleases(o.data);
    closers.push(() => releases.close());
    const files = new ReleasedFiles(releases);
    const hold = new Hold(database);
    const beside = new BesideHandle(o.data, repository, o.cards, o.log);
    closers.push(() => beside.close());
    const search = new SearchHandle(o.data, () => beside.follow(), o.log);
    closers.push(() => search.close());
    const media = new MediaHandle(o.log);
    closers.push(() => media.close());
    const site = new PublicSite({ files, data: o.data, make: (path) => beside.make(path), log: o.log });
    const handle = o.renderer;
    closers.push(() => handle.close());
    let compiled: (Compiled & { model: string }) | undefined;
    let admin: Compiled | undefined;
    const publisher = new Publisher({
      store, site: handle, files, hold, data: o.data, now: o.now, log: o.log,
      compiled: () => compiled,
      released: () => {
        beside.follow();
        if (o.search) search.renew();
      },
    });
    closers.push(() => publisher.close());
    const mirror = new Mirror({ database, repository, now: o.now, log: o.log });
    closers.push(() => mirror.close());
    const packing = new Packing({ repository, now: o.now, log: o.log });
    closers.push(() => packing.close());
    const moved = () => {
      void publisher.wake();
      void mirror.wake();
    };
    // A push is seen when it has moved `main`, not only when its hook has got so far as to call.
    const watching = watch(join(repository, 'refs/heads'), (_event, name) => void (name === 'main' && moved()));
    watching.on('error', (error) => o.log(`main is not watched, pushes are told by their hook: ${String(error)}`));
    closers.push(() => watching.close());

    const told = openNotices({ accounts, store, now: o.now, log: o.log });
    closers.push(() => told.delivery.close());
    const wakeSecret = makeSecret();
    const timetable = new Timetable(() => desk, o.log);
    closers.push(() => timetable.close());
    const desk: Desk = {
      store, now: o.now, wake: (commit) => publisher.publish(commit, PATIENCE),
      chain: (collection) => accounts.chain(collection), notify: (notice) => told.notices.take(notice), scheduled: () => timetable.look(), judgeUpload: media.judge,
    };
    const outside = { trustedProxy: o.trustedProxy };
    const app = makeApp({
      desk,
      accounts, publisher, releases: { files, hold }, mirror, notices: told, site, uploaded: prepareUpload(beside), wakeSecret, adminFolder: () => admin?.folder, outside, log: o.log,
    });
    const server = await listen(createServer(makeListener(app, site, outside)), o.port, o.host);
    closers.push(() => stop(server));
    const { port } = server.address() as { port: number };
    const reachable = ['0.0.0.0', '::', ''].includes(o.host) ? '127.0.0.1' : o.host;
    const address = `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
    await replaceFile(join(o.data, 'wake.json'), Buffer.from(JSON.stringify({ url: `${address}${api.wake}`, secret: wakeSecret })), 0o600);

    // Before anything can be published: a site process that is started with too little memory ends.
    handle.begin((await store.files(MAIN, 'content')).length);
    try {
      const made = await compileSite(o.checkout, o.data, () => o.say('compiling the site templates … / 正在编译网站模板……'));
      compiled = { ...made, model: await modelVersion(o.checkout) };
    } catch (error) {
      // Readers keep what they have; without a release there is nothing to serve, and the operator must know at once.
      if (!publisher.current) throw error;
      o.log(`the new templates do not compile, the last release stays and nothing is published until they do:\n${String(error)}`);
    }
    if (compiled) await commitTemplates(store, o.checkout, o.now());
    if (!publisher.current) o.say('publishing content/ … / 正在发布内容……');
    else if (o.search && !files.searched) search.renew();
    beside.follow();
    const publishing = compiled ? publisher.wake() : undefined;
    admin = await compileAdmin(o.checkout, o.data, () => o.say('compiling the admin … / 正在编译编辑页面……'));
    await publishing;
    timetable.look();
    void mirror.wake();
    told.delivery.wake();
    readAhead(desk).catch((error: unknown) => o.log(`the lists were not read ahead: ${String(error)}`));
    const token = accounts.renewSetupToken();
    return { address, setUpLink: token && `${address}${pages.setUp}#${token}`, close };
  } catch (error) {
    await close().catch(() => {});
    throw error;
  }
}

function listen(server: Server, port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Error(`port ${port} on ${host} is in use; set PORT to another one`, { cause: error }) : error));
    server.listen(port, host, () => resolve(server));
  });
}

/** Lets requests that are under way finish, for a while. */
function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 3000).unref();
  });
}
