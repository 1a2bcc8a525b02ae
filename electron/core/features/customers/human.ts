import type { PersonId } from '../../../../shared/domain/ids.ts';
import type { QueryContext } from '../../call/context.ts';
import { type CustomerOrderRow, ordersOfPeople, subjectsWith } from '../orders/index.ts';
import { isRestricted, mayUse, type Verb } from '../restriction/index.ts';
import type { Standing } from './customers.policy.ts';

/** Everything that belongs to one contact, as far as the caller may use it: each order keeps a row of its own. */
export interface Human extends Standing {
  readonly people: readonly PersonId[];
  /** The newest first. */
  readonly orders: readonly CustomerOrderRow[];
  readonly newestOpen: CustomerOrderRow | undefined;
}

export const humanOf = (
  asking: Pick<QueryContext, 'db' | 'caller'>,
  personId: PersonId,
  verb: Verb,
): Human => {
  const { db } = asking;
  const people = subjectsWith(db, personId).filter((id) => mayUse(asking, id, verb));
  const orders = ordersOfPeople(db, people);
  const open = orders.filter(({ closedAt }) => closedAt === null);
  return {
    people,
    orders,
    newestOpen: open[0],
    open: open.length,
    restricted: people.some((id) => isRestricted(db, id)),
  };
};
