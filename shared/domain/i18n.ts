import { z } from 'zod';

export const LOCALES = ['lv', 'en', 'ru'] as const;

/** A language of the screens, tickets and messages. */
export const Locale = z.enum(LOCALES);
export type Locale = z.infer<typeof Locale>;

/** The language every terminal starts in and returns to after a visit. */
export const DEFAULT_LOCALE: Locale = 'lv';

const text = z.string().trim().min(1).max(200);

/** One short text in all three languages; none may be empty. */
export const Localised = z.strictObject({ lv: text, en: text, ru: text });
export type Localised = z.infer<typeof Localised>;
