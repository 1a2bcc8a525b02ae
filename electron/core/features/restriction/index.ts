export { assertMayUse, assertMayUseOrder, assertOpenRecords, mayUse, usableOrders } from './assertMayUse.ts';
export type { Verb } from './restriction.policy.ts';
export { liftRestriction, restrict } from './restrict.ts';
export { restrictOnArrival, takeOverRestriction } from './takeOverRestriction.ts';
export { pushRestriction } from './tellRestriction.ts';
export { isRestricted, ofUnrestricted } from './restriction.store.ts';
