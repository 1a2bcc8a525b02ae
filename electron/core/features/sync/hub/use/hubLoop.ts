import { MAX_FEED_WAIT_S } from '../../../../../../shared/sync/endpoints.ts';
import { retryAfterMs } from '../../../../../../shared/sync/rules/retry.ts';
import { joined } from '../../../../call/joined.ts';
import { pullLedger } from '../../loop/connect.ts';
import { Interrupted, must } from '../../loop/interrupted.ts';
import { isTrueHead } from '../../loop/ledger.policy.ts';
import type { Item } from '../../loop/port.ts';
import { orderScopeOf } from '../../loop/pull.ts';
import { createWaker, type Timer } from '../../loop/waker.ts';
import type { SyncTerminal } from '../../terminal.store.ts';
import type { SyncTransport } from '../../transport/calls.ts';
import type { HubStore } from './hubStore.ts';

export interface HubLoopDeps {
  readonly transport: SyncTransport;
  readonly store: HubStore;
  /** 0 to 1, without 1. */
  readonly random: () => number;
  readonly timer: Timer;
  /** Central is away and the hub has all ops: photos may travel over it, or no longer. */
  readonly onLevel: (level: boolean) => void;
  /** Something that should not happen; the loop goes on. */
  readonly onFault: (error: unknown) => void;
}

/** The second way of what this terminal did, beside central's (sync specification 2.1). */
export interface HubLoop {
  readonly start: () => void;
  readonly stop: () => Promise<void>;
  /** Something was committed, the line to central changed, or the hub did. */
  readonly wake: () => void;
}

/** How often the hub hears of this terminal although nothing happens. */
const HEARTBEAT_MS = 300_000;
/** Items that are taken over in one go. */
const SLICE = 10;
const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const refuse = (code: string): never => {
  throw new Interrupted({ kind: 'refused', code });
};

/** Who asks, and whom: null where there is nobody to ask, or central has to hear of a new epoch first. */
const askingOf = (store: HubStore): SyncTerminal | null => {
  const [who, hub] = [store.terminal(), store.hub()];
  if (who === undefined || hub === undefined || who.epochRecord !== null) return null;
  if (who.refused !== null || who.lockedAt !== null) return null;
  return { ...who, url: hub.url };
};

/** Both know the whole of central's ledger, as central signed it, or nothing is said (I7). Answers the hub's wants. */
const meet = async ({ transport, store }: Pick<HubLoopDeps, 'transport' | 'store'>, who: SyncTerminal) => {
  for (let round = 0; round < 2; round += 1) {
    const answer = must(await transport.hello(who, store.hello(who)));
    const { ledgerHead: head, mode } = answer;
    if (!isTrueHead(head, who.erasurePub)) return refuse('ledger_broken');
    const place = store.ledgerPlace();
    if (place !== null && place.seq > head.seq) return refuse('ledger_behind');
    const isLevel = place?.seq === head.seq && place.hash === head.hash;
    // The hub has more of this terminal than it has itself, which was set back: central will open a new epoch.
    if (isLevel && answer.expectedSeq > store.hello(who).lastSeq + 1) return refuse('fork');
    if (isLevel) return mode === 'ok' || mode === 'resend' ? answer : refuse(mode);
    await pullLedger({ transport, store }, who);
  }
  return refuse('ledger_first');
};

/**
 * Sends each op to the hub too and, while central is away, reads from it what others of the store did. The hub answers for
 * itself alone: nothing that it says makes an op answered, ends an absence, opens an epoch, or counts as central's version.
 */
export const createHubLoop = ({
  transport,
  store,
  random,
  timer,
  onLevel,
  onFault,
}: HubLoopDeps): HubLoop => {
  const work = createWaker(timer);
  const now = createWaker(timer);
  let stopping = false;
  const isStopping = (): boolean => stopping;
  let failures = 0;

  const send = async (who: SyncTerminal, incarnation: string, from: number): Promise<number> => {
    let next = from;
    for (;;) {
      const batch = store.batchFrom(who, incarnation, next);
      if (batch === null) return next;
      const { results } = must(await transport.ops(who, batch));
      if (store.takeHubAcks(who.epoch, results) > 0) failures = 0;
      next += batch.ops.length;
    }
  };

  /** Core answers its windows in between. True where all of it was taken. */
  const take = async (items: readonly Item[], isAway: boolean): Promise<boolean> => {
    let isWhole = isAway;
    for (let from = 0; from < items.length; from += SLICE) {
      if (from > 0) await breath();
      isWhole = store.takeProvisional(items.slice(from, from + SLICE), isWhole);
    }
    return isWhole;
  };

  /**
   * One page of what others did, waiting for it until something is to be sent. What is left out while central is heard is
   * read again when central is away again: till then how far it was read is only told back.
   */
  const follow = async (who: SyncTerminal, incarnation: string, aside: string | null) => {
    const isAway = who.offlineSince !== null;
    const stop = new AbortController();
    const forget = work.onWake(() => stop.abort());
    try {
      const from = (isAway ? null : aside) ?? store.cursor(incarnation);
      const place = { scope: orderScopeOf(who), cursor: from, waitS: MAX_FEED_WAIT_S };
      const reply = await transport.feed(who, place, stop.signal);
      if (reply.kind === 'network' && stop.signal.aborted) return isAway ? null : aside;
      if (reply.kind === 'refused' && reply.code === 'cursor_gone') {
        store.putCursor(incarnation, null);
        return null;
      }
      const { items, cursor } = must(reply);
      if (await take(items, isAway)) store.putCursor(incarnation, cursor);
      return isAway ? null : cursor;
    } finally {
      forget();
    }
  };

  /** Runs while the terminal, its epoch and the hub stay who they are. */
  const round = async (who: SyncTerminal): Promise<void> => {
    const { incarnation, expectedSeq } = await meet({ transport, store }, who);
    let next = expectedSeq;
    let aside: string | null = null;
    let over = false;
    const isOver = (): boolean => over;
    const cancel = timer.after(HEARTBEAT_MS, () => {
      over = true;
      work.wake();
    });
    try {
      while (!isStopping() && !isOver()) {
        work.reset();
        next = await send(who, incarnation, next);
        store.heard();
        const still = askingOf(store);
        if (still === null || still.url !== who.url || still.epoch !== who.epoch) return;
        onLevel(still.offlineSince !== null);
        // What it said alone it may still correct, where central has no reason to speak of it.
        if (still.offlineSince === null && !store.isAwaiting()) await work.wait(null);
        else aside = await follow(still, incarnation, aside);
      }
    } finally {
      cancel();
    }
  };

  const run = async (): Promise<void> => {
    failures = 0;
    while (!isStopping()) {
      const who = askingOf(store);
      if (who === null) {
        onLevel(false);
        await work.wait(null);
        work.reset();
        continue;
      }
      try {
        await round(who);
        failures = 0;
      } catch (error) {
        onLevel(false);
        if (!(error instanceof Interrupted)) onFault(error);
        failures += 1;
        await now.wait(retryAfterMs(failures, random(), null));
      }
    }
  };
  const rounds = joined(run);

  return {
    start: () => {
      stopping = false;
      now.reset();
      void rounds.run();
    },
    stop: async () => {
      stopping = true;
      now.wake();
      work.wake();
      await rounds.settled();
      onLevel(false);
    },
    wake: work.wake,
  };
};
