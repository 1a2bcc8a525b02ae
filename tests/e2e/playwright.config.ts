import { defineConfig } from '@playwright/test';
import { screens } from './lete/screens.ts';

const results = '../../test-results';

/** Journeys on a real Electron. No second try: what passes only when tried again has a race. */
export default defineConfig({
  // Without the paths of the type checker, which lead packages to their types.
  tsconfig: './tsconfig.playwright.json',
  testDir: '.',
  // The sweeps first, each by itself: the longest of them takes as long as many journeys.
  projects: [
    { name: 'screens', testMatch: 'screens/**/*.spec.ts', fullyParallel: true },
    { name: 'journeys', testMatch: 'journeys/**/*.spec.ts' },
  ],
  outputDir: `${results}/e2e`,
  workers: screens().length,
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  preserveOutput: 'failures-only',
  reporter: [['list'], ['json', { outputFile: `${results}/playwright.json` }]],
});
