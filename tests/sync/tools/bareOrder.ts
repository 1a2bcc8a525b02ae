import type { Database } from '../../../central/db/database.ts';
import { newId } from './terminal.ts';

/** An order that is a row at central alone, for what is about its files. Answers its id. */
export const insertBareOrder = async (db: Database, shop: string): Promise<string> => {
  const orderId = newId();
  await db.transaction({ role: 'api', shops: [shop] }, (sql) =>
    sql.query(
      `INSERT INTO orders (shop_id, order_id, version, status, day, letter, n, moved_by, parts, document)
       VALUES ($1, $2, 1, 'placed', '2026-11-30', 'K', $3, '', '', '{}')`,
      [shop, orderId, Math.floor(Math.random() * 1e9)],
    ),
  );
  return orderId;
};
