import type { Catalogue, Product } from '../../../../shared/domain/catalogue.ts';
import type { CatalogueChange } from '../../../../shared/domain/catalogueChanges.ts';
import type { Locale } from '../../../../shared/domain/i18n.ts';
import { formatMoney, formatPercent } from '../../../../shared/domain/money.ts';
import type { Texts } from '../../../i18n/index.ts';
import { productName } from '../../../i18n/productNames.ts';

const placesOf = (product: Product | null): string => product?.channels.join() ?? '';

const soldAt = (t: Texts, locale: Locale, product: Product | null, withPlaces: boolean): string => {
  if (product === null) return t('sync:prices.notSold');
  const steps = product.breaks.map(({ from, unit }) => {
    const price = formatMoney(unit, locale);
    return from === 1 ? price : t('sync:prices.from', { copies: from, price });
  });
  if (!withPlaces) return steps.join(', ');
  const places = product.channels.map((channel) => t(`sync:prices.channel.${channel}`));
  return `${steps.join(', ')} (${places.join(', ')})`;
};

/** One change in words; names are those of the list in force, the codes where it has none. */
export function changeText(
  t: Texts,
  locale: Locale,
  catalogue: Catalogue | null,
  change: CatalogueChange,
): string {
  if (change.what === 'part') return t(`sync:prices.part.${change.of}`);
  if (change.what === 'amount') {
    const { of } = change;
    const shown = (value: number) =>
      of === 'vatRate' ? formatPercent(value, locale) : formatMoney(value, locale);
    return `${t(`sync:prices.amount.${of}`)}: ${shown(change.before)} → ${shown(change.after)}`;
  }
  const product = change.before ?? change.after;
  const name = product === null ? '' : productName(catalogue, locale, product);
  // Where it is sold is said where that is news.
  const withPlaces = placesOf(change.before) !== placesOf(change.after);
  const [before, after] = [change.before, change.after].map((one) => soldAt(t, locale, one, withPlaces));
  return `${name}: ${before} → ${after}`;
}
