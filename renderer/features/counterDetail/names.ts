import type { OrderDetail } from '../../../shared/contract/orders.ts';
import { type Catalogue, findFormat, findPaper } from '../../../shared/domain/catalogue.ts';
import type { Locale } from '../../../shared/domain/i18n.ts';
import type { PriceLine } from '../../../shared/domain/pricing.ts';
import type { Texts } from '../../i18n/index.ts';

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

type Consent = OrderDetail['consents'][number];

const PURPOSES = {
  'marketing.offers': 'offers',
  'marketing.news': 'news',
  'marketing.hours': 'hours',
} as const;

/** What was asked, in short; a purpose this version does not know is shown by its code. */
export const consentName = (t: Texts, { purpose, channel }: Pick<Consent, 'purpose' | 'channel'>): string =>
  purpose in PURPOSES
    ? t(`counter:consent.purpose.${PURPOSES[purpose as keyof typeof PURPOSES]}.${channel}`)
    : purpose;

/** The latest answer per purpose, as staff read it. */
export const latestConsents = (consents: readonly Consent[]): readonly Consent[] => [
  ...new Map(
    consents.toSorted((one, other) => one.at - other.at).map((one) => [`${one.purpose} ${one.channel}`, one]),
  ).values(),
];
