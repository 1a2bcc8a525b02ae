import type { Notice } from '../../../../shared/contract/notices.ts';
import type { Locale } from '../../../../shared/domain/i18n.ts';
import { RECEIPT_TEXTS } from '../../../../shared/domain/receiptTexts.ts';
import { formatDate, type TimeMs } from '../../../../shared/domain/time.ts';
import { type TicketDocument, text } from './ticketDocument.ts';

const CENTER = { align: 'center' } as const;
const SMALL = { size: 'small' } as const;

/** The whole notice, with its version and the day it took effect. */
export function noticePaper(notice: Notice, locale: Locale): TicketDocument {
  const texts = RECEIPT_TEXTS[locale];
  return {
    kind: 'notice',
    locale,
    blocks: [
      text(texts.titles.notice, { ...CENTER, size: 'large', bold: true }),
      text(texts.noticeVersion(notice.version, formatDate(notice.effectiveAt, locale)), {
        ...CENTER,
        ...SMALL,
      }),
      ...(notice.sample ? [text(texts.sampleNotice, { ...CENTER, ...SMALL, bold: true })] : []),
      { kind: 'rule' },
      ...notice.text[locale].split('\n\n').map((paragraph) => text(paragraph, SMALL)),
      { kind: 'cut' },
    ],
  };
}

export interface RequestOnPaper {
  readonly locale: Locale;
  readonly number: string;
  readonly dueAt: TimeMs;
  readonly company: string;
  readonly contact: string;
}

/** The number of a privacy request with its due date: nothing about the person and nothing of what was asked. */
export function requestPaper({ locale, number, dueAt, company, contact }: RequestOnPaper): TicketDocument {
  const texts = RECEIPT_TEXTS[locale];
  return {
    kind: 'privacy-request',
    locale,
    blocks: [
      text(texts.titles.request, { ...CENTER, size: 'large', bold: true }),
      text(number, { ...CENTER, size: 'large', bold: true }),
      text(texts.answerBy(formatDate(dueAt, locale)), { ...CENTER, bold: true }),
      text(texts.codeAtCounter, CENTER),
      { kind: 'rule' },
      text(`${texts.controller}: ${company}`, SMALL),
      text(`${texts.privacyContact}: ${contact}`, SMALL),
      text(texts.authority, SMALL),
      { kind: 'cut' },
    ],
  };
}
