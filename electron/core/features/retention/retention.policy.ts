const HOUR = 3_600_000;

/** The job is done each day; a day and two hours of silence are an alarm (privacy specification 4.5). */
export const PASS_EVERY_MS = 24 * HOUR;
const ALARM_AFTER_MS = 26 * HOUR;

/** Whether a pass is due; one that seems to lie in the future was made before the clock was set back. */
export const isPassDue = (lastAt: number | null, now: number): boolean =>
  lastAt === null || lastAt > now || now - lastAt >= PASS_EVERY_MS;

/** How well the deleting goes: `warning` before the first pass, `critical` after 26 hours without one. */
export const retentionLevel = (lastAt: number | null, now: number): 'ok' | 'warning' | 'critical' => {
  if (lastAt === null) return 'warning';
  return now - lastAt > ALARM_AFTER_MS ? 'critical' : 'ok';
};
