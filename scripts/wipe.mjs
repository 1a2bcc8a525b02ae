// npm run test:wipe -- [--json]: a customer with rare values gives up at each step of the kiosk; afterwards no byte
// of her may be found on the disk, page by page of the encrypted database.
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildApp } from './lib/build.mjs';
import { runCommand, say } from './lib/output.mjs';
import { resultsFolder } from './lib/stage.mjs';
import { hasDisplay, startXvfb } from './lib/xvfb.mjs';
import { runWipeTest } from './wipe/run.mjs';

await runCommand('The wipe test did not run', async () => {
  const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
  await buildApp();
  const folder = mkdtempSync(join(tmpdir(), 'lete-wipe-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const xvfb = hasDisplay() ? null : await startXvfb();
  const tell = values.json ? (line) => process.stderr.write(`${line}\n`) : say;
  try {
    const result = await runWipeTest({ folder, display: xvfb?.display ?? process.env.DISPLAY, tell });
    await mkdir(resultsFolder, { recursive: true });
    await writeFile(join(resultsFolder, 'wipe.json'), JSON.stringify(result.tests, null, 2));
    if (values.json) say(JSON.stringify(result, null, 2));
    if (result.problems.length > 0) process.exitCode = 1;
  } finally {
    xvfb?.stop();
  }
});
