import type { Asked } from '../../app/api.ts';
import type { DraftItem } from '../../../shared/contract/drafts.ts';
import type { OrderDetail } from '../../../shared/contract/orders.ts';
import type { PaymentId, PhotoId } from '../../../shared/domain/ids.ts';
import { parseMoney } from '../../../shared/domain/money.ts';
import type { OrderStatus } from '../../../shared/domain/orderStatus.ts';
import type { OrderPrice } from '../../../shared/domain/pricing.ts';
import { CORRECTABLE } from '../../../shared/privacy/requestTypes.ts';
import { itemsOf } from './editItems.ts';

/** What a reason is asked for. */
export type ReasonFor =
  | { readonly kind: 'status'; readonly to: OrderStatus }
  | { readonly kind: 'reprint'; readonly photoIds: readonly PhotoId[] | null }
  | { readonly kind: 'correct'; readonly paymentId: PaymentId };

type Contact = NonNullable<OrderDetail['contact']>;

/** The fields that the order has; null is not asked for. */
type Stored = Pick<Contact, 'email' | 'phone' | 'address'> & { readonly name: string };

/** Typed text lives in the store, so that neither a lock nor someone else's change loses it. */
export type DetailDialog =
  | { readonly kind: 'reason'; readonly for: ReasonFor; readonly reason: string }
  | { readonly kind: 'confirm'; readonly to: OrderStatus }
  | { readonly kind: 'deleteFiles' }
  | {
      readonly kind: 'payment';
      readonly entry: 'payment' | 'refund';
      readonly amount: string;
      readonly method: 'cash' | 'card' | null;
      readonly tillReceipt: string;
    }
  | ({ readonly kind: 'contact' } & Stored)
  | { readonly kind: 'note'; readonly note: string; readonly place: string }
  | {
      readonly kind: 'edit';
      readonly items: readonly DraftItem[];
      /** null while core works out the new sum. */
      readonly quote: { readonly before: OrderPrice; readonly after: OrderPrice } | null;
    };

export type PaymentDialog = Extract<DetailDialog, { kind: 'payment' }>;

const plain = (cents: number): string => (cents / 100).toFixed(2).replace('.', ',');

/** What is still to pay, or to be given back, already filled in. */
export function paymentDialog(order: Pick<OrderDetail, 'total' | 'paid'>): PaymentDialog {
  const due = order.total - order.paid;
  return {
    kind: 'payment',
    entry: due < 0 ? 'refund' : 'payment',
    amount: due === 0 ? '' : plain(Math.abs(due)),
    method: null,
    tillReceipt: '',
  };
}

export type PaymentRefusal = 'amount' | 'tooMuch' | 'method';

/** The entry a payment form amounts to, or what is missing. More than is owed or was paid is a slip of the finger. */
export function readPayment(
  dialog: PaymentDialog,
  order: Pick<OrderDetail, 'total' | 'paid'>,
): Pick<Asked<'orders:recordPayment'>, 'kind' | 'amount' | 'method' | 'tillReceipt'> | PaymentRefusal {
  const amount = parseMoney(dialog.amount);
  if (amount === null || amount === 0) return 'amount';
  const most = dialog.entry === 'payment' ? order.total - order.paid : order.paid;
  if (amount > most) return 'tooMuch';
  if (dialog.method === null) return 'method';
  const tillReceipt = dialog.tillReceipt.trim();
  return {
    kind: dialog.entry,
    amount,
    method: dialog.method,
    tillReceipt: tillReceipt === '' ? null : tillReceipt,
  };
}

export const noteDialog = (order: Pick<OrderDetail, 'note' | 'place'>): DetailDialog => ({
  kind: 'note',
  note: order.note ?? '',
  place: order.place ?? '',
});

export const contactDialog = ({ name, email, phone, address }: Contact): ContactDialog => ({
  kind: 'contact',
  name: name ?? '',
  email,
  phone,
  address,
});

export type ContactDialog = Extract<DetailDialog, { kind: 'contact' }>;

/** What was changed in the form, against what is stored. An emptied name is left as it was. */
export function readCorrections(
  typed: ContactDialog,
  stored: Contact,
): Asked<'requests:correctContact'>['corrections'] {
  return CORRECTABLE.flatMap((field) => {
    const value = typed[field]?.trim() ?? '';
    const isSame = value === (stored[field] ?? '');
    return isSame || (field === 'name' && value === '') ? [] : [{ field, value }];
  });
}

export const editDialog = (order: Pick<OrderDetail, 'photos'>): DetailDialog => ({
  kind: 'edit',
  items: itemsOf(order),
  quote: null,
});
