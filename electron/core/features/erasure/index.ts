export { ROWS_OF, type Scope } from './rules/scope.ts';
export { scopeOfPeople } from './rules/values.ts';
export { createErasureFeature } from './erasure.feature.ts';
export type { NamedErasure, Settled } from './erasure.deps.ts';
export { provedErasure } from './job/proved.ts';
export { LedgerError } from './job/ledger.ts';
export { ErasurePending } from './job/replay.ts';
