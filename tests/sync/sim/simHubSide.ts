import type { Tx } from '../../../electron/core/call/context.ts';
import { sql } from '../../../electron/core/db/sql.ts';
import { createKeeper } from '../../../electron/core/features/sync/hub/keeper.ts';
import type { ApplyRelayed } from '../../../electron/core/features/sync/hub/serve/acceptOps.ts';
import type { FeedSources } from '../../../electron/core/features/sync/hub/serve/readFeed.ts';
import { beginHub } from '../../../electron/core/features/sync/hub/serve/store/life.store.ts';
import { createHubClient } from '../../../electron/core/features/sync/hub/use/hubLine.ts';
import { createHubLoop } from '../../../electron/core/features/sync/hub/use/hubLoop.ts';
import {
  createHubStore,
  type HubStore,
  type HubStoreDeps,
} from '../../../electron/core/features/sync/hub/use/hubStore.ts';
import type { SyncStore } from '../../../electron/core/features/sync/loop/port.ts';
import type { Timer } from '../../../electron/core/features/sync/loop/waker.ts';
import { isUnheard } from '../../../electron/core/features/sync/outbox/outbox.store.ts';
import type { Ask } from '../../../electron/core/features/sync/transport/client.ts';
import type { Send } from '../../../electron/core/features/sync/transport/http.ts';
import type { Ids } from '../../../electron/core/ports/clock.ts';
import { createSimHub, type SimHub } from './simHub.ts';

/** Where a terminal stands in a store with a hub. */
export interface HubPart {
  /** It is the hub itself. */
  readonly serves: boolean;
  readonly ask: (isAlive: () => boolean) => Ask;
  readonly send: (isAlive: () => boolean) => Send;
  /** Whether the hub holds an op, held it before its disk was set back, or central has answered it. */
  readonly holds: (opId: string) => boolean;
  /** An order was taken over from the hub. */
  readonly onSeen: () => void;
}

export interface HubSideDeps extends HubStoreDeps, FeedSources {
  readonly part: HubPart;
  readonly ids: Ids;
  readonly store: SyncStore;
  readonly timer: Timer;
  readonly random: () => number;
  readonly applyRelayed: ApplyRelayed;
  readonly isAlive: () => boolean;
  readonly onFault: (error: unknown) => void;
  readonly onBroken: (error: unknown) => void;
}

const AT = { url: 'https://10.0.0.1:8444', tlsSha256: 'a'.repeat(64) } as const;

type Watching = Pick<HubSideDeps, 'part' | 'read' | 'onBroken'>;

/** What the hub says is watched: it keeps what it acknowledges, settles nothing (I1), and goes over nothing newer (I6). */
const watched = ({ part, read, onBroken }: Watching, store: HubStore): HubStore => {
  const settled = (): number =>
    read.get<{ n: number }>(sql`SELECT count(*) AS n FROM outbox WHERE state <> 'pending'`)?.n ?? 0;
  const replicas = (ids: readonly string[]): readonly { readonly id: string; readonly state: string }[] =>
    read.all(sql`SELECT id, state FROM sim_replica WHERE entity = 'order'
      AND id IN (SELECT value FROM json_each(${JSON.stringify(ids)})) ORDER BY id`);
  return {
    ...store,
    takeHubAcks: (epoch, results) => {
      if (!results.every(({ opId }) => part.holds(opId)))
        onBroken(new Error('I1: the hub acknowledged what it does not hold'));
      const before = settled();
      const news = store.takeHubAcks(epoch, results);
      if (settled() !== before) onBroken(new Error('I1: an answer of the hub settled an op'));
      return news;
    },
    takeProvisional: (items, whole) => {
      const [all, own] = [
        items.map(({ id }) => id),
        items.filter((one) => isUnheard(read, one.entity, one.id)),
      ];
      const [before, ownBefore] = [replicas(all), replicas(own.map(({ id }) => id))];
      const wasWhole = store.takeProvisional(items, whole);
      if (JSON.stringify(replicas(own.map(({ id }) => id))) !== JSON.stringify(ownBefore))
        onBroken(new Error('I6: the hub overwrote what it does not have'));
      if (JSON.stringify(replicas(all)) !== JSON.stringify(before)) part.onSeen();
      return wasWhole;
    },
  };
};

/**
 * Both sides of the store's hub in one life of a terminal: the real calls, keeper, client and loop. What `hub.ts` puts
 * together around a server on the network is put together here around a line.
 */
export const createHubSide = (deps: HubSideDeps) => {
  const { part, transact, ids, isAlive, onFault } = deps;
  const hub: SimHub | null = part.serves ? createSimHub(deps) : null;
  if (hub !== null) transact((tx: Tx) => beginHub(tx.db, ids.hex(16)));
  const loop = createHubLoop({
    ...deps,
    transport: createHubClient(deps, part.send(isAlive)).transport,
    store: watched(deps, createHubStore(deps)),
    onLevel: () => undefined,
  });
  const keeper = createKeeper({
    ...deps,
    ask: part.ask(isAlive),
    at: () => (hub === null ? null : AT),
    settle: async () => undefined,
    onFault,
  });
  return {
    hub,
    start: loop.start,
    onLevel: keeper.onLevel,
    ledgerTaken: keeper.kick,
    changed: (): void => hub?.wake(),
    wake: (): void => {
      hub?.wake();
      loop.wake();
    },
  };
};
export type HubSide = ReturnType<typeof createHubSide>;
