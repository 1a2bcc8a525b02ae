// npm test: everything, with a line for each stage and the sum as the last line.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildApp } from './lib/build.mjs';
import { runCentral } from './lib/central.mjs';
import { runEndToEnd } from './lib/e2e.mjs';
import { GATE } from './lib/gate.mjs';
import { say } from './lib/output.mjs';
import { repoRoot } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { readRuntime } from './lib/runtime.mjs';
import { clearResults, impossible, stageRunner } from './lib/stage.mjs';
import { runVitest } from './lib/suites.mjs';

// Short runs of what `npm run test:crash`, `test:wipe`, `test:erasure` and `fuzz` do at length.
const TRIALS = [
  ['crash test', 'scripts/crash.mjs', ['--runs=10']],
  ['wipe test', 'scripts/wipe.mjs', []],
  ['erasure test', 'scripts/erasure.mjs', ['--runs=10']],
  ['fault trial', 'scripts/faults.mjs', ['--short', '--seed=9']],
  ['fuzz run', 'scripts/fuzz.mjs', ['--files=300']],
];

const { node, electronVersion, electronSource } = readRuntime();
say(`Node ${process.versions.node}, Electron ${electronVersion ?? 'missing'} (${electronSource ?? '-'})`);

// Leave through the door, so that what was started for the tests is ended and removed.
process.on('SIGINT', () => process.exit(130));

const { stage, finish } = stageRunner();
await clearResults();
for (const [name, work] of GATE) await stage(name, work);
const built = await stage('build', async () => {
  await buildApp();
  return { passed: 1, failed: 0 };
});
await stage('integration tests', () => runVitest('integration'));
await stage('central tests', runCentral);
await stage('end-to-end tests', () => (built ? runEndToEnd() : unbuilt('end-to-end tests')));
for (const [name, script, args] of TRIALS) {
  await stage(name, () => (built ? runTrial(script, args) : unbuilt(name)));
}
finish();

async function unbuilt(name) {
  return impossible(`${name}: the build failed`);
}

async function runTrial(script, args) {
  if (!existsSync(join(repoRoot, script))) return impossible(`${script} is missing`);
  const { code, output } = await run(node, [script, ...args], { cwd: repoRoot });
  const notRun = [...output.matchAll(/^not run: (.*)$/gm)].map(([, reason]) => reason);
  return code === 0 ? { passed: 1, failed: 0, notRun } : { passed: 0, failed: 1, notRun, output };
}
