import type { Locale } from './i18n.ts';
import type { ReceiptTexts } from './receiptText.ts';
import { receiptTextsEn } from './receiptTexts.en.ts';
import { receiptTextsLv } from './receiptTexts.lv.ts';
import { receiptTextsRu } from './receiptTexts.ru.ts';

/** All that is printed, in the customer's language; slip and day-end sheet are Latvian. */
export const RECEIPT_TEXTS: Readonly<Record<Locale, ReceiptTexts>> = {
  lv: receiptTextsLv,
  en: receiptTextsEn,
  ru: receiptTextsRu,
};
