export { noteErasureSettled, recordOrderedErasure } from './erasures.ts';
export { countPrunableRelays, pruneRelays } from './hub/serve/store/relay.store.ts';
export { createFilesLoop } from './files/filesLoop.ts';
export { createSyncFiles } from './files/syncFiles.ts';
export { randomOf } from './loop/random.ts';
export { countPrunable, hasPending, pruneOutbox } from './outbox/outbox.store.ts';
export { recordOp } from './outbox/recordOp.ts';
export { fetchesFiles, sendsOf } from './terminal.store.ts';
export { createSyncFeature, type SyncFeature } from './sync.feature.ts';
