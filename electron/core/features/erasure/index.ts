export { createErasureFeature } from './erasure.feature.ts';
export type { Settled } from './erasure.deps.ts';
export type { Erasing } from './erasing.ts';
export { LedgerError } from './job/ledger.ts';
export { ErasurePending } from './job/replay.ts';
