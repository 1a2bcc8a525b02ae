import { createHash } from 'node:crypto';
import { lstat, mkdir, open, readFile, rename, rm, statfs } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { errorCode, HandOverError, isBusy } from './diskErrors.ts';

export type Sleep = (ms: number) => Promise<void>;

const RETRIES = 10;
/** 0.4 + 0.8 + … + 4.0 s are 22 s (formats.md 1.7). */
const RETRY_STEP_MS = 400;

/** Absolute path of a planned one; throws when it would leave the root (a writer's bug). */
export function resolveInside(root: string, relativePath: string): string {
  const path = resolve(root, relativePath);
  const inside = relative(root, path);
  if (inside === '' || inside.startsWith('..') || isAbsolute(inside)) throw new Error('path leaves its root');
  return path;
}

/** Bytes this process may still write to the volume of a folder. */
export async function freeBytesOn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

export async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/** Writes a new file, flushes it to the disk and closes it; an existing one is an error. */
export async function writeFlushed(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Reads the file back from the folder and compares length and SHA-256. */
export async function verifyFile(path: string, expected: { length: number; sha256: string }): Promise<void> {
  const bytes = await readFile(path);
  if (bytes.length !== expected.length || sha256Of(bytes) !== expected.sha256) {
    throw new HandOverError('read-back-mismatch');
  }
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Makes names in a folder durable; Windows has no such call and orders its journal itself. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } catch (error) {
    // Some network file systems refuse to sync a folder; the rename itself has been answered.
    if (errorCode(error) !== 'EINVAL' && errorCode(error) !== 'ENOTSUP') throw error;
  } finally {
    await folder.close();
  }
}

export async function renameStubbornly(from: string, to: string, sleep: Sleep): Promise<void> {
  await stubbornly(sleep, async () => {
    try {
      await rename(from, to);
    } catch (error) {
      // A share may answer EPERM to a rename it did carry out.
      if (errorCode(error) === 'ENOENT' && (await exists(to)) && !(await exists(from))) return;
      throw error;
    }
  });
}

export async function removeStubbornly(path: string, sleep: Sleep): Promise<void> {
  await stubbornly(sleep, () => rm(path, { recursive: true, force: true }));
}

async function stubbornly(sleep: Sleep, action: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await action();
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (attempt > RETRIES) throw new HandOverError('rename-refused');
      await sleep(attempt * RETRY_STEP_MS);
    }
  }
}
