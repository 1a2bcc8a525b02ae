import { HubsAnswer, HubTerminalsAnswer, LedgerAnswer } from '../../../../../shared/sync/endpoints.ts';
import type { z } from '../../../../../shared/domain/z.ts';
import type { Tx } from '../../../call/context.ts';
import type { CoreDeps } from '../../../call/deps.ts';
import { followLedger, isTrueHead } from '../loop/ledger.policy.ts';
import { orderScopeOf } from '../loop/pull.ts';
import { dropCursor } from '../loop/place.store.ts';
import type { Timer } from '../loop/waker.ts';
import { findTerminal, type SyncTerminal } from '../terminal.store.ts';
import type { Ask } from '../transport/client.ts';
import type { Call } from '../transport/http.ts';
import type { HubAt } from './serve/hubServer.ts';
import { keepLines, passedLedger } from './serve/store/ledger.store.ts';
import { keepHead } from './serve/store/life.store.ts';
import { levelRelays } from './serve/store/relay.store.ts';
import { takeRoster } from './serve/store/roster.store.ts';
import { countProvisional, endProvisional } from './use/provisional.store.ts';
import { takeHub } from './use/hub.store.ts';

export interface KeeperDeps extends Pick<CoreDeps, 'read' | 'transact'> {
  readonly ask: Ask;
  readonly timer: Timer;
  /** Where this terminal serves as hub; null while it does not. */
  readonly at: () => HubAt | null;
  /** Where it serves is looked at anew: the network may have changed. */
  readonly settle: () => Promise<void>;
  readonly onFault: (error: unknown) => void;
}

type Hub = z.infer<typeof HubsAnswer>['hubs'][number];

const EVERY_MS = 60_000;

/** What is provisional for so many rounds in which central is heard, central will not say by itself. */
const PATIENCE = 10;

/** Ends a round: central was not heard, refuses, or says what it did not sign. The next one tries again. */
class NotNow extends Error {}

const same = (one: HubAt | null, other: HubAt | null): boolean =>
  one?.url === other?.url && one?.tlsSha256 === other?.tlsSha256;

/**
 * Keeps central and this terminal level on hubs while central is heard: says where this one serves, learns what it needs for
 * that, and who the hub of the store is.
 */
export const createKeeper = ({ read, transact, ask, timer, at, settle, onFault }: KeeperDeps) => {
  let level = false;
  let rounds = 0;
  const isLevel = (): boolean => level;
  let running: Promise<void> | null = null;
  let again = false;
  let cancel = (): void => undefined;

  const asked = async <T>(who: SyncTerminal, call: Call<T>): Promise<T> => {
    const reply = await ask(who, call);
    if (reply.kind !== 'ok') throw new NotNow();
    return reply.value;
  };

  /** Tells central where this one serves, unless it knows: one that was set back does no longer. */
  const tell = async (who: SyncTerminal, now: HubAt | null, hubs: readonly Hub[]): Promise<void> => {
    const known = hubs.find(({ terminalId }) => terminalId === who.terminalId) ?? null;
    if (same(known, now)) return;
    const how = now === null ? ({ method: 'DELETE' } as const) : ({ method: 'PUT', body: now } as const);
    await asked(who, { ...how, path: '/v1/hub', answer: null });
  };

  /** Central's ledger to its end, each line proved, with the head that central signed over it. */
  const passOnLedger = async (who: SyncTerminal): Promise<void> => {
    for (;;) {
      const before = passedLedger(read);
      const path = `/v1/ledger?after=${before?.seq ?? -1}`;
      const { entries, head } = await asked(who, { method: 'GET', path, answer: LedgerAnswer });
      const place = followLedger(before, entries, who.erasurePub);
      if (place === null || !isTrueHead(head, who.erasurePub)) throw new NotNow();
      transact((tx) => {
        keepLines(tx.db, entries);
        if (place.hash === head.hash) keepHead(tx.db, head);
      });
      if (place.seq >= head.seq || entries.length === 0) return;
    }
  };

  const learnTerminals = async (who: SyncTerminal): Promise<void> => {
    const answer = await asked(who, { method: 'GET', path: '/v1/hub/terminals', answer: HubTerminalsAnswer });
    const others = answer.terminals.filter(({ terminalId }) => terminalId !== who.terminalId);
    transact((tx: Tx) => {
      takeRoster(tx.db, others);
      if (levelRelays(tx.db, others)) dropCursor(tx.db, `store:${who.shopId}`);
      tx.emit('sync-changed', {});
    });
  };

  const learnHub = (who: SyncTerminal, hubs: readonly Hub[]): void => {
    const others = at() === null ? hubs.filter(({ terminalId }) => terminalId !== who.terminalId) : [];
    const news = transact((tx) => takeHub(tx.db, others[0]));
    if (news) transact((tx) => tx.emit('sync-changed', {}));
  };

  /** What the hub showed may have come to nothing: then only central's own orders end it. */
  const confirmAll = (who: SyncTerminal): void => {
    rounds = countProvisional(read) === 0 ? 0 : rounds + 1;
    if (rounds <= PATIENCE) return;
    rounds = 0;
    transact((tx) => {
      endProvisional(tx.db);
      dropCursor(tx.db, orderScopeOf(who));
      tx.emit('sync-changed', {});
    });
  };

  const step = async (): Promise<void> => {
    const who = findTerminal(read);
    if (who === undefined) return;
    await settle();
    const now = at();
    const { hubs } = await asked(who, { method: 'GET', path: '/v1/hubs', answer: HubsAnswer });
    await tell(who, now, hubs);
    if (now !== null) {
      await passOnLedger(who);
      await learnTerminals(who);
    }
    learnHub(who, hubs);
    confirmAll(who);
  };

  const run = async (): Promise<void> => {
    do {
      again = false;
      try {
        await step();
      } catch (error) {
        if (!(error instanceof NotNow)) onFault(error);
      }
    } while (again && isLevel());
  };

  /** At once, if central is heard, and from then on each minute. */
  const kick = (): void => {
    cancel();
    if (!level) return;
    cancel = timer.after(EVERY_MS, kick);
    if (running !== null) {
      again = true;
      return;
    }
    running = run().finally(() => {
      running = null;
    });
  };

  return {
    onLevel: (now: boolean): void => {
      level = now;
      if (!now) rounds = 0;
      kick();
    },
    kick,
    /** Resolves when nothing of it touches the database any more. */
    settled: async (): Promise<void> => {
      await running;
    },
  };
};
