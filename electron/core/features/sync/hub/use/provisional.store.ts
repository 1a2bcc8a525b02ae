import type { ReadableDb, WritableDb } from '../../../../db/handles.ts';
import { sql } from '../../../../db/sql.ts';

/** Taken over from a hub: it holds until central says otherwise. */
export const noteProvisional = (db: WritableDb, entity: string, entityId: string): void =>
  void db.run(sql`INSERT INTO sync_provisional (entity, entity_id, after_seq)
    SELECT ${entity}, ${entityId}, last_seq FROM sync_terminal WHERE true ON CONFLICT (entity, entity_id) DO NOTHING`);

/** Whether central has not said yet how it is. */
export const isProvisional = (db: ReadableDb, entity: string, entityId: string): boolean =>
  db.get(sql`SELECT 1 AS one FROM sync_provisional WHERE entity = ${entity} AND entity_id = ${entityId}`) !==
  undefined;

/**
 * The first op of the epoch that waits and was recorded upon what is provisional; null where there is none. Central would
 * refuse it: it cannot know yet what the op is about. An op from before builds on nothing of the hub's and holds nobody up.
 */
export const firstUponProvisional = (db: ReadableDb, epoch: number): number | null =>
  db.get<{ seq: number | null }>(
    sql`SELECT min(o.seq) AS seq FROM sync_provisional p CROSS JOIN outbox o ON o.entity = p.entity
      AND o.entity_id = p.entity_id WHERE o.state = 'pending' AND o.epoch = ${epoch} AND o.seq > p.after_seq`,
  )?.seq ?? null;

/** Central has said how it is. */
export const confirm = (db: WritableDb, entity: string, entityId: string): void =>
  void db.run(sql`DELETE FROM sync_provisional WHERE entity = ${entity} AND entity_id = ${entityId}`);

/** Central is asked anew how all of it is: whatever it says holds. */
export const endProvisional = (db: WritableDb): void => void db.run(sql`DELETE FROM sync_provisional`);

export const countProvisional = (db: ReadableDb): number =>
  db.get<{ n: number }>(sql`SELECT count(*) AS n FROM sync_provisional`)?.n ?? 0;
