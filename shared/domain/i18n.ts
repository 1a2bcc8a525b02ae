import { LOCALES } from './locales.ts';
import { z } from './z.ts';

export { DEFAULT_LOCALE, LOCALES } from './locales.ts';

/** A language of the screens, tickets and messages. */
export const Locale = z.enum(LOCALES);
export type Locale = z.infer<typeof Locale>;

const inAllLanguages = (max: number) => {
  const text = z.string().trim().min(1).max(max);
  return z.strictObject({ lv: text, en: text, ru: text });
};

/** One text in all three languages; none may be empty. */
export const Localised = inAllLanguages(50_000);
export type Localised = z.infer<typeof Localised>;

/** A name on a button or a receipt line. */
export const LocalisedName = inAllLanguages(60);
