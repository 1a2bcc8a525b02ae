import * as en from './texts/en/index.ts';
import * as lv from './texts/lv/index.ts';
import * as ru from './texts/ru/index.ts';
import type { WindowTexts } from './windowTexts.ts';

/** Named one by one: what is not named is not loaded before the first screen (docs/benchmarks.md). */
export const setupTexts = {
  lv: { common: lv.common, errors: lv.errors, setup: lv.setup },
  en: { common: en.common, errors: en.errors, setup: en.setup },
  ru: { common: ru.common, errors: ru.errors, setup: ru.setup },
} as const satisfies WindowTexts;
