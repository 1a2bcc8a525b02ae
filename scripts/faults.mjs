// npm run test:faults -- [--short] [--runs=N] [--seconds=N] [--seed=N] [--json]: faults against sync. First a simulation of
// terminals, central and a bad line, then real processes that are killed, cut off and crashed while they work.
// npm run test:faults -- --s3 [--files=N] [--seed=N] [--json]: the photo store on a real S3 engine that loses nodes and objects.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runS3Faults } from '../tests/sync/s3/run.ts';
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
const S3_FILES = 400;

await runCommand('The fault trial did not run', async () => {
  const number = { type: 'string' };
  const flag = { type: 'boolean', default: false };
  const { values } = parseArgs({
    options: {
      short: flag,
      json: flag,
      s3: flag,
      runs: number,
      seconds: number,
      files: number,
      seed: number,
    },
  });
  const usual = values.short ? SHORT : LONG;
  const [runs, seconds, files, seed] = [
    Number(values.runs ?? usual.runs),
    Number(values.seconds ?? usual.seconds),
    Number(values.files ?? S3_FILES),
    Number(values.seed ?? Date.now() % 1_000_000),
  ];
  if (![runs, seconds, files, seed].every((n) => Number.isInteger(n) && n >= 0))
    throw new Error('--runs, --seconds, --files and --seed are whole numbers');
  const tell = values.json ? (line) => process.stderr.write(`${line}\n`) : say;
  const result = values.s3
    ? await runS3Faults({ files, seed, tell }, (place) => suiteOfStores(place, tell))
    : await syncFaults(runs, seconds, seed, tell);
  const { tests } = result;
  await mkdir(resultsFolder, { recursive: true });
  await writeFile(join(resultsFolder, values.s3 ? 's3.json' : 'faults.json'), JSON.stringify(tests, null, 2));
  if (values.json) say(JSON.stringify(result, null, 2));
  if (tests.length === 0 || tests.some(({ status }) => status !== 'passed')) process.exitCode = 1;
});

async function syncFaults(runs, seconds, seed, tell) {
  const simulated = runs > 0 ? await simulate(runs, seed, tell) : [];
  const trial = seconds > 0 ? await runTrial({ seconds, seed, pauseMs: PAUSE_MS, tell }) : { tests: [] };
  return { ...trial, tests: [...simulated, ...trial.tests] };
}

/** What the file store promises, and a central over it, on the engine at `place`. */
async function suiteOfStores(place, tell) {
  const { code, output } = await vitest(
    ['tests/sync/files/stores.test.ts', 'tests/sync/s3/journey.test.ts'],
    {
      LETE_TEST_S3: place,
    },
  );
  if (code !== 0) tell(output);
  return code === 0;
}

/** Runs test files of central. */
function vitest(files, env) {
  return run(
    process.execPath,
    [join(repoRoot, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--project', 'central', ...files],
    { cwd: repoRoot, env: { ...process.env, NO_COLOR: '1', ...env } },
  );
}

/** Runs the simulation; a schedule that breaks something is kept and runs first from then on. */
async function simulate(runs, seed, tell) {
  tell(`Simulation: ${runs} runs, seed ${seed}`);
  const { code, output } = await vitest(['tests/sync/sim'], {
    LETE_SIM_RUNS: String(runs),
    LETE_SIM_SEED: String(seed),
    LETE_SIM_KEEP: '1',
  });
  const figures = /^simulation: .*$/m.exec(output)?.[0];
  tell(code === 0 && figures ? `  ${figures}` : output);
  const title = `[I1, I2, I3, I5, I6, I8, I9, I10, I11] ${runs} simulated runs`;
  return [{ title, status: code === 0 ? 'passed' : 'failed' }];
}
