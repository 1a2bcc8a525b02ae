const FIRST_MS = 200;
const LONGEST_MS = 20_000;

/**
 * How long to wait before the next attempt, in ms: full jitter over a doubling span (sync specification 4.5), never
 * less than what the other side asked for.
 *
 * @param failures attempts that failed in a row and brought nothing, 1 or more
 * @param random 0 to 1, without 1
 */
export const retryAfterMs = (failures: number, random: number, asked: number | null): number => {
  const span = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 30));
  return Math.max(asked ?? 0, Math.round(span * random));
};

/** Statuses after which the same request is sent again by itself; any other 4xx needs somebody. */
export const isTransient = (status: number): boolean =>
  status === 408 || status === 425 || status === 429 || status >= 500;
