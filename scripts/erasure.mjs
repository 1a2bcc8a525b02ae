// npm run test:erasure -- [--runs=N] [--seed=N] [--json]: kills an erasure, a retention pass and an export N times each, at
// random moments; each always comes to the same end.
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runErasureTest } from './erasure/run.mjs';
import { runCommand, say } from './lib/output.mjs';
import { resultsFolder } from './lib/stage.mjs';

await runCommand('The erasure test did not run', async () => {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '50' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      json: { type: 'boolean', default: false },
    },
  });
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new Error('--runs is a whole number from 1 on');
  const folder = mkdtempSync(join(tmpdir(), 'lete-erasure-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const tell = values.json ? (line) => process.stderr.write(`${line}\n`) : say;
  const result = await runErasureTest({ folder, runs, seed: Number(values.seed), tell });
  await mkdir(resultsFolder, { recursive: true });
  await writeFile(join(resultsFolder, 'erasure.json'), JSON.stringify(result.tests, null, 2));
  if (values.json) say(JSON.stringify(result, null, 2));
  if (result.problems.length > 0) process.exitCode = 1;
});
