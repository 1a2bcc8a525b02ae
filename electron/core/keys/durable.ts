import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

/** Makes names in a folder last over a power cut. Windows has no such call: there NTFS journals names itself. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Makes a folder and those above it that are missing; they last once it answers. One that is there already may not last
 * yet: another call made it just now, or a process that ended before it synced it. Mode 0700.
 */
export async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  const above = dirname(resolve(first ?? folder));
  for (let made = resolve(folder); made !== above; made = dirname(made)) await syncFolder(dirname(made));
}

/** Writes a small file whole or not at all: temporary name, fsync, rename, fsync of the folder. Mode 0600. */
export async function writeFileDurably(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    const handle = await open(temporary, 'wx', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Removes what a power cut left of a write of this file; for the start, before anything writes it. */
export async function removeUnfinished(path: string): Promise<void> {
  const folder = dirname(path);
  const isUnfinished = (name: string): boolean =>
    name.startsWith(`${basename(path)}.`) && /\.[0-9a-f]{8}\.tmp$/.test(name);
  for (const name of (await readdir(folder)).filter(isUnfinished))
    await rm(join(folder, name), { force: true });
}
