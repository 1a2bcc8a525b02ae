import { type OrderId, type PersonId, StoreCode } from '../../../../shared/domain/ids.ts';
import type { Locale } from '../../../../shared/domain/i18n.ts';
import type { OrderStatus } from '../../../../shared/domain/orderStatus.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { sql } from '../../db/sql.ts';
import { askedFor } from './find/asked.policy.ts';
import { newestOf } from './store/search.store.ts';

/** Several orders of one human stand behind each other. */
const MAX_ORDERS_LOOKED_AT = 50;

/** Whose open orders a typed text may mean. */
export interface PeopleMeant {
  /** Newest order first; a person has a row with each order. */
  readonly people: readonly PersonId[];
  /** By its number or barcode: whoever types it has the ticket before them. */
  readonly byTicket: boolean;
}

export const peopleMeant = (db: ReadableDb, store: string, text: string): PeopleMeant => {
  const asked = askedFor(text, StoreCode.parse(store));
  if (!asked) return { people: [], byTicket: false };
  const ids = newestOf(db, asked, MAX_ORDERS_LOOKED_AT);
  const rows = db.all<{ id: PersonId }>(sql`SELECT person_id AS id FROM orders
    WHERE order_id IN (SELECT value FROM json_each(${JSON.stringify(ids)})) AND person_id IS NOT NULL
    ORDER BY order_id DESC`);
  return {
    people: rows.map(({ id }) => id),
    byTicket: asked.kind === 'number' || asked.kind === 'barcode',
  };
};

/** An order as the page of its customer lists it. */
export interface CustomerOrderRow {
  readonly orderId: OrderId;
  readonly personId: PersonId;
  readonly letter: string;
  readonly n: number;
  readonly status: OrderStatus;
  readonly total: number;
  readonly paid: number;
  readonly locale: Locale;
  readonly placedAt: number;
  readonly closedAt: number | null;
}

const MAX_ORDERS = 100;

/** The newest orders of these rows of people, open and closed. */
export const ordersOfPeople = (db: ReadableDb, people: readonly PersonId[]): readonly CustomerOrderRow[] =>
  db.all<CustomerOrderRow>(sql`SELECT order_id AS orderId, person_id AS personId, letter, n, status, total, paid, locale,
      placed_at AS placedAt, closed_at AS closedAt FROM orders
    WHERE person_id IN (SELECT value FROM json_each(${JSON.stringify(people)}))
    ORDER BY placed_at DESC, rowid DESC LIMIT ${MAX_ORDERS}`);
