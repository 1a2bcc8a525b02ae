import type { Customer } from '../../../../shared/contract/customers.ts';
import type { CallInput } from '../../../../shared/contract/index.ts';
import type { PersonId } from '../../../../shared/domain/ids.ts';
import { formatOrderNumber } from '../../../../shared/domain/orderNumber.ts';
import { paymentStanding } from '../../../../shared/domain/payment.ts';
import { can } from '../../../../shared/domain/permissions.ts';
import type { ViewReason } from '../../../../shared/privacy/auditActions.ts';
import type { QueryContext } from '../../call/context.ts';
import { reject } from '../../call/rejection.ts';
import type { Views } from '../audit/index.ts';
import type { ConsentsFeature } from '../consents/index.ts';
import { type CustomerOrderRow, findPerson, subjectOf } from '../orders/index.ts';
import { assertMayUse } from '../restriction/index.ts';
import { decideOpening } from './customers.policy.ts';
import { type Human, humanOf } from './human.ts';

/**
 * The human behind a row, where the caller may see them.
 * @throws Rejection NOT_FOUND, RESTRICTED, MANAGER_NEEDED, REASON_NEEDED
 */
export const seenHuman = (
  asking: Pick<QueryContext, 'db' | 'caller'>,
  personId: PersonId,
  reason: ViewReason | null,
): Human => {
  if (!findPerson(asking.db, personId)) return reject('NOT_FOUND');
  assertMayUse(asking, personId, 'view');
  const human = humanOf(asking, personId, 'view');
  const opening = decideOpening(human, asking.caller.role, reason);
  return opening === 'open' ? human : reject(opening);
};

const toOrder = ({ orderId, letter, n, status, placedAt, total, paid }: CustomerOrderRow) => ({
  orderId,
  number: formatOrderNumber({ letter, n }),
  status,
  payment: paymentStanding(total, [{ amount: paid }]).state,
  placedAt,
  total,
});

export interface OpenDeps {
  readonly views: Views;
  readonly consents: Pick<ConsentsFeature, 'boxesOf'>;
}

/** All of one person that the counter works with; not shown unless it was written down. */
export const openCustomer = (
  q: QueryContext,
  { views, consents }: OpenDeps,
  { personId, reason }: CallInput<'customers:open'>,
): Customer => {
  const human = seenHuman(q, personId, reason);
  // What an order of long ago was told, staff do not see.
  const row = human.newestOpen?.personId ?? personId;
  const { name, email, phone, address } = findPerson(q.db, row) ?? reject('NOT_FOUND');
  const subjectRef = subjectOf(q.db, row) ?? reject('NOT_FOUND');
  const all = can(q.caller.role, 'customer.seeAll');
  const orders = human.orders.filter(({ closedAt }) => all || closedAt === null);
  const shown = Object.entries({ name, email, phone, address }).filter(([, value]) => value !== null);
  views.record(q.caller, {
    action: 'person.view',
    objectType: 'person',
    objectRef: subjectRef,
    subjectRef,
    fields: [...shown.map(([field]) => `person.${field}`), 'consent_event.event'],
    count: orders.length,
    ...(reason === null ? {} : { reasonCode: reason }),
  });
  return {
    personId: row,
    name,
    email,
    phone,
    address,
    locale: human.orders[0]?.locale ?? null,
    restricted: human.restricted,
    orders: orders.map(toOrder),
    consents: consents.boxesOf(q.db, row, q.now),
  };
};
