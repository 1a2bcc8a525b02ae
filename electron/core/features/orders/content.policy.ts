import type { OrderPrice } from '../../../../shared/domain/pricing.ts';

const MAX_LENGTH = 200;

/** What an order is, in one line for the list: `24 × 10x15 gloss, 2 × 13x18 matte`. */
export function contentOf(price: OrderPrice): string {
  const text = price.lines
    .flatMap((line) => (line.kind === 'product' ? [`${line.qty} × ${line.format} ${line.paper}`] : []))
    .join(', ');
  return text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH - 1)}…`;
}
