import type { OpsRequest } from '../../../../../../shared/sync/endpoints.ts';
import { MAX_BATCH_OPS } from '../../../../../../shared/sync/op.ts';
import type { CoreDeps } from '../../../../call/deps.ts';
import type { ReadableDb } from '../../../../db/handles.ts';
import { sql } from '../../../../db/sql.ts';
import { dropCursor } from '../../loop/place.store.ts';
import type { Relays } from '../../loop/port.ts';
import { type OwnOp, ownUpTo, relayRun } from './relayOrder.policy.ts';
import {
  holdRelays,
  lastPlace,
  refsIn,
  strandRelays,
  takeAnswers,
  waitingRelays,
} from './store/relay.store.ts';

/** The hub's own changes that wait, in their order. */
const ownWaiting = (db: ReadableDb): readonly OwnOp[] =>
  db
    .all<{ epoch: number; seq: number; entityId: string; subjects: string; orders: string }>(
      sql`SELECT epoch, seq, entity_id AS entityId, subjects, orders FROM outbox WHERE state = 'pending'
        ORDER BY epoch, seq LIMIT ${MAX_BATCH_OPS}`,
    )
    .map((row) => ({ epoch: row.epoch, seq: row.seq, refs: refsIn(row) }));

export const createRelays = ({ read, transact }: Pick<CoreDeps, 'read' | 'transact'>): Relays => ({
  lastRelay: () => lastPlace(read),
  nextRelay: ({ incarnation }, upTo) => {
    const waiting = waitingRelays(read, upTo);
    // Asked before each batch, on terminals where nothing of others ever waits too.
    const run = waiting.length === 0 ? [] : relayRun(waiting, ownWaiting(read));
    const [first] = run;
    if (first === undefined) return null;
    return {
      incarnation,
      terminalId: first.terminalId as OpsRequest['terminalId'],
      epoch: first.epoch,
      ops: run.map(({ header, sig, salt, body }) => ({ header, sig, salt, body })),
    };
  },
  ownUpTo: () => {
    const waiting = waitingRelays(read);
    return waiting.length === 0 ? Number.MAX_SAFE_INTEGER : ownUpTo(waiting, ownWaiting(read));
  },
  takeRelayed: ({ shopId }, { terminalId, epoch }, results) =>
    transact((tx) => {
      if (takeAnswers(tx.db, { terminalId, epoch }, results, tx.now)) dropCursor(tx.db, `store:${shopId}`);
      tx.emit('sync-changed', {});
    }),
  holdRelay: ({ shopId }, { terminalId, epoch }, code) =>
    transact((tx) => {
      // Under that number central has another op of the terminal, or of its epoch nothing: it never takes these.
      if (code !== 'fork') holdRelays(tx.db, { terminalId, epoch }, code);
      else if (strandRelays(tx.db, { terminalId, before: epoch + 1 }, code))
        dropCursor(tx.db, `store:${shopId}`);
    }),
});
