import { setTimeout as sleep } from 'node:timers/promises';
import type { Central } from '../../app/central.ts';
import { errorCode } from '../../http/log.ts';
import type { StoredFile } from '../fileRows.ts';
import { loseFile } from '../loseFile.ts';
import { isThere, isWhole } from './look.ts';
import type { Outcome } from './outcome.ts';
import { findNewestLooks, findOldestLook, noteLook, putOff } from './sweep.store.ts';

const DAY_MS = 86_400_000;
/** A look that found a file missing or wrong is repeated after so long: a node of the store may have been away. */
const AGAIN_AFTER_MS = 60_000;
/** A fraction of what a disk or a line gives: nobody waits for it. */
const BYTES_PER_S = 4_000_000;
/** So many other files are asked for before a file is called lost. */
const WITNESSES = 5;

interface SweepOptions {
  readonly againAfterMs?: number;
  readonly bytesPerS?: number;
}

export type SweepCentral = Pick<Central, 'db' | 'files' | 'log' | 'now' | 'afterErasure'>;

export interface Sweep {
  /** Reads the file again whose last look is the oldest; null where there is none. Throws once it is told to end. */
  readonly step: (signal: AbortSignal) => Promise<Outcome | null>;
}

/** Reads stored files again and looks whether they are whole (sync specification 6.5, I4). The options are for tests. */
export const createSweep = (
  central: SweepCentral,
  { againAfterMs = AGAIN_AFTER_MS, bytesPerS = BYTES_PER_S }: SweepOptions = {},
): Sweep => {
  const { db, files, log, now } = central;
  const { store, looks } = files;

  /** An empty disk in the place of the real one, or another bucket, has none of the files. */
  const isRightStore = async (file: StoredFile): Promise<boolean> => {
    const others = await findNewestLooks(db, file, WITNESSES);
    for (const other of others) if (await isThere(store, other)) return true;
    return others.length === 0;
  };

  const lookAt = async (file: StoredFile, signal: AbortSignal): Promise<Outcome> => {
    if (await isWhole(store, file, { bytesPerS, signal })) return 'whole';
    await sleep(againAfterMs, undefined, { signal });
    if (await isWhole(store, file, { bytesPerS, signal })) return 'whole';
    if (await isRightStore(file)) return (await loseFile(central, file)) ? 'lost' : 'gone';
    log('file_unread', { ref: file.fileId, code: 'nothing_there' });
    return 'unread';
  };

  const outcomeOf = async (file: StoredFile, signal: AbortSignal): Promise<Outcome> => {
    try {
      return await lookAt(file, signal);
    } catch (error) {
      signal.throwIfAborted();
      log('file_unread', { ref: file.fileId, code: errorCode(error) });
      return 'unread';
    }
  };

  return {
    step: async (signal) => {
      const file = await findOldestLook(db);
      if (file === undefined) return null;
      const outcome = await outcomeOf(file, signal);
      if (outcome === 'whole') await noteLook(db, file, now());
      else if (outcome !== 'lost') await putOff(db, file, DAY_MS);
      looks[outcome] += 1;
      return outcome;
    },
  };
};
