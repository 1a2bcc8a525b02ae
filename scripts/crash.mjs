// npm run test:crash -- [--runs=N] [--seed=N] [--json]: kills Lete at random moments and compares what is there with
// what it had acknowledged.
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runCrashTest } from './crash/run.mjs';
import { buildApp } from './lib/build.mjs';
import { runCommand, say } from './lib/output.mjs';
import { resultsFolder } from './lib/stage.mjs';
import { hasDisplay, startXvfb } from './lib/xvfb.mjs';

await runCommand('The crash test did not run', async () => {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '200' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      json: { type: 'boolean', default: false },
    },
  });
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new Error('--runs is a whole number from 1 on');
  await buildApp();
  const folder = mkdtempSync(join(tmpdir(), 'lete-crash-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const tell = values.json ? (line) => process.stderr.write(`${line}\n`) : say;
  const xvfb = hasDisplay() ? null : await startXvfb();
  process.once('exit', () => xvfb?.stop());
  const display = xvfb?.display ?? process.env.DISPLAY;
  const result = await runCrashTest({ folder, runs, seed: Number(values.seed), display, tell });
  await mkdir(resultsFolder, { recursive: true });
  await writeFile(join(resultsFolder, 'crash.json'), JSON.stringify(result.tests, null, 2));
  if (values.json) say(JSON.stringify(result, null, 2));
  xvfb?.stop();
  if (result.tests.some(({ status }) => status !== 'passed')) process.exitCode = 1;
});
