import type { OrderRow } from '../../../shared/contract/orders.ts';

/** A row as the table wants it. */
export type OrderItem = OrderRow & { readonly id: string };

export interface Merged {
  readonly rows: readonly OrderItem[];
  /** Orders of the fresh list that are not shown yet, newest question first. */
  readonly waiting: number;
}

const same = (one: OrderRow, other: OrderRow): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * What is on screen after the list was read again: every row stays where it is, with its newest values, and what is
 * new waits behind the pill until someone asks for it. Unchanged rows stay the same objects.
 */
export function mergeRows(shown: readonly OrderItem[], fresh: readonly OrderItem[]): Merged {
  if (shown.length === 0) return { rows: fresh, waiting: 0 };
  const byId = new Map(fresh.map((row) => [row.orderId, row]));
  const known = new Set(shown.map((row) => row.orderId));
  const rows = shown.map((row) => {
    const next = byId.get(row.orderId);
    return next === undefined || same(row, next) ? row : next;
  });
  return { rows, waiting: fresh.filter((row) => !known.has(row.orderId)).length };
}

export type Age =
  | { readonly kind: 'now' }
  | { readonly kind: 'minutes'; readonly minutes: number }
  | { readonly kind: 'today' }
  | { readonly kind: 'yesterday' }
  | { readonly kind: 'older' };

/** How the age of an order is said: minutes within the hour, then the time, then the day. */
export function ageOf(days: number, at: number, now: number): Age {
  const minutes = Math.floor((now - at) / 60_000);
  if (minutes < 1) return { kind: 'now' };
  if (minutes < 60) return { kind: 'minutes', minutes };
  if (days === 0) return { kind: 'today' };
  return days === 1 ? { kind: 'yesterday' } : { kind: 'older' };
}
