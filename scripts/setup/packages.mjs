import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { longStep, SetupError } from '../lib/output.mjs';
import { repoRoot } from '../lib/paths.mjs';
import { run, tail } from '../lib/run.mjs';

/** Installs the locked npm packages when node_modules is not what the lock file says. */
export async function ensurePackages() {
  if (isInstalled()) return;
  await longStep('Installing npm packages', async () => {
    const result = await run('npm', ['ci'], { cwd: repoRoot });
    if (result.code !== 0) {
      throw new SetupError(`"npm ci" failed: mend what it says and run again.\n${tail(result.output)}`);
    }
  });
}

function isInstalled() {
  // npm writes this file as the last act of an install: an interrupted one is not taken for a whole one.
  const installedFile = join(repoRoot, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const installed = packagesOf(installedFile);
  return Object.entries(packagesOf(join(repoRoot, 'package-lock.json')))
    .filter(([path]) => path.includes('node_modules/'))
    .every(([path, wanted]) => isSame(installed[path], wanted));
}

function packagesOf(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}

function isSame(found, wanted) {
  if (!found) return wanted.optional === true || wanted.devOptional === true;
  return found.version === wanted.version && found.integrity === wanted.integrity;
}
