import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { OrderId, SubjectRef } from '../../../../../shared/domain/ids.ts';
import { type Entity, MAX_BODY_BYTES } from '../../../../../shared/sync/op.ts';
import type { OpBody, OpKey } from '../../../../../shared/sync/opBodies.ts';
import type { Tx } from '../../../call/context.ts';
import { SYSTEM } from '../../../call/transaction.ts';
import type { ReadableDb } from '../../../db/handles.ts';
import { sql } from '../../../db/sql.ts';
import { mention } from '../hub/serve/store/feed.store.ts';

/** A change that other terminals and central must learn of. */
export interface NewOp<K extends OpKey> {
  readonly key: K;
  readonly entity: Entity;
  readonly entityId: string;
  /** Whom and which orders it touches: once they are erased, its body is emptied. Nobody in ops about an erasure. */
  readonly subjects: readonly SubjectRef[];
  readonly orders: readonly OrderId[];
  readonly body: OpBody<K>;
}

/** SHA-256 of salt and body bytes, as the header names it (sync specification 3). */
export const bodyHashOf = (salt: string, body: string): string =>
  createHash('sha256').update(Buffer.from(salt, 'hex')).update(body).digest('hex');

/** The next number of the running epoch; undefined while this terminal is not enrolled. */
const takeSeq = ({ db }: Tx): { readonly epoch: number; readonly seq: number } | undefined =>
  db.get(sql`UPDATE sync_terminal SET last_seq = last_seq + 1 RETURNING epoch, last_seq AS seq`);

/** Central's version of an entity as this terminal last knew it; null before central has it. */
export const versionOf = (db: ReadableDb, entity: Entity, entityId: string): number | null =>
  db.get<{ version: number }>(
    sql`SELECT version FROM sync_entity WHERE entity = ${entity} AND entity_id = ${entityId}`,
  )?.version ?? null;

/**
 * Puts a change on its way to central, in the transaction of its effect: both are there or neither. Answers the op's id,
 * or null where this terminal is not enrolled and nothing is written.
 */
export const recordOp = <K extends OpKey>(tx: Tx, op: NewOp<K>): string | null => {
  const place = takeSeq(tx);
  if (place === undefined) return null;
  const [type, typeV] = op.key.split('@') as [string, string];
  const body = JSON.stringify(op.body);
  const bytes = Buffer.byteLength(body);
  if (bytes > MAX_BODY_BYTES) throw new Error(`the body of ${op.key} is too large`);
  const opId = tx.ids.hex(16);
  const salt = tx.ids.hex(16);
  const role = tx.caller === SYSTEM ? 'system' : tx.caller.role;
  tx.db.run(sql`INSERT INTO outbox (epoch, seq, op_id, type, type_v, entity, entity_id, base_version, subjects, orders,
      actor_ref, role, at, body, salt, body_sha256, bytes)
    VALUES (${place.epoch}, ${place.seq}, ${opId}, ${type}, ${Number(typeV)}, ${op.entity}, ${op.entityId},
      ${versionOf(tx.db, op.entity, op.entityId)}, ${JSON.stringify(op.subjects)}, ${JSON.stringify(op.orders)},
      ${tx.caller.staffId}, ${role}, ${tx.now}, ${body}, ${salt}, ${bodyHashOf(salt, body)}, ${bytes})`);
  mention(tx.db, op.entity, op.entityId);
  tx.emit('sync-changed', {});
  return opId;
};
