import type { OrderId } from '../../../../../shared/domain/ids.ts';
import { searchTokens } from '../../../../../shared/domain/searchFold.ts';
import type { ReadableDb, WritableDb } from '../../../db/handles.ts';
import { type Sql, sql } from '../../../db/sql.ts';
import { findPerson } from './people.store.ts';
import type { OrderRecord } from './orders.store.ts';

/** Makes an open order findable by the words of its customer's name and the phone tail. */
export const addSearchTerms = (db: WritableDb, order: Pick<OrderRecord, 'orderId' | 'personId'>): void => {
  const person = order.personId === null ? undefined : findPerson(db, order.personId);
  const add = (kind: 'name' | 'tail', term: string) =>
    db.run(sql`INSERT INTO order_search (term, kind, order_id) VALUES (${term}, ${kind}, ${order.orderId})
      ON CONFLICT DO NOTHING`);
  for (const word of searchTokens(person?.name ?? '')) add('name', word);
  if (person?.phoneTail) add('tail', person.phoneTail);
};

/** A closed order is not found any more. */
export const removeSearchTerms = (db: WritableDb, orderId: OrderId): number =>
  db.run(sql`DELETE FROM order_search WHERE order_id = ${orderId}`);

/** Behind every word that begins with it, in the order SQLite compares UTF-8. */
const endOf = (start: string): string => `${start}\u{10FFFF}`;

/** Ids of orders whose name has a word for each start; the first start is found by index, the others checked. */
export const byName = (starts: readonly [string, ...string[]]): Sql => {
  const [first, ...others] = starts;
  return others.reduce(
    (found, start) => sql`${found} AND EXISTS (SELECT 1 FROM order_search x WHERE x.order_id = s.order_id
      AND x.kind = 'name' AND x.term >= ${start} AND x.term < ${endOf(start)})`,
    sql`SELECT s.order_id FROM order_search s WHERE s.kind = 'name' AND s.term >= ${first} AND s.term < ${endOf(first)}`,
  );
};

export const byPhoneTail = (tail: string): Sql =>
  sql`SELECT order_id FROM order_search WHERE kind = 'tail' AND term = ${tail}`;

export const byNumber = (letter: string, n: number): Sql =>
  sql`SELECT order_id FROM orders WHERE letter = ${letter} AND n = ${n}`;

export const byBarcode = (barcode: string): Sql =>
  sql`SELECT order_id FROM orders WHERE barcode = ${barcode}`;

/** The newest ids of a search; ids sort by time. */
export const newestOf = (db: ReadableDb, found: Sql, limit: number): readonly OrderId[] =>
  db
    .all<{ order_id: OrderId }>(
      sql`SELECT DISTINCT order_id FROM (${found}) ORDER BY order_id DESC LIMIT ${limit}`,
    )
    .map((row) => row.order_id);
