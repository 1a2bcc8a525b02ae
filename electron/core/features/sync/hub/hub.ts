import type { SyncStatus } from '../../../../../shared/contract/sync.ts';
import type { Tx } from '../../../call/context.ts';
import type { ReadableDb } from '../../../db/handles.ts';
import { describeError } from '../../../log/log.ts';
import { randomOf } from '../loop/random.ts';
import type { ReadItem, SyncStore } from '../loop/port.ts';
import type { Timer } from '../loop/waker.ts';
import type { Ask } from '../transport/client.ts';
import { createKeeper } from './keeper.ts';
import { createHubServer, type HubServerDeps } from './serve/hubServer.ts';
import { endHub } from './serve/store/life.store.ts';
import { relayBacklog } from './serve/store/relay.store.ts';
import { createHubLine } from './use/hubLine.ts';
import { createHubLoop } from './use/hubLoop.ts';
import { createHubStore } from './use/hubStore.ts';
import { findHub } from './use/hub.store.ts';
import { countProvisional } from './use/provisional.store.ts';

export interface HubDeps extends HubServerDeps {
  readonly takeOver: (tx: Tx, item: ReadItem) => void;
  /** Photos may travel over the store's hub, or no longer. */
  readonly onHubLevel: (level: boolean) => void;
}

interface HubParts {
  readonly deps: HubDeps;
  readonly ask: Ask;
  readonly timer: Timer;
  readonly store: Pick<SyncStore, 'terminal' | 'hello' | 'ledgerPlace' | 'takeLedger'>;
}

/** Both sides of a store's hub: this terminal as one, and this terminal's way over another one. Off unless switched on. */
export const createHub = ({ deps, ask, timer, store }: HubParts) => {
  const onFault = (error: unknown): void => deps.log.error('hub-failed', describeError(error));
  const server = createHubServer({ ...deps, timer });
  let life = new AbortController();
  const line = createHubLine(deps, () => life.signal);
  const loop = createHubLoop({
    transport: line.transport,
    onLevel: deps.onHubLevel,
    store: createHubStore({ ...deps, store }),
    random: randomOf(deps.ids),
    timer,
    onFault,
  });
  const keeper = createKeeper({ ...deps, ask, timer, at: server.at, settle: server.settle, onFault });
  const settle = (): void => void server.settle().then(keeper.kick);
  return {
    sendBytes: line.sendBytes,
    start: (): void => {
      life = new AbortController();
      server.start();
      settle();
      loop.start();
    },
    stop: async (): Promise<void> => {
      life.abort();
      keeper.onLevel(false);
      await Promise.all([server.stop(), loop.stop(), keeper.settled()]);
    },
    /** Central is level with this terminal, or no longer. */
    onLevel: keeper.onLevel,
    /** Settings may have changed. */
    settle,
    /** The ledger was taken in further: what is passed on has to follow before anything else is served. */
    ledgerTaken: keeper.kick,
    changed: server.wake,
    wake: (): void => {
      server.wake();
      loop.wake();
    },
    /** Places of before a restore say nothing. */
    recover: (restored: boolean): void => {
      if (restored) deps.transact((tx) => endHub(tx.db));
    },
    status: (db: ReadableDb): SyncStatus['hub'] => ({
      ...relayBacklog(db),
      serves: server.state(),
      address: server.at()?.url ?? null,
      used: findHub(db)?.url ?? null,
      heardAt: findHub(db)?.heardAt ?? null,
      provisional: countProvisional(db),
    }),
  };
};
export type Hub = ReturnType<typeof createHub>;
