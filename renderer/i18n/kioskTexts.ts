import * as en from './texts/en/index.ts';
import * as lv from './texts/lv/index.ts';
import * as ru from './texts/ru/index.ts';
import type { WindowTexts } from './windowTexts.ts';

/** Named one by one: what is not named is not loaded before the first screen (docs/benchmarks.md). */
export const kioskTexts = {
  lv: { common: lv.common, errors: lv.errors, kiosk: lv.kiosk },
  en: { common: en.common, errors: en.errors, kiosk: en.kiosk },
  ru: { common: ru.common, errors: ru.errors, kiosk: ru.kiosk },
} as const satisfies WindowTexts;
