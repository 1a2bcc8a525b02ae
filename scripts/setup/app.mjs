import { existsSync } from 'node:fs';
import { copyFile, link, mkdir, readdir, readlink, rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cacheRoot, cloneId, repoRoot } from '../lib/paths.mjs';
import { putInPlace } from './files.mjs';

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
    await linkTree(electron.folder, made);
    await mkdir(join(made, 'resources'), { recursive: true });
    await symlink(repoRoot, join(made, 'resources', 'app'), 'dir');
    return made;
  });
  return executable;
}

/** Copies a folder by hard links, so that it costs no room; by bytes where the file system cannot link. */
export async function linkTree(from, to, skip = () => false) {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const source = join(from, entry.name);
    const target = join(to, entry.name);
    if (skip(source)) continue;
    if (entry.isDirectory()) await linkTree(source, target, skip);
    else if (entry.isSymbolicLink()) await symlink(await readlink(source), target);
    else await link(source, target).catch(() => copyFile(source, target));
  }
}
