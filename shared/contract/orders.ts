import { z } from '../domain/z.ts';
import { OrderId, PaymentId, PhotoId, RequestId } from '../domain/ids.ts';
import { Cents } from '../domain/money.ts';
import { OrderStatus } from '../domain/orderStatus.ts';
import { OrderPrice } from '../domain/pricing.ts';
import { Bytes, type Contract, type Events, SIGNED_IN } from './define.ts';
import { DraftItem } from './drafts.ts';
import { OrderDetail, OrderRow } from './orderViews.ts';

export {
  Collection,
  HistoryEntry,
  JobView,
  OrderDetail,
  OrderRow,
  PaymentView,
} from './orderViews.ts';

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
  /** Orders not collected for long, or whose customer is to be reminded; the longest waiting first (PUP-4). */
  'orders:listUncollected': {
    kind: 'query',
    roles: SIGNED_IN,
    input: z.strictObject({}),
    output: z.object({ total: z.int(), rows: z.array(OrderRow).max(200) }),
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
  /** Staff reached the customer of an order that waits to be collected; once per time it became ready (PUP-4). */
  'orders:recordReminder': {
    kind: 'command',
    roles: SIGNED_IN,
    input: z.strictObject(onOrder),
    output: changed,
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
