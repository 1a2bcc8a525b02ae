import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// Vitest leaves a core free, which of two is half: one file at a time.
const COMPUTING = { maxWorkers: Math.max(2, availableParallelism() - 1) };
/** Files of these start processes and servers of their own, and wait for the disk. */
const WITH_PROCESSES = { maxWorkers: 2 };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...COMPUTING,
          name: 'unit',
          include: [
            '{shared,electron,scripts}/**/*.test.ts',
            'renderer/**/*.test.ts',
            'tests/architecture/**/*.test.ts',
          ],
          environment: 'node',
          // A machine with much else to do takes its time to read a module.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          ...COMPUTING,
          name: 'component',
          include: ['renderer/**/*.test.tsx'],
          environment: 'happy-dom',
          testTimeout: 60_000,
        },
      },
      {
        test: {
          ...WITH_PROCESSES,
          name: 'central',
          include: ['central/**/*.test.ts', 'tests/sync/**/*.test.ts'],
          environment: 'node',
          globalSetup: 'tests/sync/tools/sharedPostgres.ts',
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          ...WITH_PROCESSES,
          name: 'integration',
          include: ['tests/integration/**/*.test.ts', 'tests/faults/**/*.test.ts'],
          environment: 'node',
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
