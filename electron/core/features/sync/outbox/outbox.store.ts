import type { OpResult, WireOp } from '../../../../../shared/sync/op.ts';
import type { ReadableDb, WritableDb } from '../../../db/handles.ts';
import { sql } from '../../../db/sql.ts';
import { holdMarks, moveHolds } from '../hub/use/provisional.store.ts';
import type { Seal, UnsealedOp } from './seal.policy.ts';

/** One op of the running epoch that waits for central's answer. */
export interface PendingOp extends UnsealedOp {
  readonly bytes: number;
  readonly body: string | null;
  readonly salt: string | null;
  readonly header: string | null;
  readonly opHash: string | null;
  readonly sig: string | null;
}

/** About what a header and its signature add to a body. */
const HEAD_BYTES = 1_000;

const PENDING = sql`seq, op_id AS opId, type, type_v AS typeV, entity, entity_id AS entityId,
  base_version AS baseVersion, subjects, orders, actor_ref AS actorRef, role, at, body_sha256 AS bodySha256,
  bytes + ${HEAD_BYTES} AS bytes, body, salt, header, op_hash AS opHash, sig`;

/** The first ops that wait, in their order. */
export const pendingOps = (db: ReadableDb, epoch: number, limit: number): readonly PendingOp[] =>
  db.all<PendingOp>(sql`SELECT ${PENDING} FROM outbox WHERE state = 'pending' AND epoch = ${epoch}
    ORDER BY seq LIMIT ${limit}`);

/** Ops of the epoch that central answered it does not know, and nobody has settled. */
export const deferredOps = (db: ReadableDb, epoch: number, limit: number): readonly PendingOp[] =>
  db.all<PendingOp>(sql`SELECT ${PENDING} FROM outbox WHERE state = 'deferred' AND settled IS NULL
    AND epoch = ${epoch} ORDER BY seq LIMIT ${limit}`);

/** Ops of the epoch from a number on, whatever central said of them. */
export const opsFrom = (db: ReadableDb, epoch: number, seq: number, limit: number): readonly PendingOp[] =>
  db.all<PendingOp>(sql`SELECT ${PENDING} FROM outbox WHERE epoch = ${epoch} AND seq >= ${seq}
    ORDER BY seq LIMIT ${limit}`);

/** A hub keeps the op: nothing of it is central's answer. True where that is news. */
export const noteHubAcked = (
  db: WritableDb,
  epoch: number,
  { seq, opId }: Pick<OpResult, 'seq' | 'opId'>,
): boolean =>
  db.run(sql`UPDATE outbox SET hub_acked = 1 WHERE epoch = ${epoch} AND seq = ${seq} AND op_id = ${opId}
    AND hub_acked = 0`) === 1;

/** What an op follows: the hash of the one before, or of the record that opened the epoch. */
export const hashBefore = (db: ReadableDb, epoch: number, seq: number, epochHash: string): string | null =>
  seq === 1
    ? epochHash
    : (db.get<{ hash: string | null }>(
        sql`SELECT op_hash AS hash FROM outbox WHERE epoch = ${epoch} AND seq = ${seq - 1}`,
      )?.hash ?? null);

/** The last op of the epoch that may have gone out: 0 and the epoch's own hash before the first. */
export const lastSealed = (
  db: ReadableDb,
  { epoch, epochHash }: { readonly epoch: number; readonly epochHash: string },
): { readonly seq: number; readonly hash: string } =>
  db.get(sql`SELECT seq, op_hash AS hash FROM outbox WHERE epoch = ${epoch} AND op_hash IS NOT NULL
    ORDER BY seq DESC LIMIT 1`) ?? { seq: 0, hash: epochHash };

export const storeSeal = (db: WritableDb, epoch: number, seq: number, { header, opHash, sig }: Seal): void =>
  void db.run(sql`UPDATE outbox SET header = ${header}, op_hash = ${opHash}, sig = ${sig}
    WHERE epoch = ${epoch} AND seq = ${seq} AND header IS NULL`);

export const countAttempt = (db: WritableDb, epoch: number, ops: readonly { readonly seq: number }[]): void =>
  void db.run(sql`UPDATE outbox SET attempts = attempts + 1
    WHERE epoch = ${epoch} AND seq BETWEEN ${ops[0]?.seq ?? 0} AND ${ops.at(-1)?.seq ?? 0}`);

/** As it travels; null before it is sealed. */
export const wireOf = ({ header, sig, salt, body }: PendingOp): WireOp | null =>
  header === null || sig === null ? null : { header, sig, salt, body };

const STATE_OF = {
  applied: 'acked',
  already: 'acked',
  conflict: 'conflict',
  rejected: 'rejected',
  deferred: 'deferred',
} as const;

/** Takes one answer down. Only an op that waits, for an answer or for central's update, and is named changes (I2, I3). */
export const takeResult = (db: WritableDb, epoch: number, result: OpResult, now: number): boolean =>
  db.run(sql`UPDATE outbox SET state = ${STATE_OF[result.status]}, code = ${result.code}, acked_at = ${now}
    WHERE epoch = ${epoch} AND seq = ${result.seq} AND op_id = ${result.opId}
      AND (state = 'pending' OR (state = 'deferred' AND settled IS NULL))`) === 1;

/** So long central is believed to be at fault where nothing followed an op that was set aside, in ms. */
const SUSPICION_MS = 600_000;

/** Sets the first op that waits aside as one that central cannot read; see `SyncStore.setAside`. */
export const setAside = (db: WritableDb, epoch: number, now: number): boolean =>
  db.run(sql`UPDATE outbox SET state = 'rejected', code = 'unreadable', acked_at = ${now}
    WHERE epoch = ${epoch} AND seq = (SELECT min(seq) FROM outbox WHERE state = 'pending' AND epoch = ${epoch})
      AND NOT EXISTS (SELECT 1 FROM outbox before WHERE before.code = 'unreadable'
        AND before.acked_at BETWEEN ${now - SUSPICION_MS} AND ${now}
        AND NOT EXISTS (SELECT 1 FROM outbox taken WHERE taken.state = 'acked' AND taken.acked_at >= before.acked_at))`) ===
  1;

/** Central lacks everything from there: it waits again. Answers how many that were. */
export const rewindTo = (db: WritableDb, epoch: number, seq: number): number =>
  db.run(sql`UPDATE outbox SET state = 'pending', code = NULL, acked_at = NULL
    WHERE epoch = ${epoch} AND seq >= ${seq} AND state <> 'pending'`);

/** Where the end of the epoch begins that is kept without a gap: what lies before was pruned, at least in part. */
export const wholeFrom = (db: ReadableDb, epoch: number): number =>
  db.get<{ seq: number | null }>(sql`SELECT max(seq) AS seq FROM outbox WHERE epoch = ${epoch}
    AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.epoch = outbox.epoch AND o.seq = outbox.seq - 1)`)?.seq ??
  1;

export const hasOp = (db: ReadableDb, epoch: number, seq: number): boolean =>
  db.get(sql`SELECT 1 AS one FROM outbox WHERE epoch = ${epoch} AND seq = ${seq}`) !== undefined;

/** Whether ops that central answered in an epoch before this one are still kept. */
export const hasAnsweredBefore = (db: ReadableDb, epoch: number): boolean =>
  db.get(sql`SELECT 1 AS one FROM outbox WHERE epoch < ${epoch} AND state <> 'pending' LIMIT 1`) !==
  undefined;

/**
 * Gives everything that waits its number in the new epoch, in the order it had; it is signed anew and keeps its op id,
 * by which central knows it. Erasures go first: an op about who was erased has no body any more, and central takes it so
 * only once it knows of the erasure. What central put off goes again: nobody asks in an old epoch what became of it. With
 * `everything`, what was answered and is still kept does too. What an erasure emptied before it went has nothing left to
 * say, and no place to keep in a new chain. Answers how many.
 */
export const renumber = (
  db: WritableDb,
  epoch: number,
  { everything, now }: { readonly everything: boolean; readonly now: number },
): number => {
  db.run(sql`UPDATE outbox SET state = 'rejected', code = 'erased', acked_at = ${now}
    WHERE state = 'pending' AND body IS NULL`);
  const again = everything ? sql`state <> 'pending'` : sql`state = 'deferred' AND settled IS NULL`;
  const marks = holdMarks(db);
  db.run(sql`UPDATE outbox SET state = 'pending', code = NULL, acked_at = NULL WHERE ${again}`);
  const moved =
    db.run(sql`UPDATE outbox SET epoch = ${epoch}, seq = moved.n, header = NULL, op_hash = NULL, sig = NULL,
      hub_acked = 0
    FROM (SELECT op_id, row_number() OVER (ORDER BY type LIKE 'erasure.%' DESC, epoch, seq) AS n FROM outbox WHERE state = 'pending') AS moved
    WHERE moved.op_id = outbox.op_id`);
  moveHolds(db, marks);
  return moved;
};

/** The highest epoch that has numbers here; 0 where none has. */
export const lastEpoch = (db: ReadableDb): number =>
  db.get<{ epoch: number | null }>(sql`SELECT max(epoch) AS epoch FROM outbox`)?.epoch ?? 0;

export const setLastSeq = (db: WritableDb, seq: number): void =>
  void db.run(sql`UPDATE sync_terminal SET last_seq = ${seq}`);

export interface Backlog {
  readonly ops: number;
  readonly bytes: number;
  readonly oldestAt: number | null;
}

export const backlogOf = (db: ReadableDb): Backlog =>
  db.get<Backlog>(sql`SELECT count(*) AS ops, coalesce(sum(bytes), 0) AS bytes, min(at) AS oldestAt FROM outbox
    WHERE state = 'pending'`) ?? { ops: 0, bytes: 0, oldestAt: null };

/** Ops that central has not answered, or whose answer waits for somebody. */
export const unsettledOps = (db: ReadableDb): readonly string[] =>
  db
    .all<{ opId: string }>(
      sql`SELECT op_id AS opId FROM outbox WHERE state = 'pending'
        OR (state IN ('conflict', 'rejected', 'deferred') AND settled IS NULL)`,
    )
    .map(({ opId }) => opId);

/** Whether the entity has a change that central has not answered: it is not taken over meanwhile (I6). */
export const hasPending = (db: ReadableDb, entity: string, entityId: string): boolean =>
  db.get(sql`SELECT 1 AS one FROM outbox WHERE state = 'pending' AND entity = ${entity}
    AND entity_id = ${entityId} LIMIT 1`) !== undefined;

/** Whether a change was made here. */
export const isOwnOp = (db: ReadableDb, opId: string): boolean =>
  db.get(sql`SELECT 1 AS one FROM outbox WHERE op_id = ${opId}`) !== undefined;

/** Whether the entity has a change that neither central nor the hub has: what the hub says of it is older. */
export const isUnheard = (db: ReadableDb, entity: string, entityId: string): boolean =>
  db.get(sql`SELECT 1 AS one FROM outbox WHERE state = 'pending' AND hub_acked = 0 AND entity = ${entity}
    AND entity_id = ${entityId} LIMIT 1`) !== undefined;

/** Answered long enough ago that no restored central asks for it again; the end of the chain always stays. */
const PRUNABLE = (before: number) => sql`acked_at < ${before} AND (state = 'acked' OR settled IS NOT NULL)
  AND NOT EXISTS (SELECT 1 FROM sync_terminal t WHERE t.epoch = outbox.epoch AND outbox.seq = (
    SELECT max(seq) FROM outbox o WHERE o.epoch = t.epoch AND o.op_hash IS NOT NULL))`;

export const countPrunable = (db: ReadableDb, before: number): number =>
  db.get<{ n: number }>(sql`SELECT count(*) AS n FROM outbox WHERE ${PRUNABLE(before)}`)?.n ?? 0;

/** Deletes at most `limit`; answers how many. */
export const pruneOutbox = (db: WritableDb, before: number, limit: number): number =>
  db.run(
    sql`DELETE FROM outbox WHERE op_id IN (SELECT op_id FROM outbox WHERE ${PRUNABLE(before)} LIMIT ${limit})`,
  );
