const WINDOW_MS = 60_000;
const TOO_MANY = 4;
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5_000;

/**
 * Decides what follows a crash: a restart after a growing wait, or the out-of-order screen when there were
 * several within a minute (REC-2). Times in UTC milliseconds.
 */
export const createCrashCounter = () => {
  let recent: readonly number[] = [];
  return {
    next(now: number): { readonly restartAfterMs: number } | 'crash-loop' {
      recent = [...recent.filter((at) => now - at < WINDOW_MS), now];
      if (recent.length >= TOO_MANY) return 'crash-loop';
      return { restartAfterMs: Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (recent.length - 1)) };
    },
  };
};
