/** A camera's wall time (`YYYY-MM-DDTHH:MM:SS`) in milliseconds, to measure how far two are apart; null for no such time. */
export function wallTimeMs(text: string): number | null {
  const ms = Date.parse(`${text}Z`);
  return Number.isNaN(ms) ? null : ms;
}
