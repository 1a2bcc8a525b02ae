import { defineConfig } from '@playwright/test';

const results = '../../test-results';

/** Journeys on a real Electron. One worker, no second try: what passes only when tried again has a race. */
export default defineConfig({
  // Without the paths of the type checker, which lead packages to their types.
  tsconfig: './tsconfig.playwright.json',
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: `${results}/e2e`,
  workers: 1,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  preserveOutput: 'failures-only',
  reporter: [['list'], ['json', { outputFile: `${results}/playwright.json` }]],
});
