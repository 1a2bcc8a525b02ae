export { assertMayUse, assertMayUseOrder, mayUse, usableOrders } from './assertMayUse.ts';
export type { Verb } from './restriction.policy.ts';
export { liftRestriction, restrict } from './restrict.ts';
export { isRestricted, ofUnrestricted } from './restriction.store.ts';
