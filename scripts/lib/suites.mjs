import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from './paths.mjs';
import { run } from './run.mjs';
import { resultsFolder } from './stage.mjs';

/** Runs one vitest project; its results stay in `test-results/vitest-<project>.json`. */
export async function runVitest(project) {
  const report = join(resultsFolder, `vitest-${project}.json`);
  const vitest = join(repoRoot, 'node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const result = await run(process.execPath, [vitest, 'run', '--project', project, ...reporters], {
    cwd: repoRoot,
    env: { ...process.env, NO_COLOR: '1' },
  });
  return outcomeOf(result, report, countVitest);
}

/** What a suite's report says, made a failure where the suite ended badly without saying of what. */
export function outcomeOf({ code, output }, report, count) {
  if (!existsSync(report)) return { passed: 0, failed: 1, output };
  const { passed, failed, notRun } = count(JSON.parse(readFileSync(report, 'utf8')));
  const unsaid = code !== 0 && failed === 0 ? 1 : 0;
  return { passed, failed: failed + unsaid, notRun, output };
}

/** Counts of vitest's JSON report. A file that could not even be loaded is a failure. */
export function countVitest(report) {
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  const countOf = (status) => tests.filter((test) => test.status === status).length;
  return {
    passed: countOf('passed'),
    failed: countOf('failed') + unloaded.length,
    notRun: tests.filter((test) => !['passed', 'failed'].includes(test.status)).map((test) => test.fullName),
  };
}

/** Counts of Playwright's JSON report. A test that passed only when tried again is a failure. */
export function countPlaywright(report) {
  const { expected, unexpected, flaky } = report.stats;
  return {
    passed: expected,
    failed: unexpected + flaky + report.errors.length,
    notRun: report.suites.flatMap(skippedIn),
  };
}

function skippedIn(suite) {
  const own = suite.specs
    .filter((spec) => spec.tests.some((test) => test.status === 'skipped'))
    .map((spec) => spec.title);
  return [...own, ...(suite.suites ?? []).flatMap(skippedIn)];
}
