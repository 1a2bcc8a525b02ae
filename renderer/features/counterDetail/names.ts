import type { OrderDetail } from '../../../shared/contract/orders.ts';

type Consent = OrderDetail['consents'][number];

/** The latest answer per purpose, as staff read it. */
export const latestConsents = (consents: readonly Consent[]): readonly Consent[] => [
  ...new Map(
    consents.toSorted((one, other) => one.at - other.at).map((one) => [`${one.purpose} ${one.channel}`, one]),
  ).values(),
];
