export type Level = 'ok' | 'warning' | 'critical';

const GB = 1024 ** 3;
const HOUR = 3_600_000;
const CLOCK_SLACK_MS = 60_000;

/** Below this nothing is copied any more; orders can still be taken and handed over (ADM-6). */
export const STOP_COPYING_BYTES = 2 * GB;

/** Days until copying must stop, at the average use of the last days; null when nothing was used. */
export const diskDaysLeft = (freeBytes: number, bytesADay: number): number | null =>
  bytesADay <= 0 ? null : Math.max(0, Math.floor((freeBytes - STOP_COPYING_BYTES) / bytesADay));

export const diskLevel = (freeBytes: number, daysLeft: number | null): Level => {
  if (freeBytes < STOP_COPYING_BYTES) return 'critical';
  return freeBytes < 10 * GB || (daysLeft !== null && daysLeft <= 7) ? 'warning' : 'ok';
};

/** A clock behind the highest time ever seen was set back: dates on tickets and deadlines would be wrong. */
export const clockLevel = (now: number, highestSeen: number): Level =>
  now + CLOCK_SLACK_MS < highestSeen ? 'critical' : 'ok';

export const backupLevel = (lastAt: number | null, now: number): Level => {
  if (lastAt === null) return 'warning';
  const age = now - lastAt;
  if (age > 72 * HOUR) return 'critical';
  return age > 26 * HOUR ? 'warning' : 'ok';
};
