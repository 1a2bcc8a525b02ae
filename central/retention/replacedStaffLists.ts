import type { Database } from '../db/database.ts';

/**
 * Deletes staff lists in whose place a newer one was published, for the same store or for all: a list names people, and
 * nothing refers to one that holds nowhere (ADR 0032). Answers how many.
 */
export const dropReplacedStaffLists = (db: Database): Promise<number> =>
  db.transaction({ role: 'erase' }, async (sql) => {
    const rows = await sql.query(
      `DELETE FROM settings_version v WHERE series = 'staff' AND EXISTS (
         SELECT FROM settings_version n WHERE n.series = 'staff' AND n.ordinal > v.ordinal
           AND (n.shop_id IS NULL OR n.shop_id = v.shop_id))
       RETURNING 1 AS one`,
    );
    return rows.length;
  });
