import type { CentralLedgerLine } from '../../../../shared/sync/ledger.ts';
import type { OpBody } from '../../../../shared/sync/opBodies.ts';
import { MAP_VERSION } from '../../../../shared/privacy/dataMap.ts';
import type { Tx } from '../../call/context.ts';
import { sql } from '../../db/sql.ts';
import { type NamedErasure, provedErasure, ROWS_OF, type Settled } from '../erasure/index.ts';
import { lockForErasure } from '../recordsLock/index.ts';
import type { LedgerPlace } from './loop/ledger.policy.ts';
import { ledgerPlace, putLedgerPlace } from './loop/place.store.ts';
import { recordOp } from './outbox/recordOp.ts';

/** Orders the local erasure of what a ledger names. */
export type OrderErasure = (tx: Tx, named: NamedErasure) => void;

/** Empties ops about these pseudonyms and orders, own and relayed ones; each keeps its place in the chain as an op that does nothing. */
const emptyOps = ({ db }: Tx, { subjectRefs, orderRefs }: NamedErasure): void => {
  const scope = { people: [], drafts: [], subjects: subjectRefs, orders: orderRefs };
  const [own, relayed] = [ROWS_OF['outbox']?.(scope), ROWS_OF['hub_op']?.(scope)];
  if (own) db.run(sql`UPDATE outbox SET body = NULL, salt = NULL, settled_reason = NULL WHERE ${own}`);
  if (relayed) db.run(sql`UPDATE hub_op SET body = NULL, salt = NULL WHERE ${relayed}`);
};

const total = (counts: Readonly<Record<string, number | undefined>>): number =>
  Object.values(counts).reduce<number>((sum, n) => sum + (n ?? 0), 0);

/** Says that this terminal has proved an erasure of central's ledger; once. */
const acknowledge = (tx: Tx, { cmdId, proof, counts }: Settled): void => {
  const open = tx.db.run(
    sql`UPDATE sync_erasure SET acknowledged = 1 WHERE cmd_id = ${cmdId} AND acknowledged = 0`,
  );
  if (open === 0) return;
  const { rows, keys, before, after, files } = counts;
  const body: OpBody<'erasure.acknowledged@1'> = {
    cmdId,
    outcome: 'done',
    step: null,
    counts: { rows, keys, files: total(files), before: total(before), after: total(after) },
    proof,
    ledgerSeq: ledgerPlace(tx.db)?.seq ?? 0,
  };
  recordOp(tx, {
    key: 'erasure.acknowledged@1',
    entity: 'erasure',
    entityId: cmdId,
    subjects: [],
    orders: [],
    body,
  });
};

const takeLine = (tx: Tx, line: CentralLedgerLine, order: OrderErasure): void => {
  const { cmdId, requestId, subjectRefs, orderRefs, seq } = line;
  if (cmdId === null || requestId === null) return;
  const named = { cmdId, requestId, subjectRefs, orderRefs };
  emptyOps(tx, named);
  lockForErasure(tx.db, named);
  tx.db.run(sql`INSERT INTO sync_erasure (cmd_id, ledger_seq, line) VALUES (${cmdId}, ${seq}, ${JSON.stringify(line)})
    ON CONFLICT (cmd_id) DO NOTHING`);
  order(tx, named);
  const proved = provedErasure(tx.db, cmdId);
  if (proved) acknowledge(tx, proved);
};

/**
 * Takes lines of central's ledger in, in one transaction: ops about the erased are emptied, their erasure is ordered
 * here, and how far that is. What was erased here before is acknowledged at once (sync specification 7.1).
 */
export const takeLedger = (
  tx: Tx,
  lines: readonly CentralLedgerLine[],
  place: LedgerPlace,
  order: OrderErasure,
): void => {
  putLedgerPlace(tx.db, place);
  for (const line of lines) takeLine(tx, line, order);
};

/** An erasure ended here; central is told of those that its ledger orders. */
export const noteErasureSettled = (tx: Tx, settled: Settled): void => {
  if (settled.result === 'proved') acknowledge(tx, settled);
};

/**
 * An erasure that was approved here goes to central, which orders it everywhere. The op names nobody in its head: it must
 * outlive what it is about.
 */
export const recordOrderedErasure = (
  tx: Tx,
  { cmdId, requestId, subjectRefs, orderRefs }: NamedErasure,
): void => {
  const body = { cmdId, requestId, subjectRefs, orderRefs, issuedAt: tx.now, mapVersion: MAP_VERSION };
  recordOp(tx, {
    key: 'erasure.ordered@1',
    entity: 'erasure',
    entityId: cmdId,
    subjects: [],
    orders: [],
    body: body as OpBody<'erasure.ordered@1'>,
  });
};
