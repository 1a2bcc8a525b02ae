import type { EventName } from '../../shared/contract/index.ts';
import type { CoreDeps } from './call/deps.ts';
import type { OpenTerminalOptions } from './coreOptions.ts';
import { createSyncFeature, type SyncFeature } from './features/sync/index.ts';
import type { Erasing } from './features/erasure/erasing.ts';
import type { ConsentsFeature } from './features/consents/index.ts';
import { recordOpen, takeOverItems } from './takeOver.ts';

interface OtherWork {
  readonly consents: Pick<ConsentsFeature, 'takeOver' | 'personArrived'>;
}

interface SyncOptions extends Pick<OpenTerminalOptions, 'config'> {
  readonly deps: CoreDeps;
  readonly onEmit: (hear: (name: EventName) => void) => void;
}

/** The client of sync with what it does to other features. It sends no files yet. */
export const composeSync = (
  { config, deps, onEmit }: SyncOptions,
  { orderNamed }: Pick<Erasing, 'orderNamed'>,
  { consents }: OtherWork,
): SyncFeature => {
  const sync = createSyncFeature({
    ...deps,
    appVersion: config.version,
    fileBacklog: () => ({ files: 0, bytes: 0 }),
    takeOver: takeOverItems({ consents, log: deps.log }),
    recordOpen,
    orderErasure: orderNamed,
    onLevel: () => undefined,
  });
  // What is committed goes at once; the loop's own news find nothing to do.
  onEmit((name) => {
    if (name === 'sync-changed') sync.wake();
  });
  return sync;
};
