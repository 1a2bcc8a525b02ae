import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SetupError } from '../lib/output.mjs';
import { runtimeFile } from '../lib/paths.mjs';
import { ensureAppFolder } from './app.mjs';
import { ensureDebianPackages, RUN_PACKAGES } from './debian.mjs';
import { ensureElectron } from './electron.mjs';
import { ensurePackages } from './packages.mjs';
import { ensureRebuiltSqlite } from './sqlite.mjs';

/**
 * Everything after Node itself; runs in Node 24 and is safe to run again. Only what nothing can do without
 * (npm packages) is an error; what Electron lacks is noted in `problems`, so that the rest can still be tested.
 */
export async function setUp() {
  await ensurePackages();
  const problems = [];
  const note = (problem) => {
    if (problem !== null && !problems.includes(problem)) problems.push(problem);
  };
  note(await ensureDebianPackages(RUN_PACKAGES));
  const electron = await findElectron().catch((error) => {
    if (!(error instanceof SetupError)) throw error;
    note(error.message);
    return {};
  });
  const runtime = {
    node: process.execPath,
    electron: problems.length === 0 ? electron.executable : null,
    electronFolder: electron.folder ?? null,
    electronVersion: electron.version ?? null,
    electronSource: electron.source ?? null,
    sqliteBinding: electron.sqliteBinding ?? null,
    problems,
  };
  await writeIfChanged(runtimeFile, `${JSON.stringify(runtime, null, 2)}\n`);
  return runtime;
}

async function findElectron() {
  const electron = await ensureElectron();
  const executable = await ensureAppFolder(electron);
  const rebuilt = electron.source === 'fallback';
  const sqliteBinding = rebuilt
    ? await ensureRebuiltSqlite(process.execPath, join(electron.folder, 'electron'))
    : null;
  return { ...electron, executable, sqliteBinding };
}

async function writeIfChanged(file, text) {
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) await writeFile(file, text);
}
