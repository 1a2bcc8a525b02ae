import { failureOf } from './diskErrors.ts';
import { exists, resolveInside } from './handOverFiles.ts';
import type { AnswerSigns } from './outputJob.ts';

/** `away`: the folder cannot be looked into, so an absence there means nothing. */
export type Answer = 'none' | 'accepted' | 'failed' | 'gone' | 'away';

/** Looks for a controller's answer by listing nothing but the job's own names; polling needs no more (formats.md 1.8). */
export async function readAnswer(root: string, signs: AnswerSigns): Promise<Answer> {
  const { accepted, failed, gone } = signs;
  const isThere = (path: string) => exists(resolveInside(root, path));
  try {
    if (!(await exists(root))) return 'away';
    // First what goes, then what comes: a rename between two looks must not seem like a loss.
    const taken = gone !== null && (await areGone(gone.paths, isThere));
    for (const path of failed) if (await isThere(path)) return 'failed';
    if (accepted.length > 0 && (await areThere(accepted, isThere))) return 'accepted';
    if (gone === null || !taken) return 'none';
    if (!(await exists(root)) || !(await areThere(gone.within, isThere))) return 'away';
    return gone.means === 'accepted' ? 'accepted' : 'gone';
  } catch (error) {
    failureOf(error);
    return 'away';
  }
}

type Look = (path: string) => Promise<boolean>;

async function areThere(paths: readonly string[], isThere: Look): Promise<boolean> {
  for (const path of paths) if (!(await isThere(path))) return false;
  return true;
}

async function areGone(paths: readonly string[], isThere: Look): Promise<boolean> {
  for (const path of paths) if (await isThere(path)) return false;
  return paths.length > 0;
}
