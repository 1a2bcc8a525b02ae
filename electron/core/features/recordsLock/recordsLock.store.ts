import type { ReadableDb, WritableDb } from '../../db/handles.ts';
import { type Sql, sql } from '../../db/sql.ts';

/** Closes every order that was placed up to then (UTC ms): nobody knows any more who of them was erased elsewhere. */
export const lockRecords = (db: WritableDb, placedUpTo: number): void =>
  void db.run(sql`INSERT INTO locked_order (order_id, cause) SELECT order_id, 'absence' FROM orders
    WHERE placed_at <= ${placedUpTo} ON CONFLICT (order_id) DO NOTHING`);

/** Central was heard. What an erasure named meanwhile stays closed until it is gone. */
export const unlockRecords = (db: WritableDb): void =>
  void db.run(sql`DELETE FROM locked_order WHERE cause = 'absence'`);

interface Named {
  readonly subjectRefs: readonly string[];
  readonly orderRefs: readonly string[];
}

/** Closes what an erasure names, from the moment it is known until it is carried out. */
export const lockForErasure = (db: WritableDb, { subjectRefs, orderRefs }: Named): void =>
  void db.run(sql`INSERT INTO locked_order (order_id, cause) SELECT order_id, 'erasure' FROM orders
    WHERE order_id IN (SELECT value FROM json_each(${JSON.stringify(orderRefs)}))
      OR person_id IN (SELECT person_id FROM subject_map
        WHERE subject_ref IN (SELECT value FROM json_each(${JSON.stringify(subjectRefs)})))
    ON CONFLICT (order_id) DO UPDATE SET cause = 'erasure'`);

/** Condition over `orders o`: not closed. */
export const ofOpenRecords: Sql = sql`NOT EXISTS (SELECT 1 FROM locked_order l WHERE l.order_id = o.order_id)`;

export const isOrderLocked = (db: ReadableDb, orderId: string): boolean =>
  db.get(sql`SELECT 1 AS one FROM locked_order WHERE order_id = ${orderId}`) !== undefined;

export const isPersonLocked = (db: ReadableDb, personId: string): boolean =>
  db.get(sql`SELECT 1 AS one FROM locked_order l JOIN orders o ON o.order_id = l.order_id
    WHERE o.person_id = ${personId} LIMIT 1`) !== undefined;
