import type { OpsRequest } from '../../../../../../shared/sync/endpoints.ts';
import { MAX_BATCH_BYTES, MAX_BATCH_OPS } from '../../../../../../shared/sync/op.ts';
import type { CoreDeps } from '../../../../call/deps.ts';
import type { ReadableDb } from '../../../../db/handles.ts';
import { sql } from '../../../../db/sql.ts';
import { dropCursor } from '../../loop/place.store.ts';
import type { Relays } from '../../loop/port.ts';
import { holdRelays, type Relayed, strandRelays, takeAnswers, waitingRelays } from './store/relay.store.ts';

const hasOwnBefore = (db: ReadableDb, { ownEpoch, ownSeq }: Relayed): boolean =>
  db.get(sql`SELECT 1 AS one FROM outbox WHERE state = 'pending' AND epoch = ${ownEpoch} AND seq <= ${ownSeq}
    LIMIT 1`) !== undefined;

const bytesOf = ({ header, body }: Relayed): number => header.length + (body?.length ?? 0);

/** Those that may go in one request: of one terminal, without a gap, within the limits, and no own change between. */
const runOf = (db: ReadableDb, waiting: readonly Relayed[]): readonly Relayed[] => {
  const run: Relayed[] = [];
  let bytes = 0;
  for (const op of waiting) {
    const before = run.at(-1);
    const follows =
      before === undefined ||
      (op.terminalId === before.terminalId && op.epoch === before.epoch && op.seq === before.seq + 1);
    bytes += bytesOf(op);
    if (!follows || (before !== undefined && bytes > MAX_BATCH_BYTES) || hasOwnBefore(db, op)) break;
    run.push(op);
  }
  return run;
};

export const createRelays = ({ read, transact }: Pick<CoreDeps, 'read' | 'transact'>): Relays => ({
  nextRelay: ({ incarnation }) => {
    const run = runOf(read, waitingRelays(read, MAX_BATCH_OPS));
    const [first] = run;
    if (first === undefined) return null;
    return {
      incarnation,
      terminalId: first.terminalId as OpsRequest['terminalId'],
      epoch: first.epoch,
      ops: run.map(({ header, sig, salt, body }) => ({ header, sig, salt, body })),
    };
  },
  ownUpTo: ({ epoch }) => {
    const [first] = waitingRelays(read, 1);
    return first !== undefined && first.ownEpoch === epoch ? first.ownSeq : Number.MAX_SAFE_INTEGER;
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
