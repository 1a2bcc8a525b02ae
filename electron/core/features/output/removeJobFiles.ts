import { rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode } from './diskErrors.ts';
import { exists, removeStubbornly, resolveInside, type Sleep } from './handOverFiles.ts';

export interface RemovalResult {
  readonly removed: readonly string[];
  /** Already taken by the controller. */
  readonly absent: readonly string[];
  /** Still there: the removal has to be tried again. */
  readonly remaining: readonly string[];
}

const NOTHING = { renamed: [], folders: [] };

/**
 * Removes a job's files by the paths stored at hand-over, looks again, and takes away folders left empty;
 * the controller's own folder stays (OUT-6). `theirs` is what the controller made of the files, and its folders below.
 */
export async function removeJobFiles(
  root: string,
  paths: readonly string[],
  sleep: Sleep,
  theirs: { readonly renamed: readonly string[]; readonly folders: readonly string[] } = NOTHING,
): Promise<RemovalResult> {
  const removed: string[] = [];
  const absent: string[] = [];
  const remaining: string[] = [];
  for (const path of [...paths, ...theirs.renamed]) {
    const target = resolveInside(root, path);
    if (!(await exists(target))) absent.push(path);
    else if (await remove(target, sleep)) removed.push(path);
    else remaining.push(path);
  }
  for (const path of paths) await removeEmptyFolders(root, path, theirs.folders);
  return { removed, absent, remaining };
}

async function remove(target: string, sleep: Sleep): Promise<boolean> {
  try {
    await removeStubbornly(target, sleep);
  } catch {
    // Whatever the reason, the look below decides what is reported.
  }
  return !(await exists(target));
}

async function removeEmptyFolders(root: string, path: string, keep: readonly string[]): Promise<void> {
  for (let folder = dirname(path); folder !== '.' && !keep.includes(folder); folder = dirname(folder)) {
    try {
      await rmdir(resolveInside(root, folder));
    } catch (error) {
      if (errorCode(error) === 'ENOENT') continue;
      return;
    }
  }
}
