import type { Tx } from '../../../call/context.ts';
import type { RetentionPass, RetentionWork } from '../../../call/retentionWork.ts';
import { type Sql, sql } from '../../../db/sql.ts';
import { withDeletionPermit } from '../permit.ts';
import { countOf, inBatches } from './batches.ts';
import { mayGo } from './mayGo.ts';

type Asked = Pick<RetentionPass, 'before' | 'lastDay'>;

/** Orders whose lines are over, or that never had money to account for; their files went long before. */
const withFacts = (pass: Asked): Sql => sql`SELECT o.order_id AS id FROM orders o
  WHERE o.day <= ${pass.lastDay('orderFactYears')} AND o.files_deleted_at IS NOT NULL AND ${mayGo(sql`o.person_id`)}
    AND (EXISTS (SELECT 1 FROM order_photo x WHERE x.order_id = o.order_id)
      OR EXISTS (SELECT 1 FROM order_history x WHERE x.order_id = o.order_id)
      OR NOT EXISTS (SELECT 1 FROM payment x WHERE x.order_id = o.order_id))`;

const deleteOrder = (tx: Tx, orderId: string): void => {
  tx.db.run(sql`UPDATE orders SET linked_to = NULL WHERE linked_to = ${orderId}`);
  tx.db.run(sql`DELETE FROM orders WHERE order_id = ${orderId}`);
};

const aggregate = (tx: Tx, orderId: string): void => {
  tx.db.run(sql`INSERT INTO product_month (month, format, paper, copies)
    SELECT substr(o.day, 1, 7), i.format, i.paper, sum(i.copies) FROM order_item i
      JOIN orders o ON o.order_id = i.order_id WHERE i.order_id = ${orderId} GROUP BY i.format, i.paper
    ON CONFLICT (month, format, paper) DO UPDATE SET copies = copies + excluded.copies`);
  tx.db.run(sql`DELETE FROM order_photo WHERE order_id = ${orderId}`);
  tx.db.run(sql`DELETE FROM order_history WHERE order_id = ${orderId}`);
  tx.db.run(sql`DELETE FROM print_task WHERE order_id = ${orderId}`);
  tx.db.run(sql`DELETE FROM output_job WHERE order_id = ${orderId}`);
  tx.db.run(sql`UPDATE orders SET held_from = NULL, linked_to = NULL, open_by = NULL, open_at = NULL
    WHERE order_id = ${orderId}`);
  const paid = tx.db.get(sql`SELECT 1 FROM payment WHERE order_id = ${orderId} LIMIT 1`);
  if (!paid) deleteOrder(tx, orderId);
};

/** Order lines without a person: they become sums of a month; what money was paid for stays as its receipt. */
export const orderFactWork: RetentionWork = {
  due: (pass) => countOf(pass.read, withFacts(pass)),
  run: (pass) => inBatches(pass, withFacts(pass), aggregate),
};

/** The financial year is the calendar year: the last one whose period is over. */
const lastYear = (pass: Asked): string => {
  const day = pass.lastDay('receiptYears');
  const year = Number(day.slice(0, 4));
  return String(day.endsWith('-12-31') ? year : year - 1);
};

const accounted = (pass: Asked): Sql => sql`SELECT o.order_id AS id FROM orders o
  WHERE EXISTS (SELECT 1 FROM payment p WHERE p.order_id = o.order_id)
    AND NOT EXISTS (SELECT 1 FROM payment p WHERE p.order_id = o.order_id AND substr(p.day, 1, 4) > ${lastYear(pass)})
    AND NOT EXISTS (SELECT 1 FROM order_photo x WHERE x.order_id = o.order_id)
    AND NOT EXISTS (SELECT 1 FROM order_history x WHERE x.order_id = o.order_id)`;

/** Receipt lines: payments and the order they belong to. */
export const receiptWork: RetentionWork = {
  due: (pass) => countOf(pass.read, accounted(pass)),
  run: (pass) =>
    inBatches(pass, accounted(pass), (tx, id) =>
      withDeletionPermit(tx, 'retention', () => {
        tx.db.run(sql`DELETE FROM payment WHERE order_id = ${id}`);
        deleteOrder(tx, id);
      }),
    ),
};
