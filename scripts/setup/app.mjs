import { existsSync } from 'node:fs';
import { mkdir, rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cacheRoot, cloneId, repoRoot } from '../lib/paths.mjs';
import { linkTree, putInPlace } from './files.mjs';

/**
 * An Electron folder of this clone's own, hard-linked from the cache, whose `resources/app` is this repository:
 * the stand-in Electron understands no path argument, and two clones must not share one `resources/app`.
 * Answers the executable.
 */
export async function ensureAppFolder(electron) {
  const folder = join(cacheRoot, `app-${cloneId}`, electron.version);
  const executable = join(folder, 'electron');
  if (existsSync(executable)) return executable;
  await rm(dirname(folder), { recursive: true, force: true });
  await putInPlace(folder, async (temporary) => {
    const made = join(temporary, 'electron');
    await linkElectron(electron.folder, made, repoRoot);
    return made;
  });
  return executable;
}

/** An Electron folder at `to` that runs the app at `app`, hard-linked from `from`: the plain one, or one that runs another app. */
export async function linkElectron(from, to, app) {
  const entry = join(to, 'resources', 'app');
  await linkTree(from, to);
  await mkdir(dirname(entry), { recursive: true });
  await rm(entry, { force: true });
  await symlink(app, entry, 'dir');
}
