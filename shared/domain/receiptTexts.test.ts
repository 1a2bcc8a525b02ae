import { describe, expect, it } from 'vitest';
import { LOCALES } from './i18n.ts';
import { RECEIPT_TEXTS } from './receiptTexts.ts';

/** Every sentence a set of texts can print, the ones with values filled in. */
function sentences(texts: object): readonly string[] {
  return Object.values(texts).flatMap((value) => {
    if (typeof value === 'string') return [value];
    return typeof value === 'function' ? [String(value('‹1›', '‹2›'))] : sentences(value);
  });
}

const allowed = {
  lv: /^[A-Za-zĀČĒĢĪĶĻŅŠŪŽāčēģīķļņšūž0-9\s.,:;–()‹›-]+$/u,
  en: /^[A-Za-z0-9\s.,:;–()‹›-]+$/u,
  ru: /^(?:KOPIJA|SMS|QR|[А-Яа-яЁё0-9\s.,:;–()№‹›-])+$/u,
} as const;

describe('receipt texts', () => {
  it.each(LOCALES)('%s is complete and holds only letters of its language', (locale) => {
    for (const sentence of sentences(RECEIPT_TEXTS[locale])) {
      expect(sentence.trim()).not.toBe('');
      expect(sentence).toMatch(allowed[locale]);
      expect(sentence).not.toMatch(/undefined|null|NaN|!/);
    }
  });

  it('[PAY-2] say in each language that this is not a fiscal receipt', () => {
    expect(LOCALES.map((locale) => RECEIPT_TEXTS[locale].notFiscal)).toEqual([
      'Šis nav fiskālais čeks.',
      'This is not a fiscal receipt.',
      'Это не фискальный чек.',
    ]);
  });

  it('[TIC-3] mark every copy with KOPIJA, its number, who and when', () => {
    for (const locale of LOCALES) {
      expect(RECEIPT_TEXTS[locale].copyMark(2)).toMatch(/^KOPIJA 2\b/);
      expect(RECEIPT_TEXTS[locale].copyBy('Anna', '22.11.2026 15:00')).toMatch(/: Anna, 22\.11\.2026 15:00$/);
    }
  });

  it('[CON-5] name the day the photos are deleted', () => {
    for (const locale of LOCALES) {
      expect(RECEIPT_TEXTS[locale].photosDeletedOn('22.12.2026')).toContain('22.12.2026');
      const before = RECEIPT_TEXTS[locale].photosDeletedAfter(30, '20.02.2027');
      expect(before).toContain('20.02.2027');
      expect(before).toContain('30\u00A0');
    }
  });

  it.each([
    ['lv', 1, 'dienu'],
    ['lv', 11, 'dienas'],
    ['lv', 21, 'dienu'],
    ['lv', 30, 'dienas'],
    ['en', 1, 'day '],
    ['en', 30, 'days'],
    ['ru', 1, 'день'],
    ['ru', 3, 'дня'],
    ['ru', 14, 'дней'],
    ['ru', 30, 'дней'],
  ] as const)('%s counts %i days right', (locale, days, word) => {
    expect(RECEIPT_TEXTS[locale].photosDeletedAfter(days, '')).toContain(`${days}\u00A0${word}`);
  });
});
