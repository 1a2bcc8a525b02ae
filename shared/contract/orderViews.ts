import { z } from '../domain/z.ts';
import { Locale } from '../domain/i18n.ts';
import { JobId, OrderId, PaymentId, PhotoId } from '../domain/ids.ts';
import { Cents } from '../domain/money.ts';
import { OrderStatus } from '../domain/orderStatus.ts';
import { PaymentState } from '../domain/payment.ts';
import { OrderPrice } from '../domain/pricing.ts';
import { Caller } from './define.ts';
import { DraftItem } from './drafts.ts';
import { MessageView } from './messages.ts';

/**
 * An order that waits to be collected (PUP-4). `reminder`: nobody can be reminded, it is not time yet, staff are to
 * reach the customer, or they did. `uncollectedOn` is the earliest day it counts as uncollected.
 */
export const Collection = z.object({
  since: z.iso.date(),
  reminder: z.enum(['nobody', 'later', 'due', 'done']),
  reminderOn: z.iso.date().nullable(),
  remindedAt: z.int().nullable(),
  uncollectedOn: z.iso.date(),
});
export type Collection = z.infer<typeof Collection>;

export const OrderRow = z.object({
  orderId: OrderId,
  number: z.string().max(8),
  status: OrderStatus,
  payment: PaymentState,
  customer: z.string().max(80).nullable(),
  phoneTail: z.string().max(4).nullable(),
  content: z.string().max(200),
  source: z.enum(['kiosk', 'counter']),
  total: Cents,
  placedAt: z.int(),
  dueAt: z.int(),
  /** Name of the colleague who has it open, if any (ORD-5). */
  openBy: z.string().max(40).nullable(),
  /** The day the photos are deleted, as things stand. */
  keepUntil: z.iso.date(),
  /** Null unless ready, notified or uncollected. */
  collection: Collection.nullable(),
});
export type OrderRow = z.infer<typeof OrderRow>;

export const OrderPhoto = z.object({
  photoId: PhotoId,
  name: z.string().max(255),
  width: z.int(),
  height: z.int(),
  missing: z.boolean(),
  /** Its original is still on its way from another terminal. */
  onItsWay: z.boolean(),
  items: z.array(DraftItem).max(50),
});

/** Output job states of formats.md and product.md OUT-2. */
export const JobView = z.object({
  jobId: JobId,
  jobNumber: z.string().max(8),
  format: z.string().max(20),
  paper: z.string().max(20),
  images: z.int(),
  state: z.enum([
    'waiting',
    'building',
    'handed_over',
    'accepted',
    'printed',
    'failed',
    'stale',
    'cancelled',
  ]),
  reason: z.string().max(40).nullable(),
  since: z.int(),
});

export const PaymentView = z.object({
  paymentId: PaymentId,
  kind: z.enum(['payment', 'refund', 'correction']),
  amount: z.int(),
  method: z.enum(['cash', 'card']),
  tillReceipt: z.string().max(40).nullable(),
  at: z.int(),
  /** Null: somebody at another terminal. */
  by: z.string().max(40).nullable(),
  corrected: z.boolean(),
});

/** Who, when, what, from which terminal (ORD-2). `code` is closed; the window makes the sentence. */
export const HistoryEntry = z.object({
  historyId: z.int(),
  at: z.int(),
  by: z.string().max(40).nullable(),
  /** Its name, and whether it was its kiosk or its counter; null for another terminal. */
  terminal: z.string().max(40).nullable(),
  window: Caller.shape.terminal,
  code: z.enum([
    'placed',
    'status',
    'undone',
    'payment',
    'correction',
    'jobs_built',
    'job_handed_over',
    'job_failed',
    'printed_ticket',
    'viewed_photos',
    'note',
    'amended',
    'reminded',
    'called',
    'files_deleted',
  ]),
  from: OrderStatus.nullable(),
  to: OrderStatus.nullable(),
  reason: z.string().max(120).nullable(),
  undoableUntil: z.int().nullable(),
});

export const OrderDetail = z.object({
  ...OrderRow.shape,
  version: z.int(),
  locale: Locale,
  contact: z
    .object({
      name: z.string().max(80).nullable(),
      email: z.string().max(254).nullable(),
      phone: z.string().max(20).nullable(),
      address: z.string().max(300).nullable(),
    })
    .nullable(),
  anonymous: z.boolean(),
  price: OrderPrice,
  paid: z.int(),
  photos: z.array(OrderPhoto).max(2000),
  consents: z
    .array(
      z.object({
        purpose: z.string().max(40),
        channel: z.enum(['email', 'sms']),
        event: z.enum(['given', 'refused', 'withdrawn']),
        textVersion: z.string().max(20),
        at: z.int(),
      }),
    )
    .max(50),
  noticeVersion: z.string().max(20),
  place: z.string().max(20).nullable(),
  note: z.string().max(500).nullable(),
  payments: z.array(PaymentView).max(200),
  jobs: z.array(JobView).max(500),
  messages: z.array(MessageView).max(100),
  history: z.array(HistoryEntry).max(1000),
  next: z.array(z.object({ to: OrderStatus, needsReason: z.boolean(), managerOnly: z.boolean() })).max(12),
  /** Other open orders of the same contact (PUP-2). */
  alsoWaiting: z
    .array(z.object({ orderId: OrderId, number: z.string().max(8), status: OrderStatus }))
    .max(20),
  linkedTo: OrderId.nullable(),
  /** The photos and their key are gone since. */
  filesDeletedAt: z.int().nullable(),
});
export type OrderDetail = z.infer<typeof OrderDetail>;
