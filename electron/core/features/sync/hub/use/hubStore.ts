import { isDeepStrictEqual } from 'node:util';
import type { HelloRequest, OpsRequest } from '../../../../../../shared/sync/endpoints.ts';
import { MAX_BATCH_OPS, type OpResult } from '../../../../../../shared/sync/op.ts';
import type { OrderDocument } from '../../../../../../shared/sync/orderDocument.ts';
import { nextBatch } from '../../../../../../shared/sync/rules/batch.ts';
import type { Tx } from '../../../../call/context.ts';
import type { CoreDeps } from '../../../../call/deps.ts';
import { sql } from '../../../../db/sql.ts';
import { describeError, type Log } from '../../../../log/log.ts';
import type { Item, ReadItem, SyncStore } from '../../loop/port.ts';
import { isUnheard, noteHubAcked, opsFrom } from '../../outbox/outbox.store.ts';
import { versionOf } from '../../outbox/recordOp.ts';
import { sealOps } from '../../outbox/sealOps.ts';
import { findTerminal, type SyncTerminal } from '../../terminal.store.ts';
import type { DocumentOf } from '../serve/readFeed.ts';
import { findHub, type KnownHub, noteHeard, putHubCursor } from './hub.store.ts';
import { countProvisional, isProvisional, noteProvisional } from './provisional.store.ts';

/** What the way over the hub keeps: each call is one transaction. Nothing of it answers for central. */
export interface HubStore extends Pick<SyncStore, 'terminal' | 'ledgerPlace' | 'takeLedger'> {
  /** Undefined where the store has none, or this terminal is one. */
  readonly hub: () => KnownHub | undefined;
  readonly hello: (who: SyncTerminal) => HelloRequest;
  /** Ops from a number on, sealed and as they go to central too; null where there are none. */
  readonly batchFrom: (who: SyncTerminal, incarnation: string, seq: number) => OpsRequest | null;
  readonly takeHubAcks: (epoch: number, results: readonly OpResult[]) => number;
  readonly heard: () => void;
  readonly cursor: (incarnation: string) => string | null;
  /** Whether something that the hub said waits for central's word. */
  readonly isAwaiting: () => boolean;
  readonly putCursor: (incarnation: string, cursor: string | null) => void;
  /**
   * Takes over as provisional what is not newer here: all of it while central is away, if it is to be whole, and otherwise
   * only what is provisional already. True where it was whole.
   */
  readonly takeProvisional: (items: readonly Item[], whole: boolean) => boolean;
}

export interface HubStoreDeps extends Pick<CoreDeps, 'clock' | 'read' | 'transact' | 'signer'> {
  readonly log: Pick<Log, 'error'>;
  readonly store: Pick<SyncStore, 'terminal' | 'hello' | 'ledgerPlace' | 'takeLedger'>;
  readonly takeOver: (tx: Tx, item: ReadItem) => void;
  readonly documentOf: DocumentOf;
}

const LIMITS = { ops: MAX_BATCH_OPS, bytes: Number.MAX_SAFE_INTEGER } as const;
const NOTE_EVERY_MS = 60_000;

/** A change of one's own that the hub does not have, or a state of central's that the hub does not know yet, is newer. */
const isNewerHere = (tx: Tx, { entity, id, version }: ReadItem): boolean =>
  isUnheard(tx.db, entity, id) || version < (versionOf(tx.db, entity, id) ?? 0);

/** What is here already needs no word of central's: nobody would ever say it again. */
const isHere = ({ documentOf }: HubStoreDeps, tx: Tx, { id, state }: ReadItem): boolean => {
  const here = documentOf(tx.db, id as OrderDocument['orderId']) as unknown as Record<string, unknown>;
  // A kiosk reads a part of the order.
  return (
    here !== undefined &&
    Object.entries(state ?? {}).every(([name, value]) => isDeepStrictEqual(here[name], value))
  );
};

const takeItem = (deps: HubStoreDeps, tx: Tx, item: Item): void => {
  const { takeOver, log } = deps;
  if (item.state === undefined || item.state === null) return;
  const isOrder = item.entity === 'order';
  if (isOrder ? isNewerHere(tx, item) || isHere(deps, tx, item) : item.entity !== 'settings') return;
  tx.db.run(sql`SAVEPOINT hub_item`);
  try {
    takeOver(tx, item);
    // What the owner signed is proved by that: it waits for no word of central's.
    if (isOrder) noteProvisional(tx.db, item.entity, item.id);
  } catch (error) {
    tx.db.run(sql`ROLLBACK TO hub_item`);
    log.error('take-over-failed', describeError(error));
  }
  tx.db.run(sql`RELEASE hub_item`);
};

export const createHubStore = (deps: HubStoreDeps): HubStore => {
  const { clock, read, transact, signer, store } = deps;
  return {
    terminal: store.terminal,
    ledgerPlace: store.ledgerPlace,
    takeLedger: store.takeLedger,
    hub: () => findHub(read),
    hello: (who) => ({ ...store.hello(who), scopes: [] }),
    batchFrom: (who, incarnation, seq) =>
      transact((tx) => {
        const ops = nextBatch(opsFrom(tx.db, who.epoch, seq, MAX_BATCH_OPS), LIMITS);
        if (ops[0]?.seq !== seq) return null;
        const terminalId = who.terminalId as OpsRequest['terminalId'];
        return { incarnation, terminalId, epoch: who.epoch, ops: sealOps(tx, who, ops, signer) };
      }),
    takeHubAcks: (epoch, results) =>
      transact((tx) => {
        const news = results.filter((one) => noteHubAcked(tx.db, epoch, one)).length;
        if (news > 0) tx.emit('sync-changed', {});
        return news;
      }),
    heard: () => {
      const at = findHub(read)?.heardAt ?? null;
      const now = clock.now();
      if (at !== null && now >= at && now - at < NOTE_EVERY_MS) return;
      transact((tx) => {
        noteHeard(tx.db, now);
        tx.emit('sync-changed', {});
      });
    },
    cursor: (incarnation) => {
      const hub = findHub(read);
      return hub?.incarnation === incarnation ? hub.cursor : null;
    },
    isAwaiting: () => countProvisional(read) > 0,
    putCursor: (incarnation, cursor) => transact((tx) => putHubCursor(tx.db, incarnation, cursor)),
    takeProvisional: (items, whole) =>
      transact((tx) => {
        const all = whole && findTerminal(tx.db)?.offlineSince !== null;
        for (const item of items)
          if (all || isProvisional(tx.db, item.entity, item.id)) takeItem(deps, tx, item);
        return all;
      }),
  };
};
