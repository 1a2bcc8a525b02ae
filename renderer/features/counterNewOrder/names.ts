import { type Catalogue, isSoldFor } from '../../../shared/domain/catalogue.ts';
import type { Locale } from '../../../shared/domain/i18n.ts';
import { productName } from '../../i18n/productNames.ts';

export interface ProductChoice {
  readonly id: string;
  readonly label: string;
  readonly format: string;
  readonly paper: string;
}

export const productId = (product: { readonly format: string; readonly paper: string }): string =>
  `${product.format} ${product.paper}`;

/** What the counter sells, in the order of the price list. */
export const productChoices = (catalogue: Catalogue | null, locale: Locale): readonly ProductChoice[] =>
  (catalogue?.products ?? [])
    .filter(({ format, paper }) => catalogue !== null && isSoldFor(catalogue, 'counter', format, paper))
    .map(({ format, paper }) => ({
      id: productId({ format, paper }),
      label: productName(catalogue, locale, { format, paper }),
      format,
      paper,
    }));
