import type { Database } from '../db/database.ts';

interface Part {
  readonly name: string;
}

/** Parts in which rows of erasures lay that were not rewritten since. Only these tables hold more than ids. */
const PARTS = `SELECT DISTINCT c.relname AS name
  FROM erasure e CROSS JOIN unnest(e.shops) AS shop (id)
  JOIN pg_inherits i ON i.inhparent IN ('op'::regclass, 'orders'::regclass, 'subject'::regclass,
    'message'::regclass)
  JOIN pg_class c ON c.oid = i.inhrelid
  WHERE e.cmd_id = ANY ($1::text[])
    AND satisfies_hash_partition(i.inhparent, 64, substring(c.relname FROM '[0-9]+$')::int, shop.id)`;

/**
 * Writes the parts anew that erasures emptied, with their indexes: a deleted row lies in its file until then. Answers how
 * many erasures that completed. What the write-ahead log and older backups still hold ends with them.
 */
export const rewriteErased = async (db: Database, now: number): Promise<number> => {
  const waiting = await db.transaction({ role: 'erase' }, (sql) =>
    sql.query<{ id: string }>('SELECT cmd_id AS id FROM erasure WHERE rewritten_at IS NULL'),
  );
  if (waiting.length === 0) return 0;
  const ids = waiting.map(({ id }) => id);
  const parts = await db.transaction({ role: 'erase' }, (sql) => sql.query<Part>(PARTS, [ids]));
  for (const { name } of parts) await db.script(`VACUUM (FULL, ANALYZE) ${name}`);
  await db.transaction({ role: 'erase' }, (sql) =>
    sql.query('UPDATE erasure SET rewritten_at = $2 WHERE cmd_id = ANY ($1::text[])', [ids, now]),
  );
  return ids.length;
};
