import type { customers } from '../../../../shared/contract/customers.ts';
import { can } from '../../../../shared/domain/permissions.ts';
import type { CoreDeps } from '../../call/deps.ts';
import { command, type HandlersFor, query } from '../../call/handlers.ts';
import { reject } from '../../call/rejection.ts';
import type { Views } from '../audit/index.ts';
import type { ConsentsFeature } from '../consents/index.ts';
import { openCustomer, seenHuman } from './open.ts';
import { searchCustomers } from './search.ts';

export interface CustomersDeps extends Pick<CoreDeps, 'settings'> {
  readonly views: Views;
  readonly consents: Pick<ConsentsFeature, 'boxesOf' | 'withdraw'>;
}

/** CS5: one person at the counter. Searched for, never listed. */
export const createCustomersHandlers = (deps: CustomersDeps): HandlersFor<typeof customers> => ({
  'customers:search': query('customers:search', (q, input) =>
    searchCustomers(q, { views: deps.views, store: deps.settings(q.db).store.code }, input),
  ),
  'customers:open': query('customers:open', (q, input) => openCustomer(q, deps, input)),
  'customers:withdraw': command('customers:withdraw', (tx, { personId, purposes }) => {
    if (!can(tx.caller.role, 'consent.withdraw')) return reject('FORBIDDEN');
    // Whoever may look at the person has said why when they opened it.
    seenHuman(tx, personId, 'customer-asks');
    const how = { method: 'staff_screen_tap', withdrawalMethod: 'counter_order' } as const;
    return { withdrawn: deps.consents.withdraw(tx, personId, { purposes, ...how }) };
  }),
});
