import type { PersonId } from '../../../../shared/domain/ids.ts';
import type { OrderNumber } from '../../../../shared/domain/orderNumber.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { sql } from '../../db/sql.ts';

/** What a privacy request needs of an order. */
export interface OrderShown {
  readonly personId: PersonId | null;
  readonly claimCode: string | null;
}

const shown = sql`person_id AS personId, claim_code AS claimCode`;

/** The newest order of that number: numbers begin anew each day. */
export const newestOrderOf = (db: ReadableDb, { letter, n }: OrderNumber): OrderShown | undefined =>
  db.get<OrderShown>(sql`SELECT ${shown} FROM orders WHERE letter = ${letter} AND n = ${n}
    ORDER BY placed_at DESC LIMIT 1`);

/** The order of a scanned ticket; a code that two orders bear names nobody. */
export const orderOfBarcode = (db: ReadableDb, code: string): OrderShown | undefined => {
  const [order, other] = db.all<OrderShown>(
    sql`SELECT ${shown} FROM orders WHERE barcode = ${code.trim().toUpperCase()} LIMIT 2`,
  );
  return other === undefined ? order : undefined;
};
