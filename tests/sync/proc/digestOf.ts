import { createHash } from 'node:crypto';
import type { OrderDocument } from '../../../shared/sync/orderDocument.ts';

const ordered = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, ordered(each)]));
};

/**
 * Hash of an order without what each terminal knows for itself: its staff, and the order in which it learned of things.
 */
export const digestOf = ({ history, payments, ...rest }: OrderDocument): string => {
  const shared = {
    ...rest,
    history: history.toSorted((a, b) => (a.opId < b.opId ? -1 : 1)).map((line) => ({ ...line, by: null })),
    payments: payments
      .toSorted((a, b) => (a.paymentId < b.paymentId ? -1 : 1))
      .map((payment) => ({ ...payment, by: null })),
  };
  return createHash('sha256')
    .update(JSON.stringify(ordered(shared)))
    .digest('hex');
};
