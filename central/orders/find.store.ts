import type { OrderCode } from '../../shared/domain/orderNumber.ts';
import type { OrderDocument } from '../../shared/sync/orderDocument.ts';
import type { Sql } from '../db/database.ts';

export interface FoundOrder {
  readonly version: number;
  readonly order: OrderDocument;
}

/** The order of one barcode. */
export const findByCode = async (
  sql: Sql,
  { store, day, letter, n }: OrderCode,
): Promise<FoundOrder | undefined> => {
  const [row] = await sql.query<{ version: number; document: string }>(
    `SELECT version, document FROM orders WHERE shop_id = $1 AND day = $2 AND letter = $3 AND n = $4`,
    [store, day, letter, n],
  );
  return row === undefined
    ? undefined
    : { version: row.version, order: JSON.parse(row.document) as OrderDocument };
};

/** Who looked at what, by ids. */
export const recordLook = async (
  sql: Sql,
  look: { readonly shopId: string; readonly terminalId: string; readonly ref: string; readonly at: number },
): Promise<void> => {
  await sql.query(
    `INSERT INTO audit (at, shop_id, terminal_id, event, ref) VALUES ($1, $2, $3, 'order_found', $4)`,
    [look.at, look.shopId, look.terminalId, look.ref],
  );
};
