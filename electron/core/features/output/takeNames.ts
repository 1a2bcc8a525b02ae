import type { OutputFailure } from '../../../../shared/domain/outputFailure.ts';
import type { Naming } from './formats/labFormat.ts';
import { failureOf } from './diskErrors.ts';
import { exists, resolveInside } from './handOverFiles.ts';

/** So many names of one job were never taken; beyond it something else is wrong. */
const MAX_TRIES = 500;

/** The first free names of a job; a name that stands in any state is never used again (formats.md 7). */
export async function takeNames(
  root: string,
  { wanted, candidate, places }: Naming,
): Promise<readonly string[] | OutputFailure> {
  const free: string[] = [];
  try {
    for (let n = 0; free.length < wanted; n++) {
      if (n === MAX_TRIES) return 'write-refused';
      const name = candidate(n);
      let taken = false;
      for (const place of places(name)) taken ||= await exists(resolveInside(root, place));
      if (!taken) free.push(name);
    }
    return free;
  } catch (error) {
    return failureOf(error);
  }
}
