import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { copyCheckout } from '../fixtures/checkout.ts';
import { COMPILED } from '../fixtures/compiled.ts';
import { testFolder } from '../fixtures/folder.ts';
import { makeRepository, writeFiles } from '../fixtures/git.ts';
import { cleanBuild, PublishedSite, releasedPictures, releasedTree } from '../fixtures/release.ts';
import { beginning, drawn, EDITS, type World } from './edits.ts';
import { commitWorld } from '../fixtures/world.ts';
import { compileSite } from '../../cms/desk/publishing/compile.ts';

/** `npm run proof` asks for thousands, and says with which seed. */
const STEPS = Number(process.env['YUNDUAN_STEPS'] ?? 300);
const SEED = Number(process.env['YUNDUAN_SEED'] ?? 20261125);
const ENTRIES = 60;
const EVERY = 20;

const picture = (colour: string, size: number) => sharp({ create: { width: size, height: size, channels: 3, background: colour } }).png().toBuffer();
const differences = (a: ReadonlyMap<string, Buffer>, b: ReadonlyMap<string, Buffer>) =>
  [...new Set([...a.keys(), ...b.keys()])].filter((file) => !(a.has(file) && b.has(file) && a.get(file)!.equals(b.get(file)!))).sort();

it(`after each of ${STEPS} random edits the incremental release is what one made from nothing is, and every ${EVERY}th what a clean build gives`, { timeout: 120_000 + STEPS * 4000 }, async () => {
  const folder = await testFolder();
  // Two states of the templates, each a checkout of its own.
  const checkouts = [copyCheckout(join(folder, 'templates-0')), copyCheckout(join(folder, 'templates-1'))];
  const foot = 'src/components/Foot.astro';
  writeFiles(checkouts[1]!, { [foot]: readFileSync(join(checkouts[1]!, foot), 'utf8').replace('主办单位：', '主办：') });
  const compiled = await Promise.all(checkouts.map(async (checkout, i) => compileSite(checkout, i === 0 ? COMPILED : join(folder, `compiled-${i}`), () => {})));

  let world: World = beginning(ENTRIES, [await picture('#9e2a2b', 40), await picture('#2b5d9e', 60)]);
  makeRepository(join(folder, 'work'), Object.fromEntries(world.files));
  const repository = join(folder, 'work/.git');
  const site = new PublishedSite(join(folder, 'data'), repository);
  const steps = fc.sample(drawn, { numRuns: STEPS, seed: SEED });
  let rendered = 0;
  let clean = 0;
  const wrong: string[] = [];

  const publish = (target: PublishedSite, commit: string) => target.publish({ commit, now: world.now, compiled: compiled[world.template]! });
  await publish(site, commitWorld(repository, world));
  for (const [step, [name, a, b]] of steps.entries()) {
    const before: World = { ...world, files: new Map(world.files) };
    world.turn = step + 1;
    EDITS[name]!(world, a, b);
    const commit = commitWorld(repository, world);
    let release;
    try {
      release = await publish(site, commit);
    } catch (error) {
      // An edit that breaks the model (a reference to what was deleted) is refused, and the last release stays: the story goes on from before it.
      if ((error as Error).name !== 'ContentError') throw error;
      world = { ...before, turn: step + 1 };
      await publish(site, commitWorld(repository, world));
      continue;
    }
    rendered += release.what.rendered;
    const fresh = new PublishedSite(join(folder, 'fresh'), repository);
    await publish(fresh, commit);
    const where = `step ${step} (${name} ${a} ${b}, seed ${SEED}): ${JSON.stringify(release.what)}`;
    const incremental = releasedTree(join(folder, 'data'));
    wrong.push(...differences(incremental, releasedTree(join(folder, 'fresh'))).map((file) => `${where}: ${file}`));
    fresh.close();
    rmSync(join(folder, 'fresh'), { recursive: true });
    if ((step + 1) % EVERY === 0) {
      clean += 1;
      const checkout = checkouts[world.template]!;
      rmSync(join(checkout, 'content'), { recursive: true, force: true });
      writeFiles(checkout, Object.fromEntries(world.files));
      const whole = new Map([...incremental, ...(await releasedPictures(join(folder, 'data'), repository))]);
      wrong.push(...differences(whole, await cleanBuild(checkout, world.now)).map((file) => `${where}, clean build: ${file}`));
    }
    // The first step that goes wrong says all there is to know.
    if (wrong.length > 0) break;
  }
  site.close();
  // It was incremental: on average far fewer pages are rendered than there are.
  process.stdout.write(`${STEPS} steps (seed ${SEED}), ${clean} clean builds compared; ${(rendered / STEPS).toFixed(1)} paths rendered a step\n`);
  expect(wrong).toEqual([]);
  expect(clean).toBe(Math.floor(STEPS / EVERY));
  expect(rendered / STEPS).toBeLessThan(40);
});
