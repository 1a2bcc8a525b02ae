import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { say, secondsSince } from './output.mjs';
import { repoRoot } from './paths.mjs';

/**
 * @typedef {object} Outcome What a stage proved.
 * @property {number} passed
 * @property {number} failed
 * @property {readonly string[]} [notRun] What was left out, with the reason: never counted as passed.
 * @property {string} [output] Shown when something failed.
 */

/** Where every suite leaves its results, for `npm run capabilities`. */
export const resultsFolder = join(repoRoot, 'test-results');

/** Runs the stages of one command, prints a line for each, and adds up what they proved. */
export function stageRunner() {
  const sum = { passed: 0, failed: 0 };
  /** @param {string} name @param {() => Promise<Outcome>} work @returns {Promise<boolean>} whether all passed */
  const stage = async (name, work) => {
    const start = performance.now();
    const outcome = await work().catch((error) => ({ passed: 0, failed: 1, output: error.message }));
    sum.passed += outcome.passed;
    sum.failed += outcome.failed;
    if (outcome.failed > 0 && outcome.output) say(outcome.output.trimEnd());
    const verdict = outcome.failed > 0 ? 'FAILED' : 'ok';
    say(
      `${verdict.padEnd(7)}${name}: ${outcome.passed} passed, ${outcome.failed} failed (${secondsSince(start)})`,
    );
    for (const left of outcome.notRun ?? []) say(`not run: ${left}`);
    return outcome.failed === 0;
  };
  const finish = () => {
    say(`${sum.passed} passed, ${sum.failed} failed`);
    process.exitCode = sum.failed === 0 ? 0 : 1;
  };
  return { stage, finish };
}

/** A stage that could not be had: counted as one failure, so that nobody takes the run for a whole one. */
export function impossible(reason) {
  return { passed: 0, failed: 1, notRun: [reason] };
}

/** Results of an earlier run must not be taken for those of this one. */
export async function clearResults() {
  await rm(resultsFolder, { recursive: true, force: true });
}
