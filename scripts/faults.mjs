// npm run test:faults -- [--short] [--runs=N] [--images=N] [--seconds=N] [--seed=N] [--json]: faults against sync. First a
// simulation of terminals, central and a bad line, then disks that fill up or lose their power, then real
// processes that are killed, cut off and crashed while they work. 0 leaves one out.
// npm run test:faults -- --hub [--seconds=N] [--seed=N] [--json]: real processes of a store with a hub.
// npm run test:faults -- --s3 [--files=N] [--seed=N] [--json]: the photo store on a real S3 engine that loses nodes and objects.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runS3Faults } from '../tests/sync/s3/run.ts';
import { runTrial } from '../tests/sync/proc/run.ts';
import { runDisk } from './faults/disk.mjs';
import { simulate } from './faults/simulate.mjs';
import { suiteOfStores } from './faults/stores.mjs';
import { runCommand, say } from './lib/output.mjs';
import { resultsFolder } from './lib/stage.mjs';

/** `images` is for each of two models of a file system. */
const LONG = { runs: 10_000, images: 500, seconds: 900, files: 400 };
/** In a short run the simulation is left to `npm test`, which runs it among central's tests. */
const SHORT = { ...LONG, runs: 0, images: 20, seconds: 40 };
/**
 * What the terminal does whose disk fails, in orders and ms: in a long run each loop of core comes round on the full disk. And
 * how often central's is full to the last byte.
 */
const LONG_WORK = { orders: 40, onFullMs: 65_000, rounds: 5 };
const SHORT_WORK = { orders: 12, onFullMs: 6_000, rounds: 1 };
/** Between two acts of one terminal, in ms. */
const PAUSE_MS = 20;
/** With a hub, which sends changes of others one by one where its own lie between them: they would only fill its queue. */
const HUB_PAUSE_MS = 750;

await runCommand('The fault trial did not run', async () => {
  const { values, ...wanted } = readOptions();
  const tell = values.json ? (line) => process.stderr.write(`${line}\n`) : say;
  const { name, run } = kindOf(values);
  const result = await run({ ...wanted, tell });
  const { tests } = result;
  await mkdir(resultsFolder, { recursive: true });
  await writeFile(join(resultsFolder, `${name}.json`), JSON.stringify(tests, null, 2));
  if (values.json) say(JSON.stringify(result, null, 2));
  if (tests.length === 0 || tests.some(({ status }) => status !== 'passed')) process.exitCode = 1;
});

function kindOf({ s3, hub, short }) {
  if (s3)
    return { name: 's3', run: (wanted) => runS3Faults(wanted, (place) => suiteOfStores(place, wanted.tell)) };
  if (hub) return { name: 'hub', run: (wanted) => runTrial({ ...wanted, pauseMs: HUB_PAUSE_MS, hub: true }) };
  return { name: 'faults', run: (wanted) => syncFaults(wanted, short ? SHORT_WORK : LONG_WORK) };
}

function readOptions() {
  const flag = { type: 'boolean', default: false };
  const number = { type: 'string' };
  const { values } = parseArgs({
    options: {
      short: flag,
      json: flag,
      s3: flag,
      hub: flag,
      runs: number,
      images: number,
      seconds: number,
      files: number,
      seed: number,
    },
  });
  const wanted = { seed: Date.now() % 1_000_000, ...(values.short ? SHORT : LONG) };
  for (const name of Object.keys(wanted)) wanted[name] = Number(values[name] ?? wanted[name]);
  if (!Object.values(wanted).every((n) => Number.isInteger(n) && n >= 0))
    throw new Error('--runs, --images, --seconds, --files and --seed are whole numbers');
  return { values, ...wanted };
}

async function syncFaults({ runs, images, seconds, seed, tell }, work) {
  const none = { figures: {}, tests: [] };
  const simulated = runs > 0 ? await simulate(runs, seed, tell) : [];
  const disk = images > 0 ? await runDisk({ images, seed, tell, ...work }) : none;
  const trial = seconds > 0 ? await runTrial({ seconds, seed, pauseMs: PAUSE_MS, hub: false, tell }) : none;
  const tests = [...simulated, ...disk.tests, ...trial.tests];
  return { seed, figures: { ...trial.figures, ...disk.figures }, tests };
}
