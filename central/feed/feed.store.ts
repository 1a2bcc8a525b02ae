import type { Sql } from '../db/database.ts';
import { sha256 } from '../keys/sha256.ts';
import type { Bounds, Place } from './cursor.ts';

/** One row of the feed: that an entity changed. What it has become is read beside it. */
export interface FeedRow extends Place {
  readonly entity: string;
  readonly id: string;
  readonly version: number;
}

/**
 * The rows after a place. Positions are taken at insert and seen at commit, so a row can appear behind one that was
 * served already; only rows of transactions older than every running one are served (sync specification 5.1).
 */
export const rowsAfter = (
  sql: Sql,
  { shopId, scope }: { readonly shopId: string; readonly scope: string },
  { xid, pos }: Place,
  limit: number,
): Promise<readonly FeedRow[]> =>
  sql.query<FeedRow>(
    `SELECT xid::text AS xid, pos, entity, entity_id AS id, version FROM feed
      WHERE shop_id = $1 AND scope = $2 AND (xid, pos) > ($3::xid8, $4::bigint)
        AND xid < pg_snapshot_xmin(pg_current_snapshot())
      ORDER BY feed.xid, pos LIMIT $5`,
    [shopId, scope, xid, pos, limit],
  );

/** When the oldest row after a place was written; null when there is none. Rows still held back count too. */
export const oldestAfter = async (
  sql: Sql,
  { shopId, scope }: { readonly shopId: string; readonly scope: string },
  { xid, pos }: Place,
): Promise<number | null> => {
  const [row] = await sql.query<{ at: number }>(
    `SELECT at FROM feed WHERE shop_id = $1 AND scope = $2 AND (xid, pos) > ($3::xid8, $4::bigint)
      ORDER BY feed.xid, pos LIMIT 1`,
    [shopId, scope, xid, pos],
  );
  return row?.at ?? null;
};

/** Which places a cursor can name. */
export const boundsOf = async (sql: Sql): Promise<Bounds> => {
  const [row] = await sql.query<Place & { endXid: string; endPos: number }>(
    `SELECT floor_xid::text AS xid, floor_pos AS pos, pg_snapshot_xmax(pg_current_snapshot())::text AS "endXid",
      last_value AS "endPos" FROM central_state, feed_pos`,
  );
  if (row === undefined) throw new Error('the database was not set up');
  const { xid, pos, endXid, endPos } = row;
  return { floor: { xid, pos }, end: { xid: endXid, pos: endPos } };
};

/** By what a row is told from one that another history put in its place. */
export const markOf = ({ xid, pos, entity, id, version }: FeedRow): string =>
  sha256([xid, pos, entity, id, version].join(' ')).slice(0, 8);

/**
 * Whether the row of a place was read from this history: after a central was set back with its whole machine, another
 * one takes its number. A row that is gone, as its entity changed since, says nothing.
 */
export const isOfThisHistory = async (sql: Sql, shopId: string, { pos, mark }: Place): Promise<boolean> => {
  if (mark === undefined) return true;
  const [row] = await sql.query<FeedRow>(
    `SELECT xid::text AS xid, pos, entity, entity_id AS id, version FROM feed WHERE shop_id = $1 AND pos = $2`,
    [shopId, pos],
  );
  return row === undefined || markOf(row) === mark;
};

/** From where a snapshot that is read now is to be followed. */
export const placeNow = async (sql: Sql): Promise<Place> => {
  const [row] = await sql.query<{ xid: string }>(
    'SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xid',
  );
  return { xid: row?.xid ?? '0', pos: 0 };
};
