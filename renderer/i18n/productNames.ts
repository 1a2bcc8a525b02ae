import { type Catalogue, findFormat, findPaper, isSoldFor } from '../../shared/domain/catalogue.ts';
import type { Locale } from '../../shared/domain/i18n.ts';
import type { PriceLine } from '../../shared/domain/pricing.ts';
import type { Texts } from './index.ts';

/** Format and paper as the price list names them; the code when the list in force no longer has them. */
export function productName(
  catalogue: Catalogue | null,
  locale: Locale,
  product: { readonly format: string; readonly paper: string },
): string {
  const format = catalogue && findFormat(catalogue, product.format)?.name[locale];
  const paper = catalogue && findPaper(catalogue, product.paper)?.name[locale];
  return `${format ?? product.format}, ${paper ?? product.paper}`;
}

/** The words of one line of a price. */
export function lineName(t: Texts, catalogue: Catalogue | null, locale: Locale, line: PriceLine): string {
  switch (line.kind) {
    case 'product':
      return `${line.qty} × ${productName(catalogue, locale, line)}`;
    case 'minimum':
      return t('counter:lines.minimum');
    case 'fee':
      return t(`counter:lines.fee.${line.fee}`);
    case 'discount': {
      const reason = catalogue?.discount.reasons.find(({ code }) => code === line.reason)?.name[locale];
      return t('counter:lines.discount', { reason: reason ?? line.reason });
    }
  }
}

export interface ProductChoice {
  readonly id: string;
  readonly label: string;
  readonly product: { readonly format: string; readonly paper: string };
}

export const productId = (product: { readonly format: string; readonly paper: string }): string =>
  `${product.format} ${product.paper}`;

/** What the counter sells, in the order of the price list. */
export const productChoices = (catalogue: Catalogue | null, locale: Locale): readonly ProductChoice[] =>
  (catalogue?.products ?? [])
    .filter((product) => catalogue !== null && isSoldFor(catalogue, 'counter', product))
    .map(({ format, paper }) => ({
      id: productId({ format, paper }),
      label: productName(catalogue, locale, { format, paper }),
      product: { format, paper },
    }));
