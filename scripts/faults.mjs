// npm run test:faults -- [--short] [--runs=N] [--seconds=N] [--seed=N] [--json]: faults against sync. First a simulation of
// terminals, central and a bad line, then real processes that are killed, cut off and crashed while they work.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runTrial } from '../tests/sync/proc/run.ts';
import { runCommand, say } from './lib/output.mjs';
import { repoRoot } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { resultsFolder } from './lib/stage.mjs';

/** In a short run the simulation is left to `npm test`, which runs it among central's tests. */
const LONG = { runs: 10_000, seconds: 900 };
const SHORT = { runs: 0, seconds: 40 };
/** Between two acts of one terminal, in ms. */
const PAUSE_MS = 20;

await runCommand('The fault trial did not run', async () => {
  const number = { type: 'string' };
  const flag = { type: 'boolean', default: false };
  const { values } = parseArgs({
    options: { short: flag, json: flag, runs: number, seconds: number, seed: number },
  });
  const usual = values.short ? SHORT : LONG;
  const [runs, seconds, seed] = [
    Number(values.runs ?? usual.runs),
    Number(values.seconds ?? usual.seconds),
    Number(values.seed ?? Date.now() % 1_000_000),
  ];
  if (![runs, seconds, seed].every((n) => Number.isInteger(n) && n >= 0))
    throw new Error('--runs, --seconds and --seed are whole numbers');
  const tell = values.json ? (line) => process.stderr.write(`${line}\n`) : say;
  const simulated = runs > 0 ? await simulate(runs, seed, tell) : [];
  const trial = seconds > 0 ? await runTrial({ seconds, seed, pauseMs: PAUSE_MS, tell }) : { tests: [] };
  const tests = [...simulated, ...trial.tests];
  await mkdir(resultsFolder, { recursive: true });
  await writeFile(join(resultsFolder, 'faults.json'), JSON.stringify(tests, null, 2));
  if (values.json) say(JSON.stringify({ ...trial, tests }, null, 2));
  if (tests.length === 0 || tests.some(({ status }) => status !== 'passed')) process.exitCode = 1;
});

/** Runs the simulation; a schedule that breaks something is kept and runs first from then on. */
async function simulate(runs, seed, tell) {
  tell(`Simulation: ${runs} runs, seed ${seed}`);
  const vitest = join(repoRoot, 'node_modules', 'vitest', 'vitest.mjs');
  const { code, output } = await run(
    process.execPath,
    [vitest, 'run', '--project', 'central', 'tests/sync/sim'],
    {
      cwd: repoRoot,
      env: {
        ...process.env,
        NO_COLOR: '1',
        LETE_SIM_RUNS: String(runs),
        LETE_SIM_SEED: String(seed),
        LETE_SIM_KEEP: '1',
      },
    },
  );
  const figures = /^simulation: .*$/m.exec(output)?.[0];
  tell(code === 0 && figures ? `  ${figures}` : output);
  const title = `[I1, I2, I3, I5, I6, I8, I9, I10, I11] ${runs} simulated runs`;
  return [{ title, status: code === 0 ? 'passed' : 'failed' }];
}
