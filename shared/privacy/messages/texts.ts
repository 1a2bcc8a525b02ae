import type { Locale } from '../../domain/i18n.ts';
import type { WrittenLetter } from '../requestLetters.ts';
import { MESSAGE_VALUES, type MessageValue } from './templates.ts';
import type { MessageText, MessageTexts, WrittenTemplate } from './text.ts';
import { messageTextsEn } from './texts.en.ts';
import { messageTextsLv } from './texts.lv.ts';
import { messageTextsRu } from './texts.ru.ts';

export type MessageValues = Readonly<Partial<Record<MessageValue, string>>>;

export const MESSAGE_TEXTS: Readonly<Record<Locale, MessageTexts>> = {
  lv: messageTextsLv,
  en: messageTextsEn,
  ru: messageTextsRu,
};

const PLACEHOLDER = /\{([a-z]+)\}/g;

/** The values a text needs, each once, sorted. */
export const valuesIn = ({ title, lines }: MessageText): readonly string[] =>
  [...new Set([title, ...lines].flatMap((text) => [...text.matchAll(PLACEHOLDER)].map(([, name]) => name)))]
    .filter((name) => name !== undefined)
    .toSorted();

const isValue = (name: string): name is MessageValue => MESSAGE_VALUES.some((value) => value === name);

/** Writes a message in the person's language. @throws RangeError where a value is not given */
export const writeMessage = (
  template: WrittenTemplate,
  locale: Locale,
  values: MessageValues,
): WrittenLetter => {
  const valueOf = (name: string): string => {
    const value = isValue(name) ? values[name] : undefined;
    if (value === undefined) throw new RangeError(`message ${template} lacks ${name}`);
    return value;
  };
  const fill = (text: string): string => text.replaceAll(PLACEHOLDER, (_all, name: string) => valueOf(name));
  const isWhole = (text: string): boolean =>
    [...text.matchAll(PLACEHOLDER)].every(([, name = '']) => valueOf(name) !== '');
  const { title, lines } = MESSAGE_TEXTS[locale][template];
  return { title: fill(title), paragraphs: lines.filter(isWhole).map(fill) };
};
