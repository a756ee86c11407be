import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
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
        // Whole desks and a browser, after the others: one file at a time, on two cores.
        test: {
          name: 'whole',
          include: ['tests/journeys/**/*.test.ts', 'tests/parity/{decap,incremental}.test.ts', 'cms/**/*.slow.test.ts', 'src/**/*.slow.test.ts'],
          globalSetup: ['tests/fixtures/compiled.ts', 'tests/fixtures/chromium.ts'],
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
