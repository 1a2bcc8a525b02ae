import type { HubTerminal } from '../../../../../../../shared/sync/endpoints.ts';
import { MAX_BATCH_OPS, type OpResult, type WireOp } from '../../../../../../../shared/sync/op.ts';
import type { ReadOp } from '../../../../../../../shared/sync/rules/chain.ts';
import type { ReadableDb, WritableDb } from '../../../../../db/handles.ts';
import { sql } from '../../../../../db/sql.ts';
import type { RelayedOp } from '../relayOrder.policy.ts';

/** One op that waits at the hub for central's answer, as it came. */
export interface Relayed extends Pick<WireOp, 'header' | 'sig' | 'salt' | 'body'> {
  readonly place: number;
  readonly terminalId: string;
  readonly epoch: number;
  readonly seq: number;
  readonly opId: string;
  readonly ownEpoch: number;
  readonly ownSeq: number;
}

const RELAYED = sql`place, terminal_id AS terminalId, epoch, seq, op_id AS opId, header, sig, salt, body,
  own_epoch AS ownEpoch, own_seq AS ownSeq`;

/** Keeps an op exactly as it came, behind all others; without its body where that is about somebody erased. */
export const keepRelayed = (
  db: WritableDb,
  { wire, header, hash }: ReadOp,
  { emptied, at }: { readonly emptied: boolean; readonly at: number },
): void => {
  const { terminalId, epoch, seq, opId, type, entity, entityId, subjects, orders } = header;
  const [body, salt] = emptied ? [null, null] : [wire.body, wire.salt];
  db.run(sql`INSERT INTO hub_op (terminal_id, epoch, seq, op_id, type, entity, entity_id, subjects, orders, header,
      op_hash, sig, body, salt, at, own_epoch, own_seq)
    SELECT ${terminalId}, ${epoch}, ${seq}, ${opId}, ${type}, ${entity}, ${entityId}, ${JSON.stringify(subjects)},
      ${JSON.stringify(orders)}, ${wire.header}, ${hash}, ${wire.sig}, ${body}, ${salt}, ${at}, t.epoch, t.last_seq
    FROM sync_terminal t`);
};

/** Hash of what came under that number; undefined where it is not kept here. */
export const relayedHash = (
  db: ReadableDb,
  { terminalId, epoch, seq }: Pick<Relayed, 'terminalId' | 'epoch' | 'seq'>,
): string | undefined =>
  db.get<{ hash: string }>(sql`SELECT op_hash AS hash FROM hub_op
    WHERE terminal_id = ${terminalId} AND epoch = ${epoch} AND seq = ${seq}`)?.hash;

/** Whom and what an op is about, as it is kept. */
export const refsIn = (row: {
  readonly entityId: string;
  readonly subjects: string;
  readonly orders: string;
}): readonly string[] => [...JSON.parse(row.subjects), ...JSON.parse(row.orders), row.entityId];

/** The place of what came last; 0 where nothing came. */
export const lastPlace = (db: ReadableDb): number =>
  db.get<{ place: number }>(sql`SELECT place FROM hub_op ORDER BY place DESC LIMIT 1`)?.place ?? 0;

/** The first that wait their turn, in the order in which they came, up to a place. */
export const waitingRelays = (
  db: ReadableDb,
  upTo = Number.MAX_SAFE_INTEGER,
): readonly (Relayed & RelayedOp)[] =>
  db
    .all<Relayed & { entityId: string; subjects: string; orders: string }>(
      sql`SELECT ${RELAYED}, entity_id AS entityId, subjects, orders FROM hub_op
        WHERE state = 'waiting' AND place <= ${upTo} ORDER BY place LIMIT ${MAX_BATCH_OPS}`,
    )
    .map((row) => ({ ...row, refs: refsIn(row), bytes: row.header.length + (row.body?.length ?? 0) }));

/** Ops about an entity that central has not answered, in their order. */
export const unansweredOf = (db: ReadableDb, entity: string, entityId: string): readonly Relayed[] =>
  db.all<Relayed>(sql`SELECT ${RELAYED} FROM hub_op WHERE state IN ('waiting', 'held') AND entity = ${entity}
    AND entity_id = ${entityId} AND body IS NOT NULL ORDER BY place`);

/** What waits about an entity shows here over a state of central's, which may have it already. */
export const noteLaidOver = (db: WritableDb, entity: string, entityId: string): void =>
  void db.run(sql`UPDATE hub_op SET laid_over = 1 WHERE state IN ('waiting', 'held') AND entity = ${entity}
    AND entity_id = ${entityId}`);

/** Central tells of ops by their ids: it has them, whatever way they took. */
export const noteKnown = (db: WritableDb, opIds: readonly string[], now: number): void =>
  void db.run(sql`UPDATE hub_op SET state = 'acked', code = NULL, acked_at = ${now}
    WHERE state IN ('waiting', 'held') AND op_id IN (SELECT value FROM json_each(${JSON.stringify(opIds)}))`);

interface Chain {
  readonly terminalId: string;
  readonly epoch: number;
}

/**
 * Central's answers to what was relayed. True where one shows over a state of central's that came behind it: what it
 * decided came before, and central has no reason to say so again.
 */
export const takeAnswers = (
  db: WritableDb,
  { terminalId, epoch }: Chain,
  results: readonly OpResult[],
  now: number,
): boolean => {
  let mustReread = false;
  for (const { seq, opId, code, version } of results) {
    mustReread ||=
      db.get(sql`SELECT 1 AS one FROM hub_op h WHERE terminal_id = ${terminalId} AND epoch = ${epoch} AND seq = ${seq}
        AND op_id = ${opId} AND laid_over = 1 AND (${version} IS NULL OR ${version} <= (SELECT e.version FROM sync_entity e
          WHERE e.entity = h.entity AND e.entity_id = h.entity_id))`) !== undefined;
    db.run(sql`UPDATE hub_op SET state = 'acked', code = ${code}, acked_at = ${now} WHERE terminal_id = ${terminalId}
      AND epoch = ${epoch} AND seq = ${seq} AND op_id = ${opId}`);
  }
  return mustReread;
};

/** Central does not take this terminal's ops now: the others go on. */
export const holdRelays = (db: WritableDb, { terminalId, epoch }: Chain, code: string): void =>
  void db.run(sql`UPDATE hub_op SET state = 'held', code = ${code} WHERE state = 'waiting'
    AND terminal_id = ${terminalId} AND epoch = ${epoch}`);

/** Central will not have them: their queue ended otherwise, or their terminal did. True where there were any. */
export const strandRelays = (
  db: WritableDb,
  { terminalId, before }: { readonly terminalId: string; readonly before: number },
  code: 'epoch' | 'revoked' | 'fork',
): boolean =>
  db.run(sql`UPDATE hub_op SET state = 'stranded', code = ${code} WHERE terminal_id = ${terminalId}
    AND epoch < ${before} AND state IN ('waiting', 'held')`) > 0;

/**
 * Sets what was relayed to what central says of its terminals: what belongs to a queue or a terminal that was ended is
 * stranded, the rest is tried again, and answered by what central decided where it came by another way. True where something
 * is stranded that shows here: the store has to be read once more.
 */
export const levelRelays = (db: WritableDb, terminals: readonly HubTerminal[]): boolean => {
  let mustReread = false;
  for (const { terminalId, epoch, revoked } of terminals) {
    if (strandRelays(db, { terminalId, before: epoch }, 'epoch')) mustReread = true;
    if (revoked && strandRelays(db, { terminalId, before: epoch + 1 }, 'revoked')) mustReread = true;
    db.run(sql`UPDATE hub_op SET state = 'waiting', code = NULL WHERE terminal_id = ${terminalId}
      AND epoch = ${epoch} AND state = 'held'`);
  }
  return mustReread;
};

/** Another life of central's database may have lost what it answered: all that is kept goes again. */
export const relayAnew = (db: WritableDb): void =>
  void db.run(sql`UPDATE hub_op SET state = 'waiting', code = NULL, acked_at = NULL WHERE state = 'acked'`);

/** Answered long enough ago that no restored central asks for it again. */
const PRUNABLE = (before: number) => sql`acked_at < ${before}`;

export const countPrunableRelays = (db: ReadableDb, before: number): number =>
  db.get<{ n: number }>(sql`SELECT count(*) AS n FROM hub_op WHERE ${PRUNABLE(before)}`)?.n ?? 0;

/** Deletes at most `limit`; answers how many. */
export const pruneRelays = (db: WritableDb, before: number, limit: number): number =>
  db.run(
    sql`DELETE FROM hub_op WHERE place IN (SELECT place FROM hub_op WHERE ${PRUNABLE(before)} LIMIT ${limit})`,
  );

/** What waits at the hub for central, and what belongs to queues that were ended. */
export const relayBacklog = (db: ReadableDb): { readonly waiting: number; readonly stranded: number } =>
  db.get(sql`SELECT count(*) FILTER (WHERE state IN ('waiting', 'held')) AS waiting,
    count(*) FILTER (WHERE state = 'stranded') AS stranded FROM hub_op
    WHERE state IN ('waiting', 'held', 'stranded')`) ?? { waiting: 0, stranded: 0 };
