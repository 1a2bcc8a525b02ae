import { useTranslation } from 'react-i18next';
import { namespaces } from './namespaces.ts';

/** Words of the on-screen keyboard, in the shape its part wants. */
export function useKeyboardTexts() {
  const { t } = useTranslation(namespaces);
  return {
    label: t('common:keyboard.label'),
    letters: t('common:keyboard.letters'),
    language: t('common:keyboard.language'),
    actions: {
      backspace: t('common:keyboard.backspace'),
      done: t('common:keyboard.done'),
      shift: t('common:keyboard.shift'),
      symbols: t('common:keyboard.symbols'),
      space: t('common:keyboard.space'),
      left: t('common:keyboard.left'),
      right: t('common:keyboard.right'),
      hide: t('common:keyboard.hide'),
    },
    signs: {
      "'": t('common:keyboard.signs.apostrophe'),
      '-': t('common:keyboard.signs.hyphen'),
      '.': t('common:keyboard.signs.dot'),
      _: t('common:keyboard.signs.underscore'),
      '@': t('common:keyboard.signs.at'),
      '+': t('common:keyboard.signs.plus'),
      ',': t('common:keyboard.signs.comma'),
      '/': t('common:keyboard.signs.slash'),
      ':': t('common:keyboard.signs.colon'),
      ';': t('common:keyboard.signs.semicolon'),
      '(': t('common:keyboard.signs.bracketOpen'),
      ')': t('common:keyboard.signs.bracketClose'),
      '&': t('common:keyboard.signs.and'),
      '"': t('common:keyboard.signs.quote'),
      '?': t('common:keyboard.signs.question'),
      '!': t('common:keyboard.signs.exclamation'),
      '#': t('common:keyboard.signs.hash'),
      '%': t('common:keyboard.signs.percent'),
    },
  };
}
