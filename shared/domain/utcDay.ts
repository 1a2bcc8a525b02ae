/** The UTC day of an instant, `yyyy-MM-dd`; for file names that must sort, loaded before anything else. */
export const utcDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
