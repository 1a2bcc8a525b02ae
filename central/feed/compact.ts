import type { Database, Sql } from '../db/database.ts';
import { TOMBSTONE_LIFE_MS } from '../erasure/tombstones.ts';

const shopsOf = (sql: Sql): Promise<readonly { readonly shopId: string }[]> =>
  sql.query<{ shopId: string }>('SELECT DISTINCT shop_id AS "shopId" FROM terminal');

/** Only the last row of an entity says anything: it is served as what it has become. */
const dropOlder = async (sql: Sql, shopId: string): Promise<number> => {
  const rows = await sql.query(
    `DELETE FROM feed WHERE shop_id = $1 AND pos IN (
       SELECT pos FROM (SELECT pos, row_number() OVER (PARTITION BY scope, entity, entity_id
           ORDER BY xid DESC, pos DESC) AS nth FROM feed
         WHERE shop_id = $1 AND xid < pg_snapshot_xmin(pg_current_snapshot())) AS ranked WHERE nth > 1)
     RETURNING 1 AS one`,
    [shopId],
  );
  return rows.length;
};

/** Forgets what has been gone for long; older cursors then need a snapshot. */
const dropGone = async (sql: Sql, shopId: string, before: number): Promise<number> => {
  const rows = await sql.query<{ xid: string; pos: number }>(
    `DELETE FROM feed f WHERE shop_id = $1 AND at < $2 AND (
       entity = 'order' AND NOT EXISTS (SELECT FROM orders o WHERE o.shop_id = $1 AND o.order_id = f.entity_id)
       OR entity = 'subject' AND NOT EXISTS (
         SELECT FROM subject s WHERE s.shop_id = $1 AND s.subject_ref = f.entity_id)
       OR entity = 'message' AND NOT EXISTS (
         SELECT FROM message m WHERE m.shop_id = $1 AND m.message_id = f.entity_id)
       OR entity = 'settings' AND entity_id LIKE 'staff-%' AND NOT EXISTS (
         SELECT FROM settings_version v WHERE v.id = f.entity_id))
     RETURNING xid::text AS xid, pos`,
    [shopId, before],
  );
  if (rows.length > 0)
    await sql.query(
      `UPDATE central_state SET floor_xid = last.xid, floor_pos = last.pos
         FROM (SELECT xid::xid8, pos FROM unnest($1::text[], $2::bigint[]) AS f (xid, pos)
           ORDER BY f.xid::xid8 DESC, pos DESC LIMIT 1) AS last
        WHERE (floor_xid, floor_pos) < (last.xid, last.pos)`,
      [rows.map(({ xid }) => xid), rows.map(({ pos }) => pos)],
    );
  return rows.length;
};

/** Drops rows of the feed that say nothing any more, store by store in short transactions. Answers how many. */
export const compactFeed = async (db: Database, now: number): Promise<number> => {
  let dropped = 0;
  for (const { shopId } of await db.transaction({ role: 'erase' }, shopsOf)) {
    dropped += await db.transaction({ role: 'erase' }, async (sql) => {
      const older = await dropOlder(sql, shopId);
      return older + (await dropGone(sql, shopId, now - TOMBSTONE_LIFE_MS));
    });
  }
  return dropped;
};
