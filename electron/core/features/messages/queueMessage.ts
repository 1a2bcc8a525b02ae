import type { ConsentChannel, ConsentPurpose } from '../../../../shared/domain/consent.ts';
import type { Locale } from '../../../../shared/domain/i18n.ts';
import type { OrderId, PersonId } from '../../../../shared/domain/ids.ts';
import type {
  CancelReason,
  MessageTemplate,
  OrderTemplate,
} from '../../../../shared/privacy/messages/templates.ts';
import type { Tx } from '../../call/context.ts';
import type { MayMarket } from '../consents/index.ts';
import { isRestricted } from '../restriction/index.ts';
import {
  findMessage,
  insertMessage,
  type Subject,
  setState,
  waitingFor,
  waitingOfCause,
} from './messages.store.ts';
import { judge } from './purposeGate.ts';

export interface WantedMessage extends Partial<Subject> {
  readonly template: MessageTemplate;
  readonly personId: PersonId;
  readonly channel: ConsentChannel;
  readonly locale: Locale;
  /** What it is sent once for: asked for again with the same cause, nothing happens. */
  readonly cause: string;
  readonly expiresAt?: number | null;
  /** Set where each terminal of a store queues the same: central takes it once. */
  readonly messageId?: string;
}

/** `refused` says why; nothing is stored then. */
export type Queued =
  | { readonly kind: 'queued'; readonly messageId: string }
  | { readonly kind: 'known' }
  | { readonly kind: 'refused'; readonly reason: CancelReason | 'restricted' };

const noMarketing: MayMarket = () => false;
const NOTHING = { orderId: null, requestId: null, noticeId: null, noticeVersion: null } as const;
const NO_LETTER = new Uint8Array();

/**
 * Queues a message in the caller's transaction, once for its cause, if the gate lets it. `seal` makes the letter that
 * waits with it. Without `mayMarket` no marketing passes at all.
 */
export const queueMessage = (
  tx: Tx,
  wanted: WantedMessage,
  mayMarket: MayMarket = noMarketing,
  seal: (messageId: string) => Uint8Array = () => NO_LETTER,
): Queued => {
  const { cause, ...rest } = wanted;
  const judged = { ...NOTHING, expiresAt: null, ...rest, queuedAt: tx.now };
  const verdict = judge(mayMarket, tx.db, judged, tx.now);
  if (verdict.kind === 'refuse') return { kind: 'refused', reason: verdict.reason };
  // What an order says waits until the restriction ends; nobody is put on a list of marketing meanwhile.
  if (wanted.template.startsWith('marketing.') && isRestricted(tx.db, wanted.personId))
    return { kind: 'refused', reason: 'restricted' };
  const messageId = wanted.messageId ?? tx.ids.ulid();
  if (!insertMessage(tx.db, { ...judged, messageId, cause, letter: seal(messageId) }))
    return { kind: 'known' };
  tx.emit('health-changed', {});
  return { kind: 'queued', messageId };
};

/** An order as its messages need it. */
export interface OrderToTell {
  readonly orderId: OrderId;
  readonly personId: PersonId | null;
  readonly notify: ConsentChannel | 'none';
  readonly locale: Locale;
}

const causeOf = (orderId: OrderId, template: OrderTemplate, of: number | string): string =>
  `${orderId}:${template}:${of}`;

/** Tells the customer of an order on the way they chose, once for `of`; who chose none hears nothing. */
export const tellCustomer = (
  tx: Tx,
  { orderId, personId, notify, locale }: OrderToTell,
  template: OrderTemplate,
  of: number | string,
): void => {
  if (personId === null || notify === 'none') return;
  const cause = causeOf(orderId, template, of);
  queueMessage(tx, { template, personId, orderId, channel: notify, locale, cause });
};

/** Cancels what still waits. Answers how much that was. */
const cancelAll = (tx: Tx, ids: readonly string[], reason: CancelReason): number => {
  for (const messageId of ids) cancelMessage(tx, messageId, reason);
  return ids.length;
};

export const cancelMessage = (tx: Tx, messageId: string, reason: CancelReason): void => {
  setState(tx.db, messageId, { state: 'cancelled', reason, now: tx.now });
  tx.audit('message.cancel', messageId);
  tellWindows(tx, messageId);
};

/** An order on show and the strip are read anew. */
export const tellWindows = (tx: Tx, messageId: string): void => {
  const orderId = findMessage(tx.db, messageId)?.orderId;
  if (orderId) tx.emit('orders-changed', { orderId });
  tx.emit('health-changed', {});
};

/** What was queued by a change of an order that is taken back (ORD-2). */
export const cancelOfChange = (
  tx: Tx,
  orderId: OrderId,
  template: OrderTemplate,
  historyId: number,
): number => cancelAll(tx, waitingOfCause(tx.db, causeOf(orderId, template, historyId)), 'undone');

/** A consent was taken back: what waits for it goes at once (C4, P11). */
export const cancelMarketing = (tx: Tx, people: readonly PersonId[], purpose: ConsentPurpose): number =>
  cancelAll(tx, waitingFor(tx.db, people, purpose), 'withdrawn');

/** Nothing goes out to people who are being erased (privacy specification 5.2, step 3). */
export const cancelForErasure = (tx: Tx, people: readonly PersonId[]): number =>
  cancelAll(tx, waitingFor(tx.db, people), 'erased');
