import type { ConsentChannel } from '../../../../shared/domain/consent.ts';
import { CONSENT_PURPOSES } from '../../../../shared/domain/consent.ts';
import type { DisclosedField, DisclosureGround } from '../../../../shared/privacy/disclosure.ts';
import type { QueryContext } from '../../call/context.ts';
import { reject } from '../../call/rejection.ts';
import type { MayMarket } from '../consents/index.ts';
import { assertMayUseOrder } from '../restriction/index.ts';
import type { DisclosedOrder } from './disclosures.store.ts';

interface Wanted {
  readonly ground: DisclosureGround;
  readonly fields: readonly DisclosedField[];
}

const CHANNEL_OF: Readonly<Partial<Record<DisclosedField, ConsentChannel>>> = {
  email: 'email',
  phone: 'sms',
};

/** Nobody's address or number goes to a mailer that may not be used for any marketing on that channel (P15, P17). */
const wantsMarketing = (
  mayMarket: MayMarket,
  q: QueryContext,
  order: DisclosedOrder,
  field: DisclosedField,
): boolean => {
  const { personId } = order;
  const channel = CHANNEL_OF[field];
  if (personId === null || channel === undefined) return false;
  return CONSENT_PURPOSES.some((purpose) => mayMarket(q.db, { personId }, { purpose, channel }, q.now));
};

/**
 * Asked when a disclosure is put on record and again each time it leaves: what was allowed then may not be any more.
 * Rejects for a restricted person, closed records, and for a mailer where a live consent is missing.
 */
export const assertMayDisclose = (
  mayMarket: MayMarket,
  q: QueryContext,
  { ground, fields }: Wanted,
  orders: readonly DisclosedOrder[],
): void => {
  for (const order of orders) {
    assertMayUseOrder(q, order.orderId, 'disclose');
    if (ground !== 'processor_marketing') continue;
    if (!fields.every((field) => wantsMarketing(mayMarket, q, order, field)))
      return reject('CONSENT_MISSING');
  }
};
