export { noteErasureSettled, recordOrderedErasure } from './erasures.ts';
export { countPrunable, pruneOutbox } from './outbox/outbox.store.ts';
export { recordOp } from './outbox/recordOp.ts';
export { createSyncFeature, type SyncFeature } from './sync.feature.ts';
