/** How long until the screen locks itself, in milliseconds; 0 when it must lock now. A clock set back locks nothing early. */
export function lockIn(lastActivityAt: number, now: number, lockAfterMs: number): number {
  const idle = Math.max(0, now - lastActivityAt);
  return Math.max(0, lockAfterMs - idle);
}

/** A wait as it counts down: `0:28`, `12:05`. Whole seconds, rounded up, so that it never says 0:00 too early. */
export function waitText(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
