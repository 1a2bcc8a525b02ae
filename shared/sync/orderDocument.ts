import { z } from '../domain/z.ts';
import { Delivery, NotifyWay, PersonName } from '../domain/contact.ts';
import { Email } from '../domain/email.ts';
import { Locale } from '../domain/i18n.ts';
import { FileId, OrderId, PersonId, PhotoId, StaffId, StoreCode, SubjectRef } from '../domain/ids.ts';
import { TerminalLetter } from '../domain/orderNumber.ts';
import { OrderItem } from '../domain/orderItem.ts';
import { OrderStatus } from '../domain/orderStatus.ts';
import { PaymentEntry } from '../domain/payment.ts';
import { Phone } from '../domain/phone.ts';
import { Discount, OrderPrice } from '../domain/pricing.ts';
import { Hash, OpId, Time } from './primitives.ts';

const Day = z.iso.date();
const Window = z.enum(['kiosk', 'counter', 'setup']);

/** Who the order is for. Each field is there only where the order needs it. */
export const OrderPerson = z.strictObject({
  personId: PersonId,
  subjectRef: SubjectRef,
  name: PersonName.nullable(),
  email: Email.nullable(),
  phone: Phone.nullable(),
  /** In one line, as it is stored and may have been corrected. */
  address: z.string().max(300).nullable(),
});
export type OrderPerson = z.infer<typeof OrderPerson>;

/** One original of the order. Its bytes travel apart and sealed. Sides of the upright image in pixels. */
export const OrderFile = z.strictObject({
  photoId: PhotoId,
  seq: z.int().min(0),
  fileId: FileId,
  /** Gone with the files. */
  name: z.string().max(255).nullable(),
  /** Of the plain bytes. Gone with the files. */
  sha256: Hash.nullable(),
  bytes: z.int().min(0),
  width: z.int().positive(),
  height: z.int().positive(),
  missing: z.boolean(),
});
export type OrderFile = z.infer<typeof OrderFile>;

/** One fact of the till, never changed. */
export const OrderPayment = PaymentEntry.extend({
  tillReceipt: z.string().max(40).nullable(),
  at: Time,
  day: Day,
  by: StaffId.nullable(),
  reason: z.string().max(200).nullable(),
});
export type OrderPayment = z.infer<typeof OrderPayment>;

/** One line of what happened to the order; `opId` is the op that made it happen. */
export const OrderEvent = z.strictObject({
  opId: OpId,
  at: Time,
  by: StaffId.nullable(),
  window: Window,
  code: z.string().max(30),
  from: OrderStatus.nullable(),
  to: OrderStatus.nullable(),
  reason: z.string().max(200).nullable(),
});
export type OrderEvent = z.infer<typeof OrderEvent>;

/** An order as it was placed: what its terminal tells others. Money in cents, times in UTC ms. */
export const NewOrder = z.strictObject({
  orderId: OrderId,
  store: StoreCode,
  day: Day,
  letter: TerminalLetter,
  n: z.int().min(1).max(9999),
  claimCode: z.string().max(12).nullable(),
  statusToken: z.string().max(64),
  source: z.enum(['kiosk', 'counter']),
  locale: Locale,
  notify: NotifyWay,
  delivery: Delivery,
  express: z.boolean(),
  discount: Discount.nullable(),
  catalogueVersion: z.int().positive(),
  price: OrderPrice,
  content: z.string().max(200),
  noticeVersion: z.string().max(20),
  placedAt: Time,
  dueAt: Time,
  linkedTo: OrderId.nullable(),
  person: OrderPerson.nullable(),
  files: z.array(OrderFile).max(2000),
  items: z.array(OrderItem).max(6000),
});
export type NewOrder = z.infer<typeof NewOrder>;

/** An order as central holds it: all that any terminal of the store needs to go on with it. */
export const OrderDocument = NewOrder.extend({
  status: OrderStatus.exclude(['draft']),
  heldFrom: OrderStatus.nullable(),
  closedAt: Time.nullable(),
  filesDeletedAt: Time.nullable(),
  place: z.string().max(40).nullable(),
  note: z.string().max(500).nullable(),
  payments: z.array(OrderPayment).max(500),
  history: z.array(OrderEvent).max(1000),
});
export type OrderDocument = z.infer<typeof OrderDocument>;

/** What a kiosk is told of an order it took: enough to know when its copy of the files may go. */
export const KioskOrder = OrderDocument.pick({ orderId: true, status: true, closedAt: true });
export type KioskOrder = z.infer<typeof KioskOrder>;
