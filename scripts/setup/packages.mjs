import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { longStep, SetupError } from '../lib/output.mjs';
import { repoRoot } from '../lib/paths.mjs';
import { run, tail } from '../lib/run.mjs';

/** Installs the locked npm packages when node_modules is not what the lock file says. */
export async function ensurePackages() {
  const locked = packagesOf('package-lock.json');
  refuseDrift(locked['']);
  if (isInstalled(locked)) return;
  await longStep('Installing npm packages', async () => {
    // Not "npm ci": it refuses a lock file without the binaries for other platforms, and a registry that mirrors
    // only some platforms can make no other. What is installed is compared with the lock file below instead.
    const result = await run('npm', ['install', '--no-save', '--loglevel=error'], { cwd: repoRoot });
    if (result.code !== 0) {
      throw new SetupError(
        `npm could not install the packages: see below, then run again.\n${tail(result.output)}`,
      );
    }
    if (!isInstalled(locked)) {
      throw new SetupError(
        'npm installed other packages than the lock file names. Remove node_modules and run again.',
      );
    }
  });
}

function packagesOf(lockFile) {
  return readJson(lockFile).packages;
}

function readJson(file) {
  return JSON.parse(readFileSync(join(repoRoot, file), 'utf8'));
}

function refuseDrift(lockedRoot) {
  const wanted = readJson('package.json');
  for (const kind of ['dependencies', 'devDependencies']) {
    if (!isDeepStrictEqual(wanted[kind], lockedRoot[kind])) {
      throw new SetupError('package-lock.json does not fit package.json. Run "npm install" with Node 24.');
    }
  }
}

function isInstalled(locked) {
  // npm writes this file as the last act of an install: an interrupted one is not taken for a whole one.
  const installedFile = join('node_modules', '.package-lock.json');
  if (!existsSync(join(repoRoot, installedFile))) return false;
  const installed = packagesOf(installedFile);
  return Object.entries(locked)
    .filter(([path]) => path.includes('node_modules/'))
    .every(([path, wanted]) => isSame(installed[path], wanted));
}

function isSame(found, wanted) {
  if (found) return found.version === wanted.version && found.integrity === wanted.integrity;
  // npm is silent when an optional package cannot be had; the binaries for this machine are not optional to us.
  return (wanted.optional === true || wanted.devOptional === true) && !isForThisMachine(wanted);
}

function isForThisMachine({ os = [], cpu = [], libc = ['glibc'] }) {
  return os.includes(process.platform) && cpu.includes(process.arch) && libc.includes('glibc');
}
