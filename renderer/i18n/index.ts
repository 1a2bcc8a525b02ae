import { createInstance, type i18n as I18n, type TFunction } from 'i18next';
import { I18nextProvider, initReactI18next, useTranslation } from 'react-i18next';
import { DEFAULT_LOCALE, LOCALES, type Locale } from '../../shared/domain/i18n.ts';
import { namespaces } from './namespaces.ts';
import type { WindowTexts } from './windowTexts.ts';

export type { I18n };

/** Gives an i18n instance to the texts below it. */
export { I18nextProvider as TextsProvider };
export { useKeyboardTexts } from './useKeyboardTexts.ts';

/** Keys are always written with their namespace: `t('kiosk:photos.title')`. */
export type Texts = TFunction<typeof namespaces>;

/** One per window. Texts are part of the program, so it is ready at once. */
export function createI18n(locale: Locale, texts: WindowTexts): I18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    resources: texts,
    lng: locale,
    supportedLngs: [...LOCALES],
    fallbackLng: DEFAULT_LOCALE,
    ns: [...namespaces],
    defaultNS: 'common',
    initAsync: false,
    returnNull: false,
    // React escapes what it shows.
    interpolation: { escapeValue: false },
  });
  return instance;
}

/** The texts in the window's language; draws again when the language changes. */
export function useTexts(): Texts {
  return useTranslation(namespaces).t;
}
