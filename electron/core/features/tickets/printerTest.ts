import { LOCALES, type Locale } from '../../../../shared/domain/i18n.ts';
import { formatMoney } from '../../../../shared/domain/money.ts';
import { RECEIPT_TEXTS } from '../../../../shared/domain/receiptTexts.ts';
import { formatDateTime, type TimeMs } from '../../../../shared/domain/time.ts';
import { row, type TicketBlock, type TicketDocument, text } from './ticketDocument.ts';

/** All 22 Latvian letters and the Russian alphabet: what staff confirm before text mode may be used. */
export const LATVIAN_LETTERS = 'ā č ē ģ ī ķ ļ ņ š ū ž Ā Č Ē Ģ Ī Ķ Ļ Ņ Š Ū Ž';
export const RUSSIAN_LETTERS = 'абвгдеёжзийклмнопрстуфхцчшщъыьэюя АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ';

/** A page with every letter, sum, mark and code that tickets use ; the printer's code pages follow as text. */
export function printerTestPage(locale: Locale, now: TimeMs): TicketDocument {
  const texts = RECEIPT_TEXTS[locale];
  const blocks: TicketBlock[] = [
    text(texts.titles.test, { align: 'center', size: 'large', bold: true }),
    text(formatDateTime(now, locale), { align: 'center' }),
    { kind: 'rule' },
    text(LATVIAN_LETTERS),
    text(LATVIAN_LETTERS, { bold: true }),
    text(RUSSIAN_LETTERS),
    text(RUSSIAN_LETTERS, { bold: true }),
    ...LOCALES.map((each) => row(RECEIPT_TEXTS[each].total, formatMoney(123_450, each))),
    { kind: 'rule' },
    { kind: 'number', text: 'K-27' },
    { kind: 'banner', text: texts.paid },
    { kind: 'stamp', text: texts.copyMark(1), detail: formatDateTime(now, locale) },
    { kind: 'code128', data: 'L01261122K00270' },
    { kind: 'qr', data: 'https://example.org/test', caption: texts.titles.test },
    { kind: 'cut' },
  ];
  return { kind: 'printer-test', locale, blocks };
}
