import { z } from '../domain/z.ts';
import { OrderStatus } from '../domain/orderStatus.ts';
import { OrderItem } from '../domain/orderItem.ts';
import { OrderPrice } from '../domain/pricing.ts';
import { ConsentRecordDocument, ShownText } from './consentDocument.ts';
import { MessageToSend } from './messageDocument.ts';
import { NewOrder, OrderEvent, OrderPayment, OrderPerson } from './orderDocument.ts';
import { Hash, OrderId, SubjectRef, Time, Ulid } from './primitives.ts';

/** What staff see of a change: written into the order's history by central. */
const event = OrderEvent.omit({ opId: true });

/** Parts of an order that are changed by themselves. Two changes of one part from the same version are a conflict. */
export const OrderEdit = z.strictObject({
  /** Lines with the price they come to. */
  lines: z
    .strictObject({ items: z.array(OrderItem).max(6000), price: OrderPrice, content: z.string().max(200) })
    .optional(),
  note: z.string().max(500).nullable().optional(),
  place: z.string().max(40).nullable().optional(),
  contact: OrderPerson.omit({ personId: true, subjectRef: true }).optional(),
  /** Photos that cannot be read, and when the originals were deleted by retention. */
  files: z
    .strictObject({ missing: z.array(z.string().max(26)).max(2000), deletedAt: Time.nullable() })
    .optional(),
});
export type OrderEdit = z.infer<typeof OrderEdit>;

/** One change of status, as the state machine of `shared/domain/orderStatus.ts` knows it. */
export const OrderMove = z.strictObject({
  from: OrderStatus,
  to: OrderStatus,
  actor: z.enum(['customer', 'staff', 'manager', 'system']),
  heldFrom: OrderStatus.nullable(),
  closedAt: Time.nullable(),
  event,
});
export type OrderMove = z.infer<typeof OrderMove>;

/** The one list of ops: what each type in each version carries. A new field is a new version. */
export const OP_BODIES = {
  'order.placed@1': z.strictObject({ order: NewOrder, event }),
  'order.moved@1': OrderMove,
  /** Takes the terminal's own last move back, within the time to undo. */
  'order.undone@1': OrderMove,
  'order.edited@1': z.strictObject({ edit: OrderEdit, event: event.nullable() }),
  'payment.recorded@1': z.strictObject({ payment: OrderPayment, event }),
  /** Consent events of one person with the texts they name. */
  'consents.recorded@1': z.strictObject({
    records: z.array(ConsentRecordDocument).min(1).max(100),
    texts: z.array(ShownText).max(100),
  }),
  /** A restriction taken in or lifted (Article 18). */
  'subject.restricted@1': z.strictObject({ restrictedAt: Time.nullable() }),
  /** A message to a customer, handed over once by the terminal that queued it. */
  'message.queued@1': MessageToSend,
  /** An erasure that a manager approved and whose cooling-off is over. */
  'erasure.ordered@1': z.strictObject({
    cmdId: Ulid,
    requestId: Ulid,
    subjectRefs: z.array(SubjectRef).max(1000),
    orderRefs: z.array(OrderId).max(1000),
    issuedAt: Time,
    mapVersion: z.int().min(0),
  }),
  /** This terminal has proved the erasure. `counts` are rows and files by kind; `proof` is the hash of its report. */
  'erasure.acknowledged@1': z.strictObject({
    cmdId: Ulid,
    outcome: z.enum(['done', 'failed']),
    step: z.string().max(40).nullable(),
    counts: z.record(z.string().max(40), z.int().min(0)),
    proof: Hash.nullable(),
    ledgerSeq: z.int().min(0),
  }),
} as const;

export type OpKey = keyof typeof OP_BODIES;
export type OpBody<K extends OpKey> = z.infer<(typeof OP_BODIES)[K]>;

/** The schema of a type in a version; undefined for one this contract does not know. */
export const bodySchemaOf = (type: string, typeV: number): z.ZodType | undefined => {
  const key = `${type}@${typeV}`;
  return Object.hasOwn(OP_BODIES, key) ? OP_BODIES[key as OpKey] : undefined;
};
