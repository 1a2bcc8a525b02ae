import type { Tx } from '../../../electron/core/call/context.ts';
import type { ReadableDb } from '../../../electron/core/db/handles.ts';
import { sql } from '../../../electron/core/db/sql.ts';
import { orderWithRelayed } from '../../../electron/core/features/orders/index.ts';
import type { ApplyRelayed } from '../../../electron/core/features/sync/hub/serve/acceptOps.ts';
import type { ReadItem } from '../../../electron/core/features/sync/loop/port.ts';
import { hasPending } from '../../../electron/core/features/sync/outbox/outbox.store.ts';
import type { OpBody } from '../../../shared/sync/opBodies.ts';
import type { OrderDocument } from '../../../shared/sync/orderDocument.ts';
import { setRestricted } from '../../../shared/sync/rules/subjectState.ts';

/** A stand-in for the tables of the features: each entity as a terminal sees it, as a document. */
export const replicaOf = (db: ReadableDb, entity: string, id: string): string | undefined =>
  db.get<{ state: string }>(sql`SELECT state FROM sim_replica WHERE entity = ${entity} AND id = ${id}`)
    ?.state;

export const putReplica = (tx: Tx, entity: string, id: string, state: unknown): void => {
  tx.db.run(sql`INSERT INTO sim_replica (entity, id, state) VALUES (${entity}, ${id}, ${JSON.stringify(state)})
      ON CONFLICT (entity, id) DO UPDATE SET state = excluded.state`);
  tx.emit('orders-changed', {} as never);
};

export const takeOver = (tx: Tx, { entity, id, kind, state }: ReadItem): void => {
  if (kind === 'gone') tx.db.run(sql`DELETE FROM sim_replica WHERE entity = ${entity} AND id = ${id}`);
  else putReplica(tx, entity, id, state);
};

export const documentOf = (db: ReadableDb, orderId: string): OrderDocument | undefined => {
  const state = replicaOf(db, 'order', orderId);
  return state === undefined ? undefined : (JSON.parse(state) as OrderDocument);
};

/** What an op that came by here as hub makes of the order or the person, by the rules the features have for it. */
export const relayedInto: ApplyRelayed = (tx, header, body) => {
  const { entity, entityId, type } = header;
  const pending = hasPending(tx.db, entity, entityId);
  if (entity === 'order') {
    const next = orderWithRelayed(documentOf(tx.db, entityId), { header, body, pending });
    if (next !== null) putReplica(tx, entity, entityId, next);
  }
  if (type === 'subject.restricted' && !pending) {
    const before = replicaOf(tx.db, entity, entityId);
    const document = before === undefined ? null : JSON.parse(before);
    const { restrictedAt } = body as OpBody<'subject.restricted@1'>;
    const state = document && { version: 1, document };
    putReplica(tx, entity, entityId, setRestricted(state, entityId as never, restrictedAt).document);
  }
};
