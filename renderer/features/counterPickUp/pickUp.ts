import type { Asked } from '../../app/api.ts';
import type { OrderDetail } from '../../../shared/contract/orders.ts';
import { parseClaimCode } from '../../../shared/domain/orderNumber.ts';
import type { OrderStatus } from '../../../shared/domain/orderStatus.ts';

export type Proof = Asked<'orders:handOver'>['proof'];

const COLLECTABLE: readonly OrderStatus[] = ['ready', 'notified', 'uncollected'];

/** How far a hand-over is. Two actions for a paid order: the scan, and „Izsniegt”. */
export type Stage =
  | { readonly kind: 'notReady' }
  /** Without the ticket: phone tail, claim code, or someone staff know. */
  | { readonly kind: 'proof'; readonly way: 'phoneTail' | 'claimCode' }
  | { readonly kind: 'unpaid'; readonly due: number; readonly managerMay: boolean }
  | { readonly kind: 'ready' };

export type PickedOrder = Pick<OrderDetail, 'status' | 'total' | 'paid' | 'anonymous' | 'contact'>;

/** What stands between the prints and the customer, in the order in which it is asked. */
export function stageOf(
  order: PickedOrder,
  proof: Proof | null,
  role: 'staff' | 'manager',
  unpaidReason: string,
): Stage {
  if (!COLLECTABLE.includes(order.status)) return { kind: 'notReady' };
  if (proof === null) return { kind: 'proof', way: order.anonymous ? 'claimCode' : 'phoneTail' };
  const due = order.total - order.paid;
  if (due > 0 && unpaidReason.trim() === '') return { kind: 'unpaid', due, managerMay: role === 'manager' };
  return { kind: 'ready' };
}

/** The proof a typed text amounts to; null while it is none. Core compares it with the order. */
export function typedProof(order: PickedOrder, text: string): Proof | null {
  if (order.anonymous) {
    const code = parseClaimCode(text);
    return code === null ? null : { kind: 'claimCode', code };
  }
  const tail = text.trim();
  return /^\d{4}$/.test(tail) ? { kind: 'phoneTail', tail } : null;
}
