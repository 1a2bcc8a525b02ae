import type { FeeKind } from './catalogue.ts';
import type { ConsentChannel, ConsentPurpose } from './consent.ts';
import type { Fit } from './crop.ts';

export const RECEIPT_KINDS = [
  'ticket',
  'receipt',
  'slip',
  'pickUp',
  'refund',
  'consent',
  'notice',
  'request',
  'error',
  'test',
] as const;
export type ReceiptKind = (typeof RECEIPT_KINDS)[number];

/**
 * Every word that tickets, receipts and slips print. Amounts, dates, times and percentages come in formatted already.
 * Whole sentences only: nothing is glued from parts, and no name is ever put into a sentence.
 */
export interface ReceiptTexts {
  readonly titles: Readonly<Record<ReceiptKind, string>>;
  readonly orderNumber: string;
  readonly date: string;
  readonly phone: string;
  readonly claimCode: string;
  readonly claimCodeHint: string;
  readonly fit: Readonly<Record<Fit, string>>;
  readonly pieces: (count: number) => string;
  /** The quantity from which the unit price of a line holds. */
  readonly quantityBreak: (from: number) => string;
  readonly minimum: string;
  readonly fees: Readonly<Record<FeeKind, string>>;
  readonly discount: (reason: string) => string;
  readonly total: string;
  readonly ofWhichVat: (rate: string) => string;
  readonly paid: string;
  readonly notPaid: string;
  readonly partPaid: (due: string) => string;
  readonly overpaid: (back: string) => string;
  readonly tillReceipt: (number: string) => string;
  readonly notFiscal: string;
  readonly readyBy: (date: string, time: string) => string;
  readonly collectAt: string;
  readonly openingHours: string;
  readonly contact: string;
  readonly noContact: string;
  readonly consentsTitle: string;
  readonly consentsNone: string;
  readonly consents: Readonly<Record<`${ConsentPurpose}.${ConsentChannel}`, string>>;
  readonly withdraw: string;
  readonly withdrawalCode: string;
  readonly consentRecord: string;
  /** Where to complain. */
  readonly authority: string;
  readonly statusQr: string;
  /** After pick-up the day is known. */
  readonly photosDeletedOn: (date: string) => string;
  /** Before pick-up: so many days after it, and the day that counts if nobody comes. */
  readonly photosDeletedAfter: (days: number, uncollectedDate: string) => string;
  readonly controller: string;
  readonly privacyContact: string;
  /** `KOPIJA` stays Latvian in every language: staff look for that word. */
  readonly copyMark: (n: number) => string;
  readonly copyBy: (who: string, when: string) => string;
  readonly pickedUp: (date: string, time: string) => string;
  readonly refunded: string;
  /** Under the title of the printed notice. */
  readonly noticeVersion: (version: string, date: string) => string;
  readonly sampleNotice: string;
  /** Under the number of a privacy request. */
  readonly answerBy: (date: string) => string;
  readonly codeAtCounter: string;
  readonly errorIntro: string;
  readonly errorStep: string;
  readonly errorAdvice: string;
}
