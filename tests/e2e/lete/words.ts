import { createI18n, type Texts } from '../../../renderer/i18n/index.ts';
import { resources } from '../../../renderer/i18n/resources.ts';
import type { Locale } from '../../../shared/domain/i18n.ts';

/** The words of the screens in one language, as the screens themselves make them. */
export const wordsIn = (locale: Locale): Texts => createI18n(locale, resources).t;

/** A text with its placeholders left open, to find a sentence whose numbers are not known beforehand. */
export function like(sentence: string): RegExp {
  const parts = sentence.split(/\{\{[^}]*\}\}|\u0000/);
  return new RegExp(parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+'));
}
