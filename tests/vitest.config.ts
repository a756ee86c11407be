import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Those whose story is the machine itself: killed processes, a full disk, races, and what is timed by Lighthouse. */
const ALONE = ['cms/desk/kill.slow.test.ts', 'cms/desk/workflow/race.slow.test.ts', 'tests/journeys/measures.test.ts', 'tests/journeys/trouble.test.ts'];
/** The longest, in that order: begun first, they leave no worker without work at the end. Of the others Vitest begins with what was slow before, or is large. */
const LONG = ['journeys/looks', 'parity/incremental', 'journeys/releases', 'journeys/steady', 'journeys/verbs', 'journeys/push', 'journeys/restore'].map((name) => `tests/${name}.test.ts`);

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => LONG.findIndex((name) => moduleId.endsWith(name)) + 1 || LONG.length + 1;
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

const DESKS = { globalSetup: ['tests/fixtures/compiled.ts', 'tests/fixtures/chromium.ts'], testTimeout: 300_000, hookTimeout: 300_000 };

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'cms/**/*.test.ts', 'tests/parity/model.test.ts', 'tests/architecture/**/*.test.ts'],
          exclude: ['**/*.slow.test.ts'],
          testTimeout: 30_000,
          // Vitest would leave one of two cores to itself.
          maxWorkers: Math.max(2, availableParallelism() - 1),
          sequence: { groupOrder: 0 },
        },
      },
      {
        // Whole desks and a browser, after the others: they wait as much as they work, so three files at a time on two cores.
        test: {
          ...DESKS,
          name: 'whole',
          include: ['tests/journeys/**/*.test.ts', 'tests/fuzz/**/*.test.ts', 'tests/parity/decap.test.ts', 'tests/parity/incremental.test.ts', 'cms/**/*.slow.test.ts', 'src/**/*.slow.test.ts'],
          exclude: ALONE,
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
      { test: { ...DESKS, name: 'alone', include: ALONE, fileParallelism: false, sequence: { groupOrder: 2 } } },
    ],
  },
});
