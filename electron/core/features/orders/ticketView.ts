import type { Settings } from '../../../../shared/contract/settings.ts';
import { type Catalogue, findFormat, findPaper, isIndex } from '../../../../shared/domain/catalogue.ts';
import { type ConsentPurpose, consentTextId } from '../../../../shared/domain/consent.ts';
import { maskEmail } from '../../../../shared/domain/email.ts';
import type { Locale } from '../../../../shared/domain/i18n.ts';
import { statusUrlOf, withdrawalUrlOf } from '../../../../shared/domain/links.ts';
import { describeWeek } from '../../../../shared/domain/openingHours.ts';
import { paymentStanding } from '../../../../shared/domain/payment.ts';
import { formatWithdrawalCode, type WithdrawalCode } from '../../../../shared/domain/orderNumber.ts';
import { maskPhone } from '../../../../shared/domain/phone.ts';
import type { ProductLine } from '../../../../shared/domain/pricing.ts';
import { photosKeptUntil } from '../../../../shared/domain/retention.ts';
import { shopDayOf } from '../../../../shared/domain/time.ts';
import type { ReadableDb } from '../../db/handles.ts';
import type {
  TicketCopy,
  TicketDeletion,
  TicketExtraLine,
  TicketOrderView,
  TicketProductLine,
  TicketStore,
} from '../tickets/index.ts';
import type { OrderRecord } from './store/orders.store.ts';
import { listPayments } from './store/payments.store.ts';
import { consentsOf, findPerson, givenRecordIds, type PersonRecord } from './store/people.store.ts';
import { listItems } from './store/photos.store.ts';

const storeOf = ({ store }: Settings, locale: Locale): TicketStore => ({
  name: store.name,
  address: store.address,
  phone: store.phone,
  openingHours: describeWeek(store.openingHours, locale),
  controller: store.name,
  privacyContact: store.privacyContact,
});

/** A product's line for each way it was cut; the unit price is that of the whole product. */
const productLines = (
  db: ReadableDb,
  order: OrderRecord,
  catalogue: Catalogue,
  locale: Locale,
): readonly TicketProductLine[] => {
  const items = listItems(db, order.orderId);
  const copiesOf = (line: ProductLine, fit: 'fill' | 'fit') =>
    items
      .filter((item) => item.format === line.format && item.paper === line.paper && item.fit === fit)
      .reduce((sum, { copies }) => sum + copies, 0);
  return order.price.lines.flatMap((line): readonly TicketProductLine[] => {
    if (line.kind !== 'product') return [];
    const { unit, breakFrom } = line;
    const format = findFormat(catalogue, line.format)?.name[locale] ?? line.format;
    const paper = findPaper(catalogue, line.paper)?.name[locale] ?? line.paper;
    // Its sheets are no copies of the photos.
    if (isIndex(catalogue, line.format))
      return [{ format, paper, fit: null, copies: line.qty, unit, sum: line.sum, breakFrom }];
    return (['fill', 'fit'] as const).flatMap((fit) => {
      const copies = copiesOf(line, fit);
      return copies === 0 ? [] : [{ format, paper, fit, copies, unit, sum: copies * unit, breakFrom }];
    });
  });
};

const extraLines = (
  { price }: OrderRecord,
  catalogue: Catalogue,
  locale: Locale,
): readonly TicketExtraLine[] =>
  price.lines.flatMap((line): TicketExtraLine[] => {
    if (line.kind === 'product') return [];
    if (line.kind === 'fee') return [{ kind: 'fee', fee: line.fee, sum: line.sum }];
    if (line.kind === 'minimum') return [{ kind: 'minimum', sum: line.sum }];
    const known = catalogue.discount.reasons.find(({ code }) => code === line.reason);
    return [{ kind: 'discount', reason: known?.name[locale] ?? line.reason, sum: line.sum }];
  });

const paymentOf = (db: ReadableDb, order: OrderRecord): TicketOrderView['payment'] => {
  const payments = listPayments(db, order.orderId);
  const { state, due } = paymentStanding(order.total, payments);
  const standing = payments.filter(
    ({ kind, paymentId }) => kind === 'payment' && !payments.some(({ corrects }) => corrects === paymentId),
  );
  return { state, due, tillReceipt: standing.at(-1)?.tillReceipt ?? null };
};

const deletionOf = (order: OrderRecord, { retention }: Settings): TicketDeletion => {
  if (order.filesDeletedAt !== null) return { kind: 'on', day: shopDayOf(order.filesDeletedAt) };
  const ended = order.closedAt === null ? null : shopDayOf(order.closedAt);
  const day = photosKeptUntil({ placed: order.day, ended }, retention);
  return ended === null
    ? { kind: 'after', days: retention.photosAfterPickUp, uncollectedDay: day }
    : { kind: 'on', day };
};

const maskedContact = (person: PersonRecord | undefined): string | null => {
  if (person?.phone) return maskPhone(person.phone);
  return person?.email ? maskEmail(person.email) : null;
};

const givenConsents = (db: ReadableDb, { personId }: OrderRecord) =>
  (personId === null ? [] : consentsOf(db, personId))
    .filter(({ event }) => event === 'given')
    .map(({ purpose, channel }) => consentTextId(purpose as ConsentPurpose, channel));

/** What makes the consents on the paper a receipt: their records, and the code that takes them back. */
const receiptOf = (
  db: ReadableDb,
  settings: Settings,
  { personId }: OrderRecord,
  code: WithdrawalCode | null,
): TicketOrderView['consentReceipt'] =>
  personId === null || code === null
    ? null
    : {
        recordIds: givenRecordIds(db, personId),
        code: formatWithdrawalCode(code),
        qr: withdrawalUrlOf(settings.store.statusUrl, code),
        controller: settings.controller,
      };

interface TicketExtras {
  readonly locale: Locale;
  readonly copyOf: TicketCopy | null;
  readonly code: WithdrawalCode | null;
}

/** An order as its paper shows it, in the given language, from the stored amounts. */
export const ticketView = (
  db: ReadableDb,
  settings: Settings,
  catalogue: Catalogue,
  order: OrderRecord,
  { locale, copyOf, code }: TicketExtras,
): TicketOrderView => ({
  locale,
  store: storeOf(settings, locale),
  placedAt: order.placedAt,
  number: order.number,
  barcode: order.barcode,
  claimCode: order.claimCode,
  statusUrl: statusUrlOf(settings.store.statusUrl, order.statusToken) || null,
  lines: productLines(db, order, catalogue, locale),
  extras: extraLines(order, catalogue, locale),
  total: order.total,
  vat: order.price.vat,
  payment: paymentOf(db, order),
  dueAt: order.dueAt,
  collectAt: null,
  contactMasked: maskedContact(order.personId === null ? undefined : findPerson(db, order.personId)),
  consents: givenConsents(db, order),
  consentReceipt: receiptOf(db, settings, order, code),
  deletion: deletionOf(order, settings),
  copyOf,
});
