import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathOf, toFile } from './articles.ts';
import type { Change } from './day.ts';
import type { Engine, OpenEngine, Run, Workplace } from './engine.ts';
import { watchMemory } from './memory.ts';
import { pageOf, prove } from './proof.ts';
import { Clone, forgetReleases, layOut, put, RunningDesk } from './running-desk.ts';
import { Editor } from './editor.ts';
import { settled } from './settled.ts';

/** How a change reaches the desk: by `git push`, or by the publish call of somebody at Decap (a deletion is pushed there too). */
export type Way = 'push' | 'call';

/** What the desk says of its last publication. */
const pagesOf = (said: string): number => Number([...said.matchAll(/: (\d+) of \d+ pages rendered/g)].at(-1)?.[1] ?? 0);

/** This desk, measured from outside: from the push, or the publish call, until the address answers with the new text. */
export const deskEngine = (name: string, way: Way): Engine => ({
  name,
  version: async () => `node ${process.versions.node}`,
  missing: async () => undefined,
  open: (work) => open(work, way),
});

async function open(work: Workplace, way: Way): Promise<OpenEngine> {
  const { folder } = work;
  const [source, data] = [join(folder, 'source'), join(folder, 'data')];
  await layOut(source, work);
  await mkdir(data, { recursive: true });
  await cp(work.pictures.cache, join(data, 'images'), { recursive: true });
  // Once, so that the repository is made, the templates and the admin are compiled, and the repository's own pictures are there.
  let desk = await RunningDesk.start(data, source);
  await settled(desk);
  await rm(source, { recursive: true });
  const newest = work.articles.at(-1)!;
  let clone: Clone | undefined;
  let editor: Editor | undefined;

  const whole = async (): Promise<Run> => {
    await desk.stop();
    await forgetReleases(data);
    const begun = performance.now();
    let peak = () => 0;
    desk = await RunningDesk.start(data, source, (pid) => (peak = watchMemory(pid)));
    const ms = await desk.until(pageOf(newest), (text) => text?.includes(newest.title) ?? false, begun);
    const made = { ms, peakMB: peak(), pages: pagesOf(desk.said), bytes: bytesSince(data, 0) };
    await settled(desk);
    return made;
  };
  const change = async (step: Change): Promise<Run> => {
    clone ??= await Clone.of(data, join(folder, 'clone'));
    const { article, kind, words } = step;
    const before = stampOf(data);
    const peak = watchMemory(desk.pid);
    const shows = (text: string | undefined) => (kind === 'delete' ? text === undefined : (text?.includes(words) ?? false));
    let ms: number;
    if (way === 'push' || kind === 'delete') {
      if (way === 'call') await clone.pull();
      if (kind === 'delete') await clone.remove(pathOf(article));
      else await put(clone.folder, article);
      await clone.commit();
      const begun = performance.now();
      const pushed = clone.push();
      ms = await desk.until(pageOf(article), shows, begun);
      await pushed;
    } else {
      editor ??= await Editor.setUp(desk);
      await editor.save(article.id, toFile(article), kind === 'new');
      const begun = performance.now();
      const published = editor.publish(article.id);
      ms = await desk.until(pageOf(article), shows, begun);
      await published;
    }
    await prove(step, desk.read, '/feed.xml');
    return { ms, peakMB: peak(), pages: pagesOf(desk.said), bytes: bytesSince(data, before) };
  };
  return { clean: whole, change, close: () => desk.stop() };
}

function query(data: string, sql: string, ...values: number[]): number {
  const database = new DatabaseSync(join(data, 'releases/releases.sqlite'), { readOnly: true });
  const [value] = Object.values(database.prepare(sql).get(...values) ?? {});
  database.close();
  return Number(value ?? 0);
}
const stampOf = (data: string): number => query(data, "SELECT value FROM state WHERE name = 'stamp'");
const bytesSince = (data: string, stamp: number): number => query(data, 'SELECT sum(length(bytes)) FROM file JOIN blob ON blob.id = file.blob WHERE stamp > ?', stamp);
