import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            '{shared,electron,scripts}/**/*.test.ts',
            'renderer/**/*.test.ts',
            'tests/architecture/**/*.test.ts',
          ],
          environment: 'node',
        },
      },
      {
        test: { name: 'component', include: ['renderer/**/*.test.tsx'], environment: 'happy-dom' },
      },
      {
        test: {
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
