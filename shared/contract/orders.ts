import { z } from 'zod';
import { OrderStatus } from '../domain/orderStatus.ts';
import { PaymentState } from '../domain/payment.ts';
import { Locale } from '../domain/i18n.ts';
import { JobId, OrderId, PaymentId, PhotoId, RequestId } from '../domain/ids.ts';
import { Cents } from '../domain/money.ts';
import { OrderPrice } from '../domain/pricing.ts';
import { Bytes, type Contract, type Events, SIGNED_IN } from './define.ts';
import { DraftItem } from './drafts.ts';

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
});
export type OrderRow = z.infer<typeof OrderRow>;

export const OrderPhoto = z.object({
  photoId: PhotoId,
  name: z.string().max(255),
  width: z.int(),
  height: z.int(),
  missing: z.boolean(),
  items: z.array(DraftItem).max(50),
});

/** Output job states of formats.md and product.md OUT-2. */
export const JobView = z.object({
  jobId: JobId,
  jobNumber: z.string().max(8),
  product: z.string().max(60),
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
  by: z.string().max(40),
  corrected: z.boolean(),
});

/** Who, when, what, from which terminal (ORD-2). `code` is closed; the window makes the sentence. */
export const HistoryEntry = z.object({
  historyId: z.int(),
  at: z.int(),
  by: z.string().max(40).nullable(),
  terminal: z.string().max(40),
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
  keepUntil: z.iso.date(),
  place: z.string().max(20).nullable(),
  note: z.string().max(500).nullable(),
  payments: z.array(PaymentView).max(200),
  jobs: z.array(JobView).max(500),
  history: z.array(HistoryEntry).max(1000),
  next: z.array(z.object({ to: OrderStatus, needsReason: z.boolean(), managerOnly: z.boolean() })).max(12),
  /** Other open orders of the same contact (PUP-2). */
  alsoWaiting: z
    .array(z.object({ orderId: OrderId, number: z.string().max(8), status: OrderStatus }))
    .max(20),
  linkedTo: OrderId.nullable(),
});
export type OrderDetail = z.infer<typeof OrderDetail>;

const onOrder = { requestId: RequestId, orderId: OrderId, version: z.int() };
const changed = z.object({ version: z.int(), historyId: z.int(), undoUntil: z.int().nullable() });
const reason = z.string().trim().min(1).max(120);

export const orders = {
  'orders:list': {
    kind: 'query',
    roles: SIGNED_IN,
    input: z.strictObject({
      day: z.enum(['today', 'all']),
      statuses: z.array(OrderStatus).max(11),
      source: z.enum(['kiosk', 'counter', 'all']),
      text: z.string().max(80),
      sort: z.enum(['placedAt', 'dueAt', 'number', 'status', 'total', 'customer']),
      descending: z.boolean(),
      offset: z.int().min(0),
      limit: z.int().min(1).max(200),
    }),
    output: z.object({ total: z.int(), rows: z.array(OrderRow).max(200) }),
  },
  /** Number, barcode, last 4 digits of the phone, or 3 letters of the name; open orders, 10 at most (ORD-7). */
  'orders:search': {
    kind: 'query',
    roles: SIGNED_IN,
    input: z.strictObject({ text: z.string().min(1).max(80) }),
    output: z.object({ rows: z.array(OrderRow).max(10) }),
  },
  'orders:scan': {
    kind: 'query',
    roles: SIGNED_IN,
    input: z.strictObject({ code: z.string().min(1).max(200) }),
    output: z.object({ orderId: OrderId }),
  },
  'orders:get': {
    kind: 'query',
    roles: SIGNED_IN,
    input: z.strictObject({ orderId: OrderId }),
    output: OrderDetail,
  },
  /** Opening photos is recorded (PRV-4); until then they are blurred. */
  'orders:viewPhotos': {
    kind: 'command',
    roles: SIGNED_IN,
    input: z.strictObject({ requestId: RequestId, orderId: OrderId }),
    output: z.object({}),
  },
  'orders:thumbnail': {
    kind: 'query',
    roles: SIGNED_IN,
    input: z.strictObject({
      orderId: OrderId,
      photoId: PhotoId,
      edge: z.union([z.literal(320), z.literal(1600)]),
    }),
    output: z.object({ bytes: Bytes, width: z.int(), height: z.int() }),
  },
  'orders:open': {
    kind: 'command',
    roles: SIGNED_IN,
    input: z.strictObject({ requestId: RequestId, orderId: OrderId }),
    output: z.object({ openBy: z.string().max(40).nullable() }),
  },
  'orders:close': {
    kind: 'command',
    roles: SIGNED_IN,
    input: z.strictObject({ requestId: RequestId, orderId: OrderId }),
    output: z.object({}),
  },
  'orders:changeStatus': {
    kind: 'command',
    roles: SIGNED_IN,
    input: z.strictObject({ ...onOrder, to: OrderStatus, reason: reason.nullable() }),
    output: changed,
  },
  'orders:undo': {
    kind: 'command',
    roles: SIGNED_IN,
    input: z.strictObject({ requestId: RequestId, orderId: OrderId, historyId: z.int() }),
    output: z.object({ version: z.int() }),
  },
  /** The hand-over of PUP-1 and PUP-3: a scanned ticket, or the number with the phone tail, or the claim code. */
  'orders:handOver': {
    kind: 'command',
    roles: SIGNED_IN,
    input: z.strictObject({
      ...onOrder,
      proof: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('scan'), code: z.string().max(200) }),
        z.strictObject({ kind: z.literal('phoneTail'), tail: z.string().max(4) }),
        z.strictObject({ kind: z.literal('claimCode'), code: z.string().max(12) }),
        z.strictObject({ kind: z.literal('knownInPerson'), reason }),
      ]),
      unpaidReason: reason.nullable(),
    }),
    output: changed,
  },
  'orders:recordPayment': {
    kind: 'command',
    roles: SIGNED_IN,
    input: z.strictObject({
      requestId: RequestId,
      orderId: OrderId,
      kind: z.enum(['payment', 'refund']),
      amount: z.int().min(1).max(10_000_000),
      method: z.enum(['cash', 'card']),
      tillReceipt: z.string().trim().max(40).nullable(),
    }),
    output: z.object({ paymentId: PaymentId }),
  },
  /** A counter-entry; nothing is changed or deleted (PAY-4). */
  'orders:correctPayment': {
    kind: 'command',
    roles: SIGNED_IN,
    input: z.strictObject({ requestId: RequestId, orderId: OrderId, paymentId: PaymentId, reason }),
    output: z.object({ paymentId: PaymentId }),
  },
  'orders:setNote': {
    kind: 'command',
    roles: SIGNED_IN,
    input: z.strictObject({ ...onOrder, note: z.string().trim().max(500), place: z.string().trim().max(20) }),
    output: z.object({ version: z.int() }),
  },
  /** New lines before the hand-over (ORD-3). `total` is the new sum the person agreed to, in cents. */
  'orders:amend': {
    kind: 'command',
    roles: SIGNED_IN,
    input: z.strictObject({ ...onOrder, items: z.array(DraftItem).min(1).max(6000), total: Cents }),
    output: z.object({ version: z.int() }),
  },
  'orders:quote': {
    kind: 'query',
    roles: SIGNED_IN,
    input: z.strictObject({ orderId: OrderId, items: z.array(DraftItem).min(1).max(6000) }),
    output: z.object({ before: OrderPrice, after: OrderPrice }),
  },
  'orders:reprint': {
    kind: 'command',
    roles: SIGNED_IN,
    input: z.strictObject({ ...onOrder, photoIds: z.array(PhotoId).min(1).max(2000).nullable(), reason }),
    output: changed,
  },
} as const satisfies Contract;

export const orderEvents = {
  'orders-changed': { kind: 'event', roles: SIGNED_IN, payload: z.strictObject({ orderId: OrderId }) },
} as const satisfies Events;
