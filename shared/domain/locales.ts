/** Apart from their schema, so that a window that only shows texts loads no schema (docs/benchmarks.md). */
export const LOCALES = ['lv', 'en', 'ru'] as const;

/** The language every terminal starts in and returns to after a visit. */
export const DEFAULT_LOCALE: (typeof LOCALES)[number] = 'lv';
