import type Database from 'better-sqlite3';
import type { Tx } from '../../../electron/core/call/context.ts';
import { transact } from '../../../electron/core/call/transaction.ts';
import type { ReadableDb } from '../../../electron/core/db/handles.ts';
import { sql } from '../../../electron/core/db/sql.ts';
import { recordOp } from '../../../electron/core/features/sync/index.ts';
import { endHub } from '../../../electron/core/features/sync/hub/serve/store/life.store.ts';
import { firstUponProvisional } from '../../../electron/core/features/sync/hub/use/provisional.store.ts';
import { putLedgerPlace } from '../../../electron/core/features/sync/loop/place.store.ts';
import type { SyncStore } from '../../../electron/core/features/sync/loop/port.ts';
import { createSyncLoop } from '../../../electron/core/features/sync/loop/syncLoop.ts';
import { createSyncStore, openEpoch } from '../../../electron/core/features/sync/loop/syncStore.ts';
import { epochText } from '../../../electron/core/features/sync/outbox/seal.policy.ts';
import { findTerminal, putTerminal } from '../../../electron/core/features/sync/terminal.store.ts';
import type { SyncTransport } from '../../../electron/core/features/sync/transport/calls.ts';
import { signerOf } from '../../../central/keys/ed25519.ts';
import { DiskFull, Killed } from './killed.ts';
import { giveBack, openCopy, takeDatabase } from './memoryDatabase.ts';
import { createHubSide, type HubPart, type HubSide } from './simHubSide.ts';
import type { SimHub } from './simHub.ts';
import { documentOf, putReplica, relayedInto, replicaOf, takeOver } from './simReplica.ts';
import type { VirtualTime } from './virtualTime.ts';

export interface Enrolment {
  readonly terminalId: string;
  readonly shopId: string;
  readonly erasurePub: string;
  readonly incarnation: string;
  readonly seed: Uint8Array;
}

export interface SimTerminalDeps {
  readonly enrolment: Enrolment;
  readonly time: VirtualTime;
  readonly random: () => number;
  readonly hex: (bytes: number) => string;
  readonly connect: (isAlive: () => boolean) => SyncTransport;
  /** Null in a store without a hub. */
  readonly hub: HubPart | null;
  /** An invariant that was seen broken while it ran. */
  readonly onBroken: (error: unknown) => void;
}

export type KillPoint = 'now' | 'beforeCommit' | 'afterCommit';
type CommitFault = KillPoint | 'refused';

const enrolledEpoch = (terminalId: string) =>
  epochText({ terminalId: terminalId as never, epoch: 1, reason: 'enrolled', lastSeq: 0, lastHash: null });

export const firstEpochHash = (terminalId: string): string => enrolledEpoch(terminalId).hash;

const isPending = (db: ReadableDb, entity: string, id: string): boolean =>
  db.get(
    sql`SELECT 1 AS one FROM outbox WHERE state = 'pending' AND entity = ${entity} AND entity_id = ${id}`,
  ) !== undefined;

/** Where a transaction is ended by a kill. */
const killable = (raw: Database.Database, next: () => CommitFault | null, die: () => void) =>
  new Proxy(raw, {
    get: (target, name) => {
      const value = Reflect.get(target, name, target) as unknown;
      if (name !== 'exec') return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      return (script: string) => {
        const point = script === 'COMMIT' ? next() : null;
        if (point === 'refused') throw new DiskFull();
        if (point === 'afterCommit') target.exec(script);
        if (point !== null) {
          die();
          throw new Killed();
        }
        return target.exec(script);
      };
    },
  });

/**
 * A terminal: the real loop, store, outbox and seals on the real schema in a database in memory. Only what the features
 * make of the feed is a stand-in.
 */
export const createSimTerminal = (deps: SimTerminalDeps) => {
  const { enrolment, time, random, hex, connect, hub: part, onBroken } = deps;
  const signer = signerOf(enrolment.seed);
  let skewMs = 0;
  let life = 0;
  let running = false;
  let armed: CommitFault | null = null;
  let disk = takeDatabase();
  let loop: ReturnType<typeof createSyncLoop> | null = null;
  let side: HubSide | null = null;
  const ids = { hex, ulid: () => hex(13).toUpperCase(), bytes: () => new Uint8Array() };
  const clock = { now: () => Math.max(0, time.now() + skewMs) };

  const die = (): void => {
    side?.hub?.kill();
    side = null;
    running = false;
    life += 1;
  };
  const takeArmed = (): CommitFault | null => {
    const point = armed;
    armed = null;
    return point;
  };

  /** What was committed wakes whom it is for, as in the composition root. A store without a hub has none to tell. */
  const told = (event: string): void => {
    if (side === null) return;
    if (event === 'orders-changed') side.changed();
    if (event !== 'sync-changed') return;
    loop?.wake();
    side.wake();
  };

  /** Transactions of one life: once it is over, nothing it still runs touches the database. */
  const transactionsOf = (own: number) => {
    const database = { ...disk, writer: killable(disk.raw, takeArmed, die), refusing: () => 'nothing' };
    const trail = { append: () => undefined, committed: () => undefined };
    const all = { database: database as never, clock, ids: ids as never, emit: told, trail };
    return <T>(run: (tx: Tx) => T): T => {
      if (own !== life) throw new Killed();
      return transact(all, { windowId: 0, terminal: 'counter', role: 'staff', staffId: null }, run);
    };
  };

  /** I6, while it runs: what waits to be sent is never overwritten by the feed. */
  const guarded = (store: SyncStore): SyncStore => ({
    ...store,
    takePage: (where, items) => {
      const own = items.filter(({ entity, id }) => isPending(disk.read, entity, id));
      const before = own.map(({ entity, id }) => replicaOf(disk.read, entity, id));
      store.takePage(where, items);
      const after = own.map(({ entity, id }) => replicaOf(disk.read, entity, id));
      if (before.some((state, i) => state !== after[i]))
        onBroken(new Error('I6: the feed overwrote what waits'));
    },
  });

  let transactNow = transactionsOf(life);

  const start = (): void => {
    const own = life;
    running = true;
    armed = null;
    transactNow = transactionsOf(own);
    const isAlive = (): boolean => own === life;
    const timer = { after: (ms: number, run: () => void) => time.after(ms, () => isAlive() && run()) };
    const onFault = (error: unknown): void => {
      if (!(error instanceof Killed || error instanceof DiskFull)) onBroken(error);
    };
    const core = {
      clock,
      read: disk.read,
      transact: transactNow,
      signer: {
        ...signer,
        keyId: '',
        sign: (bytes: Uint8Array) => signer.sign(Buffer.from(bytes).toString()),
      },
      takeOver,
      applyRelayed: relayedInto,
      documentOf,
      log: { error: (code: string) => onBroken(new Error(code)) },
    };
    const store = createSyncStore({
      ...core,
      appVersion: '1.0.0',
      fileBacklog: () => ({ files: 0, bytes: 0 }),
      // Nobody is away for half a year here.
      discardWaiting: () => false,
      wipe: () => undefined,
      takeLedger: (_lines, place) => {
        transactNow((tx) => putLedgerPlace(tx.db, place));
        side?.ledgerTaken();
      },
    });
    if (part !== null)
      side = createHubSide({
        ...core,
        part,
        ids,
        store,
        timer,
        random,
        // The owner signs nothing here.
        signedVersions: { ids: () => [], find: () => undefined },
        isAlive,
        onFault,
        onBroken,
      });
    const { onLevel = () => undefined } = side ?? {};
    loop = createSyncLoop({
      transport: connect(isAlive),
      store: guarded(store),
      clock,
      random,
      timer,
      onLevel,
      onChange: () => told('sync-changed'),
      onFault,
    });
    loop.start();
    side?.start();
  };

  transactNow((tx) => {
    const { terminalId, shopId, erasurePub, incarnation } = enrolment;
    putTerminal(tx.db, {
      url: 'http://127.0.0.1',
      terminalId,
      shopId,
      role: 'counter',
      letter: 'K',
      erasurePub,
      settingsPub: null,
      incarnation,
      epoch: 1,
      epochHash: firstEpochHash(terminalId),
      enrolledAt: 0,
    });
  });

  return {
    enrolment,
    publicKey: signer.publicKey,
    isRunning: () => running,
    start,
    kill: die,
    /** The next commit is where it dies, or what the disk refuses. */
    arm: (point: CommitFault): void => {
      armed = point;
    },
    /** Lets its clock jump, in ms. */
    skew: (ms: number): void => {
      skewMs += ms;
    },
    read: () => disk.read,
    /** Where others reach it as their hub; null while they do not. */
    hub: (): SimHub | null => side?.hub ?? null,
    replica: (entity: string, id: string): string | undefined => replicaOf(disk.read, entity, id),
    replicas: () =>
      disk.read.all<{ entity: string; id: string; state: string }>(sql`SELECT * FROM sim_replica`),
    /** Whether an op waits upon what a hub said. */
    holds: (): boolean => firstUponProvisional(disk.read, findTerminal(disk.read)?.epoch ?? 0) !== null,
    pending: (): number =>
      disk.read.get<{ n: number }>(sql`SELECT count(*) AS n FROM outbox WHERE state = 'pending'`)?.n ?? 0,
    state: () => loop?.state() ?? null,
    /**
     * What a user does: a change of an entity with its op, in one transaction. Answers the op's id once the user was
     * told that it is saved; null when it was killed before.
     */
    act: (
      op: Omit<Parameters<typeof recordOp>[1], 'subjects' | 'orders'>,
      effect: (opId: string) => unknown,
    ): string | null => {
      try {
        const opId = transactNow((tx) => {
          const id = recordOp(tx, { ...op, subjects: [], orders: [] });
          if (id === null) throw new Error('not enrolled');
          putReplica(tx, op.entity, op.entityId, effect(id));
          return id;
        });
        loop?.wake();
        return opId;
      } catch (error) {
        if (error instanceof Killed || error instanceof DiskFull) return null;
        throw error;
      }
    },
    /** A copy of its disk. */
    copy: (): Buffer => disk.raw.serialize(),
    /** Its disk is set back to a copy; `recover` is what the program does once it knows. */
    setBack: (copy: Buffer, recover: boolean): void => {
      die();
      armed = null;
      giveBack(disk);
      disk = openCopy(copy);
      transactNow = transactionsOf(life);
      if (recover)
        transactNow((tx) => {
          openEpoch(tx, 'restored', {});
          if (part !== null) endHub(tx.db);
        });
    },
    close: (): void => {
      die();
      giveBack(disk);
    },
  };
};
export type SimTerminal = ReturnType<typeof createSimTerminal>;
