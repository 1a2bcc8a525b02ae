import type { OrderPrice } from '../../../../shared/domain/pricing.ts';

const MAX_LENGTH = 200;

/** What an order is, in one line for the list that reads the same in every language: `24 × 10×15, 2 × 13×18`. */
export function contentOf(price: OrderPrice): string {
  const counts = new Map<string, number>();
  for (const line of price.lines) {
    if (line.kind === 'product') counts.set(line.format, (counts.get(line.format) ?? 0) + line.qty);
  }
  const text = [...counts].map(([format, qty]) => `${qty} × ${format}`).join(', ');
  return text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH - 1)}…`;
}
