import { retryAfterMs } from '../../../../../shared/sync/rules/retry.ts';
import type { Wait } from './send/bandwidth.ts';
import { Refusal } from './refusal.ts';
import type { SyncFiles } from './syncFiles.ts';

/** How often to look for what customers, other terminals and the clock make possible. */
const LOOK_EVERY_MS = 15_000;

export interface FilesLoopDeps {
  readonly step: SyncFiles['step'];
  readonly wait: Wait;
  /** 0 to 1, without 1. */
  readonly random: () => number;
}

/** Moves photo files while this terminal and central are level, and never else. */
export interface FilesLoop {
  /** Central is level with this terminal, or no longer: what is on its way stops, and goes on from there later. */
  readonly onLevel: (level: boolean) => void;
  /** Resolves when nothing of it touches the database any more. */
  readonly settled: () => Promise<void>;
}

export const createFilesLoop = ({ step, wait, random }: FilesLoopDeps): FilesLoop => {
  let stop: AbortController | null = null;
  let running: Promise<void> = Promise.resolve();

  const run = async (signal: AbortSignal): Promise<void> => {
    let failures = 0;
    while (!signal.aborted) {
      let pause = LOOK_EVERY_MS;
      try {
        await step(signal);
        failures = 0;
      } catch (error) {
        failures += 1;
        // Whatever it was, ops and feed meet it as well and say so; files only try again.
        pause = retryAfterMs(failures, random(), error instanceof Refusal ? error.retryAfterMs : null);
      }
      await wait(pause, signal).catch(() => undefined);
    }
  };

  return {
    onLevel: (level) => {
      if (level === (stop !== null)) return;
      stop?.abort();
      stop = level ? new AbortController() : null;
      const signal = stop?.signal;
      if (signal !== undefined) running = running.then(() => run(signal));
    },
    settled: () => running,
  };
};
