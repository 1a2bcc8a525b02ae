import type { Locale } from '../../../../shared/domain/i18n.ts';
import { formatMoney, formatPercent } from '../../../../shared/domain/money.ts';
import type { ReceiptTexts } from '../../../../shared/domain/receiptText.ts';
import { RECEIPT_TEXTS } from '../../../../shared/domain/receiptTexts.ts';
import {
  formatDate,
  formatDateTime,
  formatDay,
  formatTime,
  type TimeMs,
} from '../../../../shared/domain/time.ts';
import { row, type TicketBlock, type TicketDocument, text } from './ticketDocument.ts';
import type { TicketExtraLine, TicketOrderView, TicketProductLine, TicketStore } from './ticketOrderView.ts';

const RULE: TicketBlock = { kind: 'rule' };
const CUT: TicketBlock = { kind: 'cut' };
/** Data State Inspectorate of Latvia (DVI). */
const AUTHORITY_SITE = 'www.dvi.gov.lv';
const CENTER = { align: 'center' } as const;
const SMALL = { size: 'small' } as const;

/** The ticket a customer takes from the kiosk (formats.md 13). */
export function kioskTicket(order: TicketOrderView): TicketDocument {
  return { kind: 'kiosk-ticket', locale: order.locale, blocks: orderBlocks(order, true) };
}

/** The receipt at the counter; the consents are printed on request. */
export function counterReceipt(order: TicketOrderView, withConsents: boolean): TicketDocument {
  return { kind: 'counter-receipt', locale: order.locale, blocks: orderBlocks(order, withConsents) };
}

/** The slip on the envelope, for staff and therefore in Latvian (paper names too): no prices, no contact. */
export function envelopeSlip(view: TicketOrderView): TicketDocument {
  const order = { ...view, locale: 'lv' } as const;
  const texts = RECEIPT_TEXTS.lv;
  const blocks: TicketBlock[] = [
    ...copyMark(order, texts),
    { kind: 'number', text: order.number },
    { kind: 'code128', data: order.barcode },
    text(formatDateTime(order.placedAt, 'lv'), CENTER),
    ...paymentBlocks(order, texts),
    RULE,
    ...order.lines.map((line) => row(productName(line, texts), texts.pieces(line.copies), { bold: true })),
    RULE,
    ...readyBy(order, texts),
    CUT,
  ];
  return { kind: 'envelope-slip', locale: 'lv', blocks };
}

export interface ErrorTicketView {
  readonly locale: Locale;
  readonly store: TicketStore;
  readonly at: TimeMs;
  /** If the order got one before the kiosk stopped. */
  readonly number: string | null;
  /** The step the customer was at, in words. */
  readonly step: string;
}

/** For a visit the kiosk could not finish: where it stopped and what to do now. */
export function errorTicket({ locale, store, at, number, step }: ErrorTicketView): TicketDocument {
  const texts = RECEIPT_TEXTS[locale];
  const blocks: TicketBlock[] = [
    text(store.name, { ...CENTER, size: 'large', bold: true }),
    text(formatDateTime(at, locale), { ...CENTER, ...SMALL }),
    { kind: 'banner', text: texts.titles.error },
    ...(number === null ? [] : [text(texts.orderNumber, CENTER), { kind: 'number', text: number } as const]),
    text(texts.errorIntro),
    text(`${texts.errorStep}: ${step}`),
    text(texts.errorAdvice, { bold: true }),
    CUT,
  ];
  return { kind: 'error-ticket', locale, blocks };
}

function orderBlocks(order: TicketOrderView, withConsents: boolean): TicketBlock[] {
  const texts = RECEIPT_TEXTS[order.locale];
  return [
    ...copyMark(order, texts),
    ...header(order, texts),
    ...paymentBlocks(order, texts),
    RULE,
    ...order.lines.flatMap((line) => productRows(line, order, texts)),
    ...order.extras.map((line) => row(extraName(line, texts), formatMoney(line.sum, order.locale))),
    RULE,
    ...totals(order, texts),
    RULE,
    ...collection(order, texts),
    RULE,
    ...privacy(order, texts, withConsents),
    CUT,
  ];
}

function copyMark({ copyOf, locale }: TicketOrderView, texts: ReceiptTexts): TicketBlock[] {
  if (copyOf === null) return [];
  const detail = texts.copyBy(copyOf.by, formatDateTime(copyOf.at, locale));
  return [{ kind: 'stamp', text: texts.copyMark(copyOf.n), detail }];
}

function header(order: TicketOrderView, texts: ReceiptTexts): TicketBlock[] {
  const { store, claimCode } = order;
  return [
    text(store.name, { ...CENTER, size: 'large', bold: true }),
    text(store.address, { ...CENTER, ...SMALL }),
    text(`${texts.phone}: ${store.phone}`, { ...CENTER, ...SMALL }),
    text(formatDateTime(order.placedAt, order.locale), { ...CENTER, ...SMALL }),
    RULE,
    text(texts.orderNumber, CENTER),
    { kind: 'number', text: order.number },
    { kind: 'code128', data: order.barcode },
    ...(claimCode === null
      ? []
      : [
          text(`${texts.claimCode}: ${claimCode}`, { ...CENTER, size: 'large', bold: true }),
          text(texts.claimCodeHint, { ...CENTER, ...SMALL }),
        ]),
  ];
}

function paymentBlocks({ payment, locale }: TicketOrderView, texts: ReceiptTexts): TicketBlock[] {
  const due = formatMoney(Math.abs(payment.due), locale);
  const words = {
    unpaid: texts.notPaid,
    part: texts.partPaid(due),
    paid: texts.paid,
    overpaid: texts.overpaid(due),
  }[payment.state];
  const till =
    payment.tillReceipt === null
      ? []
      : [text(texts.tillReceipt(payment.tillReceipt), { ...CENTER, ...SMALL })];
  return [{ kind: 'banner', text: words }, ...till];
}

function productRows(
  line: TicketProductLine,
  { locale }: TicketOrderView,
  texts: ReceiptTexts,
): TicketBlock[] {
  const unit = `${line.copies} × ${formatMoney(line.unit, locale)}`;
  return [
    text(productName(line, texts), { bold: true }),
    row(unit, formatMoney(line.sum, locale)),
    ...(line.breakFrom > 1 ? [text(texts.quantityBreak(line.breakFrom), SMALL)] : []),
  ];
}

function productName(line: TicketProductLine, texts: ReceiptTexts): string {
  const name = `${line.format}, ${line.paper}`;
  return line.fit === null ? name : `${name}, ${texts.fit[line.fit]}`;
}

function extraName(line: TicketExtraLine, texts: ReceiptTexts): string {
  if (line.kind === 'minimum') return texts.minimum;
  return line.kind === 'fee' ? texts.fees[line.fee] : texts.discount(line.reason);
}

function totals({ locale, total, vat }: TicketOrderView, texts: ReceiptTexts): TicketBlock[] {
  return [
    row(texts.total, formatMoney(total, locale), { size: 'large', bold: true }),
    ...vat.map((part) =>
      row(texts.ofWhichVat(formatPercent(part.rate, locale)), formatMoney(part.vat, locale), SMALL),
    ),
    text(texts.notFiscal, SMALL),
  ];
}

function readyBy({ dueAt, locale }: TicketOrderView, texts: ReceiptTexts): TicketBlock[] {
  return dueAt === null
    ? []
    : [text(texts.readyBy(formatDate(dueAt, locale), formatTime(dueAt)), { bold: true })];
}

function collection(order: TicketOrderView, texts: ReceiptTexts): TicketBlock[] {
  const { store } = order;
  return [
    ...readyBy(order, texts),
    text(`${texts.collectAt}: ${order.collectAt ?? store.address}`, SMALL),
    ...store.openingHours.map((line, i) => row(i === 0 ? texts.openingHours : '', line, SMALL)),
  ];
}

function privacy(order: TicketOrderView, texts: ReceiptTexts, withConsents: boolean): TicketBlock[] {
  const { contactMasked, statusUrl, store } = order;
  const contact =
    contactMasked === null ? text(texts.noContact, SMALL) : row(texts.contact, contactMasked, SMALL);
  return [
    contact,
    ...(withConsents ? consents(order, texts) : []),
    text(deletion(order, texts), SMALL),
    ...(statusUrl === null ? [] : [{ kind: 'qr', data: statusUrl, caption: texts.statusQr } as const]),
    text(`${texts.controller}: ${store.controller}`, SMALL),
    text(`${texts.privacyContact}: ${store.privacyContact}`, SMALL),
  ];
}

function consents(order: TicketOrderView, texts: ReceiptTexts): TicketBlock[] {
  if (order.consents.length === 0) return [text(texts.consentsNone, SMALL)];
  return [
    text(texts.consentsTitle, { ...SMALL, bold: true }),
    ...order.consents.map((id) => text(`- ${texts.consents[id]}`, SMALL)),
    ...consentReceipt(order, texts),
  ];
}

/** Record ids, controller, the way back and the authority: the receipt of privacy specification 4.2. */
function consentReceipt({ consentReceipt: receipt }: TicketOrderView, texts: ReceiptTexts): TicketBlock[] {
  if (receipt === null) return [];
  const { name, regNo, address } = receipt.controller;
  const company = [name, regNo, address].filter((part) => part !== '').join(', ');
  return [
    ...receipt.recordIds.map((id) => text(`${texts.consentRecord}: ${id}`, SMALL)),
    text(`${texts.controller}: ${company}`, SMALL),
    text(`${texts.withdrawalCode}: ${receipt.code}`, { bold: true }),
    { kind: 'qr', data: receipt.qr, caption: texts.withdraw },
    text(texts.authority, SMALL),
    text(AUTHORITY_SITE, SMALL),
  ];
}

function deletion({ deletion: plan, locale }: TicketOrderView, texts: ReceiptTexts): string {
  return plan.kind === 'on'
    ? texts.photosDeletedOn(formatDay(plan.day, locale))
    : texts.photosDeletedAfter(plan.days, formatDay(plan.uncollectedDay, locale));
}
