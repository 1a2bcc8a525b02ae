// npm run fuzz -- [--files=N] [--seed=N] [--json]: hostile files through the real imaging processes; every one is answered.
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runFuzz } from './fuzz/run.mjs';
import { runCommand, say } from './lib/output.mjs';
import { resultsFolder } from './lib/stage.mjs';

const TITLE =
  '[MED-11, K3] every mutated file is answered, and a good one after them; nothing is written beside them';

await runCommand('The fuzz run did not happen', async () => {
  const { values } = parseArgs({
    options: {
      files: { type: 'string', default: '10000' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      json: { type: 'boolean', default: false },
    },
  });
  const files = Number(values.files);
  if (!Number.isInteger(files) || files < 1) throw new Error('--files is a whole number from 1 on');
  const folder = mkdtempSync(join(tmpdir(), 'lete-fuzz-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const tell = values.json ? (line) => process.stderr.write(`${line}\n`) : say;
  tell(`Fuzz: ${files} files, seed ${values.seed}`);
  const result = await runFuzz({ folder, files, seed: Number(values.seed), tell });
  const failed = result.problems.length > 0;
  await mkdir(resultsFolder, { recursive: true });
  await writeFile(
    join(resultsFolder, 'fuzz.json'),
    JSON.stringify([{ title: TITLE, status: failed ? 'failed' : 'passed' }], null, 2),
  );
  if (values.json) say(JSON.stringify(result, null, 2));
  else {
    const answers = Object.entries(result.answers).map(([said, count]) => `${count} ${said}`);
    say(`${failed ? 'FAILED' : 'ok    '} ${TITLE}`);
    say(`  ${answers.join(', ')}; ${result.deaths} processes ended; slowest ${result.slowestMs} ms`);
    for (const problem of result.problems) say(`  ${problem}`);
  }
  if (failed) process.exitCode = 1;
});
