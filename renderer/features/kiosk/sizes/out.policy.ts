import type { Draft } from '../../../../shared/contract/drafts.ts';
import type { ProductOut } from '../../../../shared/contract/products.ts';
import { type Catalogue, indexProduct } from '../../../../shared/domain/catalogue.ts';

type Product = Pick<ProductOut, 'format' | 'paper'>;

const isSame = (one: Product, other: Product): boolean =>
  one.format === other.format && one.paper === other.paper;

/** How a product is out; undefined where it can be made now. */
export const outOf = (out: readonly ProductOut[], product: Product): ProductOut | undefined =>
  out.find((one) => isSame(one, product));

/** What of a draft is out, in the order of the price list. */
export function outIn(out: readonly ProductOut[], draft: Draft, catalogue: Catalogue): readonly ProductOut[] {
  const index = draft.indexPrint ? indexProduct(catalogue, 'kiosk') : undefined;
  return out.filter(
    (one) => draft.items.some((item) => isSame(one, item)) || (index !== undefined && isSame(one, index)),
  );
}
