import { z } from '../domain/z.ts';
import { Locale } from '../domain/i18n.ts';
import { OrderId, PersonId, RequestId } from '../domain/ids.ts';
import { Cents } from '../domain/money.ts';
import { OrderStatus } from '../domain/orderStatus.ts';
import { PaymentState } from '../domain/payment.ts';
import { VIEW_REASONS } from '../privacy/auditActions.ts';
import { ConsentBoxes, Purposes } from './consents.ts';
import { type Contract, SIGNED_IN } from './define.ts';

/**
 * One human as a search shows them: all rows with the same contact. The name is null where the caller must first say why
 * they look (`needsReason`).
 */
export const CustomerRow = z.object({
  personId: PersonId,
  name: z.string().max(80).nullable(),
  /** E-mail or phone, masked. */
  contact: z.string().max(320),
  /** The newest open order. */
  number: z.string().max(8).nullable(),
  status: OrderStatus.nullable(),
  open: z.int(),
  restricted: z.boolean(),
  needsReason: z.boolean(),
});
export type CustomerRow = z.infer<typeof CustomerRow>;

export const CustomerOrder = z.object({
  orderId: OrderId,
  number: z.string().max(8),
  status: OrderStatus,
  payment: PaymentState,
  placedAt: z.int(),
  total: Cents,
});

export const Customer = z.object({
  personId: PersonId,
  name: z.string().max(80).nullable(),
  email: z.string().max(254).nullable(),
  phone: z.string().max(20).nullable(),
  address: z.string().max(300).nullable(),
  /** Of the newest order; null when there is none any more. */
  locale: Locale.nullable(),
  restricted: z.boolean(),
  /** The newest first; staff get the open ones. */
  orders: z.array(CustomerOrder).max(100),
  consents: ConsentBoxes,
});
export type Customer = z.infer<typeof Customer>;

export const customers = {
  /**
   * People by number, barcode, last 4 digits or 3 letters of the name of an open order, or by their whole phone or
   * e-mail; 10 at most, and none without a text. Recorded. RESTRICTED where a number names somebody staff may not see.
   */
  'customers:search': {
    kind: 'query',
    roles: SIGNED_IN,
    input: z.strictObject({ text: z.string().max(300) }),
    output: z.object({ rows: z.array(CustomerRow).max(10) }),
  },
  /**
   * All of one person at the counter; each opening is recorded. MANAGER_NEEDED without an open order, RESTRICTED under a
   * restriction; a manager says why (REASON_NEEDED).
   */
  'customers:open': {
    kind: 'query',
    roles: SIGNED_IN,
    input: z.strictObject({ personId: PersonId, reason: z.enum(VIEW_REASONS).nullable() }),
    output: Customer,
  },
  /** Takes consents of a person back, at once and for the whole contact. */
  'customers:withdraw': {
    kind: 'command',
    roles: SIGNED_IN,
    input: z.strictObject({ requestId: RequestId, personId: PersonId, purposes: Purposes }),
    output: z.object({ withdrawn: z.int() }),
  },
} as const satisfies Contract;
