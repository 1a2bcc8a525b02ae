export { createErasureFeature } from './erasure.feature.ts';
export type { Settled } from './erasure.deps.ts';
export type { Erasing } from './erasing.ts';
export { LedgerError } from './ledger.ts';
export { ErasurePending } from './replay.ts';
