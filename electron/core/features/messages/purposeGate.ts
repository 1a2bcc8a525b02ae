import type { ConsentPurpose } from '../../../../shared/domain/consent.ts';
import { type OrderStatus, UNDO_MS } from '../../../../shared/domain/orderStatus.ts';
import {
  type CancelReason,
  type TemplateRule,
  templateRule,
} from '../../../../shared/privacy/messages/templates.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { sql } from '../../db/sql.ts';
import type { MayMarket } from '../consents/index.ts';
import { toldState } from '../notices/index.ts';
import { isPersonLocked } from '../recordsLock/index.ts';
import { isRestricted } from '../restriction/index.ts';
import { contactOn, type MessageRecord } from './messages.store.ts';

/** `to` is the contact as it is stored now. `wait`: not yet, and nothing has to be decided. */
export type Verdict =
  | { readonly kind: 'go'; readonly to: string }
  | { readonly kind: 'wait' }
  | { readonly kind: 'refuse'; readonly reason: CancelReason };

/** What is judged of a message, before it is queued and again each time it might go out. */
export type Judged = Omit<MessageRecord, 'messageId' | 'state' | 'letter' | 'calledAt' | 'locale'>;

type Said = 'go' | 'wait' | CancelReason;

interface OrderFacts {
  readonly status: OrderStatus;
  readonly heldFrom: OrderStatus | null;
  readonly notify: string;
  readonly personId: string | null;
  /** When it was last changed, taken back or its customer called: until the time to undo has passed it may change back. */
  readonly changedAt: number;
  readonly remindedAt: number;
}

const orderFacts = (db: ReadableDb, orderId: string | null): OrderFacts | undefined =>
  db.get<OrderFacts>(sql`SELECT o.status, o.held_from AS heldFrom, o.notify, o.person_id AS personId,
      coalesce((SELECT max(h.at) FROM order_history h WHERE h.order_id = o.order_id
        AND h.code IN ('status', 'undone', 'reminded')), 0) AS changedAt,
      coalesce((SELECT max(h.at) FROM order_history h WHERE h.order_id = o.order_id AND h.undone = 0
        AND h.code = 'reminded'), 0) AS remindedAt
    FROM orders o WHERE o.order_id = ${orderId}`);

const ofOrder = (db: ReadableDb, m: Judged, during: readonly OrderStatus[], now: number): Said => {
  const order = orderFacts(db, m.orderId);
  if (order?.personId !== m.personId) return 'overtaken';
  if (order.notify !== m.channel) return 'no_contact';
  // Messages start only when nothing can be taken back any more (ORD-2).
  if (now - order.changedAt < UNDO_MS) return 'wait';
  if (m.template === 'order.reminder' && order.remindedAt >= m.queuedAt) return 'overtaken';
  if (during.includes(order.status)) return 'go';
  return order.heldFrom !== null && during.includes(order.heldFrom) ? 'wait' : 'overtaken';
};

/** Who has seen the change on a screen need not be told of it once more. */
const ofNotice = (db: ReadableDb, { noticeId, noticeVersion, personId }: Judged): Said => {
  if (noticeId === null || noticeVersion === null) return 'overtaken';
  return toldState(db, { noticeId, version: noticeVersion }, personId) === 'queued' ? 'go' : 'overtaken';
};

const said = (mayMarket: MayMarket, db: ReadableDb, m: Judged, rule: TemplateRule, now: number): Said => {
  switch (rule.about) {
    case 'order':
      return ofOrder(db, m, rule.during, now);
    case 'request':
      return 'go';
    case 'notice':
      return ofNotice(db, m);
    case 'marketing': {
      const box = { purpose: rule.purpose as ConsentPurpose, channel: m.channel };
      return mayMarket(db, { personId: m.personId }, box, now) ? 'go' : 'no_consent';
    }
  }
};

/**
 * The one gate to every use of a contact for a message (P7, P15, P17, NOT-2). Denied by default: only a declared template
 * passes, for the one purpose it has, and only while its conditions hold. A restricted person's messages wait; their own
 * rights, which letters of requests serve, do not (GDPR 18).
 */
export const judge = (mayMarket: MayMarket, db: ReadableDb, m: Judged, now: number): Verdict => {
  const rule = templateRule(m.template);
  if (rule === null) return { kind: 'refuse', reason: 'undeclared' };
  if (m.expiresAt !== null && m.expiresAt <= now) return { kind: 'refuse', reason: 'expired' };
  const to = contactOn(db, m.personId, m.channel);
  if (to === null) return { kind: 'refuse', reason: 'no_contact' };
  if (isPersonLocked(db, m.personId)) return { kind: 'wait' };
  if (rule.about !== 'request' && isRestricted(db, m.personId)) return { kind: 'wait' };
  const what = said(mayMarket, db, m, rule, now);
  if (what === 'go') return { kind: 'go', to };
  return what === 'wait' ? { kind: 'wait' } : { kind: 'refuse', reason: what };
};
