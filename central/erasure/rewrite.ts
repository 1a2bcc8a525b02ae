import type { Database } from '../db/database.ts';

interface Part {
  readonly name: string;
  /** Those of which rows lay in it. */
  readonly erasures: readonly string[];
}

/** Parts in which rows of erasures lay that were not rewritten since. Only these tables hold more than ids. */
const PARTS = `SELECT c.relname AS name, array_agg(DISTINCT e.cmd_id) AS erasures
  FROM erasure e CROSS JOIN unnest(e.shops) AS shop (id)
  JOIN pg_inherits i ON i.inhparent IN ('op'::regclass, 'orders'::regclass, 'subject'::regclass,
    'message'::regclass)
  JOIN pg_class c ON c.oid = i.inhrelid
  WHERE e.cmd_id = ANY ($1::text[])
    AND satisfies_hash_partition(i.inhparent, 64, substring(c.relname FROM '[0-9]+$')::int, shop.id)
  GROUP BY c.relname ORDER BY c.relname`;

/**
 * Writes the parts anew that erasures emptied, with their indexes: a deleted row lies in its file until then. Answers how
 * many erasures that completed. What the write-ahead log and older backups still hold ends with them.
 * @throws what a part failed with, once all others were tried; its erasures wait for the next time
 */
export const rewriteErased = async (db: Database, now: number): Promise<number> => {
  const waiting = await db.transaction({ role: 'erase' }, (sql) =>
    sql.query<{ id: string }>('SELECT cmd_id AS id FROM erasure WHERE rewritten_at IS NULL'),
  );
  if (waiting.length === 0) return 0;
  const ids = waiting.map(({ id }) => id);
  const parts = await db.transaction({ role: 'erase' }, (sql) => sql.query<Part>(PARTS, [ids]));
  const failures: unknown[] = [];
  const unfinished = new Set<string>();
  for (const { name, erasures } of parts) {
    try {
      await db.maintain(`VACUUM (FULL, ANALYZE) ${name}`);
    } catch (error) {
      failures.push(error);
      for (const id of erasures) unfinished.add(id);
    }
  }
  const done = ids.filter((id) => !unfinished.has(id));
  await db.transaction({ role: 'erase' }, (sql) =>
    sql.query('UPDATE erasure SET rewritten_at = $2 WHERE cmd_id = ANY ($1::text[])', [done, now]),
  );
  if (failures.length > 0) throw failures[0];
  return done.length;
};
