import type { Product } from './catalogue.ts';
import type { OrderItem } from './orderItem.ts';

/**
 * The lines of an index print: each photo of `items` once, shown whole, turned and corrected as on its first print. With one
 * photo on it all of an order are.
 */
export function onIndex<Item extends OrderItem>(
  items: readonly Item[],
  { format, paper }: Pick<Product, 'format' | 'paper'>,
): readonly Item[] {
  const firsts = new Map(items.toReversed().map((item) => [item.photoId, item]));
  return items
    .filter((item) => firsts.get(item.photoId) === item)
    .map((item) => ({ ...item, format, paper, copies: 1, fit: 'fit' as const, crop: null }));
}
