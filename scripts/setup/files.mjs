import { existsSync } from 'node:fs';
import { copyFile, link, mkdir, mkdtemp, readdir, readlink, rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Makes a folder or file appear at `target` whole or not at all: `make(temporary)` fills a folder beside it and
 * answers the path inside that is to become `target`. Another set-up that was quicker wins.
 */
export async function putInPlace(target, make) {
  await mkdir(dirname(target), { recursive: true });
  const temporary = await mkdtemp(join(dirname(target), `.${basename(target)}-`));
  try {
    const made = await make(temporary);
    await rename(made, target).catch((error) => {
      if (!existsSync(target)) throw error;
    });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/**
 * Copies a folder by hard links, so that it costs no room; by bytes where the file system cannot link.
 *
 * @param {string} from
 * @param {string} to
 * @param {(path: string) => boolean} skip
 */
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
