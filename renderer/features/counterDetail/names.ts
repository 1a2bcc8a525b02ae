import type { OrderDetail } from '../../../shared/contract/orders.ts';
import type { Texts } from '../../i18n/index.ts';

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
