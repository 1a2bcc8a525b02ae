import type { ReadableDb, WritableDb } from '../../../../db/handles.ts';
import { sql } from '../../../../db/sql.ts';

/** Taken over from a hub: it holds until central says otherwise. */
export const noteProvisional = (db: WritableDb, entity: string, entityId: string): void =>
  void db.run(sql`INSERT INTO sync_provisional (entity, entity_id) VALUES (${entity}, ${entityId})
    ON CONFLICT (entity, entity_id) DO NOTHING`);

/** Whether central has not said yet how it is. */
export const isProvisional = (db: ReadableDb, entity: string, entityId: string): boolean =>
  db.get(sql`SELECT 1 AS one FROM sync_provisional WHERE entity = ${entity} AND entity_id = ${entityId}`) !==
  undefined;

/** Central has said how it is. */
export const confirm = (db: WritableDb, entity: string, entityId: string): void =>
  void db.run(sql`DELETE FROM sync_provisional WHERE entity = ${entity} AND entity_id = ${entityId}`);

/** Central is asked anew how all of it is: whatever it says holds. */
export const endProvisional = (db: WritableDb): void => void db.run(sql`DELETE FROM sync_provisional`);

export const countProvisional = (db: ReadableDb): number =>
  db.get<{ n: number }>(sql`SELECT count(*) AS n FROM sync_provisional`)?.n ?? 0;
