import { TERMINAL_LETTERS } from '../../shared/domain/orderNumber.ts';
import type { Sql } from '../db/database.ts';
import { SyncFault } from '../../shared/sync/syncFault.ts';

/**
 * A letter that no terminal of the store has or had, so that order numbers never clash. Terminals of one store enrol
 * one after the other.
 * @throws SyncFault `unavailable` when the store has used all letters
 */
export const freeLetter = async (sql: Sql, shopId: string): Promise<string> => {
  await sql.query(`SELECT pg_advisory_xact_lock(hashtext('lete-letter-' || $1))`, [shopId]);
  const rows = await sql.query<{ letter: string }>('SELECT letter FROM terminal WHERE shop_id = $1', [
    shopId,
  ]);
  const taken = new Set(rows.map(({ letter }) => letter));
  const free = [...TERMINAL_LETTERS].find((letter) => !taken.has(letter));
  if (free === undefined) throw new SyncFault('unavailable');
  return free;
};
