import { RETENTION_DEFAULTS } from '../../shared/domain/retention.ts';
import type { Database } from '../db/database.ts';
import { notRestricted } from './notRestricted.ts';

const DAY_MS = 86_400_000;

/**
 * Deletes messages that came to their end 90 days ago: to whom what was sent is kept no longer than the contact is.
 * Not of a restricted person. Answers how many.
 */
export const dropOldMessages = (db: Database, now: number): Promise<number> =>
  db.transaction({ role: 'erase' }, async (sql) => {
    const rows = await sql.query(
      `DELETE FROM message m WHERE state NOT IN ('queued', 'sending') AND state_at < $1
         AND ${notRestricted('m')}
       RETURNING 1 AS one`,
      [now - RETENTION_DEFAULTS.contactAfterPickUp * DAY_MS],
    );
    return rows.length;
  });
