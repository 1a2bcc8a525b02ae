import { type Catalogue, findFormat, findPaper } from '../../../shared/domain/catalogue.ts';
import type { Locale } from '../../../shared/domain/i18n.ts';
import type { PriceLine } from '../../../shared/domain/pricing.ts';
import type { Texts } from '../../i18n/index.ts';

export interface ProductChoice {
  readonly id: string;
  readonly label: string;
  readonly format: string;
  readonly paper: string;
}

export const productId = (product: { readonly format: string; readonly paper: string }): string =>
  `${product.format} ${product.paper}`;

export function productName(
  catalogue: Catalogue | null,
  locale: Locale,
  product: { readonly format: string; readonly paper: string },
): string {
  const format = catalogue && findFormat(catalogue, product.format)?.name[locale];
  const paper = catalogue && findPaper(catalogue, product.paper)?.name[locale];
  return `${format ?? product.format}, ${paper ?? product.paper}`;
}

/** What the counter sells, in the order of the price list. */
export const productChoices = (catalogue: Catalogue | null, locale: Locale): readonly ProductChoice[] =>
  (catalogue?.products ?? [])
    .filter(({ channels }) => channels.includes('counter'))
    .map(({ format, paper }) => ({
      id: productId({ format, paper }),
      label: productName(catalogue, locale, { format, paper }),
      format,
      paper,
    }));

export function lineName(t: Texts, catalogue: Catalogue | null, locale: Locale, line: PriceLine): string {
  if (line.kind === 'product') return `${line.qty} × ${productName(catalogue, locale, line)}`;
  if (line.kind === 'minimum') return t('counter:lines.minimum');
  if (line.kind === 'fee') return t(`counter:lines.fee.${line.fee}`);
  const reason = catalogue?.discount.reasons.find(({ code }) => code === line.reason)?.name[locale];
  return t('counter:lines.discount', { reason: reason ?? line.reason });
}
