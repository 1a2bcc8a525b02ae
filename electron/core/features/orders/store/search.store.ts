import type { OrderId } from '../../../../../shared/domain/ids.ts';
import { searchTokens } from '../../../../../shared/domain/searchFold.ts';
import type { ReadableDb, WritableDb } from '../../../db/handles.ts';
import { type Sql, sql } from '../../../db/sql.ts';
import type { Asked } from '../find/asked.policy.ts';
import type { OrderRecord } from './orders.store.ts';
import { findPerson } from './people.store.ts';

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

/** An order whose name has a word for each of these beginnings as well. */
const alsoHas = (starts: readonly string[]): Sql =>
  starts.reduce(
    (all, start) => sql`${all} AND EXISTS (SELECT 1 FROM order_search x WHERE x.order_id = s.order_id
      AND x.kind = 'name' AND x.term >= ${start} AND x.term < ${endOf(start)})`,
    sql``,
  );

/** Ids of all orders that are meant, as a subquery; closed ones too where number or barcode name them. */
export const idsOf = (asked: Asked): Sql => {
  switch (asked.kind) {
    case 'barcode':
      return sql`SELECT order_id FROM orders WHERE barcode = ${asked.barcode}`;
    case 'number':
      return sql`SELECT order_id FROM orders WHERE letter = ${asked.letter} AND n = ${asked.n}`;
    case 'tail':
      return sql`SELECT order_id FROM order_search WHERE kind = 'tail' AND term = ${asked.tail}`;
    case 'name': {
      const [first, ...others] = asked.starts;
      return sql`SELECT s.order_id FROM order_search s
        WHERE s.kind = 'name' AND s.term >= ${first} AND s.term < ${endOf(first)}${alsoHas(others)}`;
    }
  }
};

/** So many words may share a beginning of three letters before the search stops looking at more of them. */
const MAX_WORDS = 200;

/** The different words with a beginning, each found by one step in the index. */
const wordsWith = (db: ReadableDb, start: string): readonly string[] => {
  const words: string[] = [];
  let from = start;
  while (words.length < MAX_WORDS) {
    const after = words.length === 0 ? sql`term >= ${from}` : sql`term > ${from}`;
    const next = db.get<{ term: string }>(sql`SELECT term FROM order_search
      WHERE kind = 'name' AND ${after} AND term < ${endOf(start)} ORDER BY term LIMIT 1`);
    if (!next) return words;
    words.push(next.term);
    from = next.term;
  }
  return words;
};

/** Word by word, newest orders first: the index gives them in this order, so that few are looked at. */
const newestByName = (db: ReadableDb, [first, ...others]: readonly [string, ...string[]], limit: number) =>
  wordsWith(db, first).flatMap((word) =>
    db.all<{ order_id: OrderId }>(sql`SELECT s.order_id FROM order_search s
      WHERE s.kind = 'name' AND s.term = ${word}${alsoHas(others)} ORDER BY s.order_id DESC LIMIT ${limit}`),
  );

const newestOpen = (db: ReadableDb, ids: Sql, limit: number) =>
  db.all<{
    order_id: OrderId;
  }>(sql`SELECT o.order_id FROM (${ids}) f CROSS JOIN orders o ON o.order_id = f.order_id
    WHERE o.closed_at IS NULL ORDER BY o.order_id DESC LIMIT ${limit}`);

/** The newest open orders that are meant; ids sort by time. */
export const newestOf = (db: ReadableDb, asked: Asked, limit: number): readonly OrderId[] => {
  const found =
    asked.kind === 'name' ? newestByName(db, asked.starts, limit) : newestOpen(db, idsOf(asked), limit);
  const ids = new Set(found.map((row) => row.order_id));
  return [...ids].toSorted((a, b) => (a < b ? 1 : -1)).slice(0, limit);
};
