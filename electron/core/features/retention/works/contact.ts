import type { Tx } from '../../../call/context.ts';
import type { RetentionPass, RetentionWork } from '../../../call/retentionWork.ts';
import { type Sql, sql } from '../../../db/sql.ts';
import { countOf, inBatches } from './batches.ts';
import { mayGo } from './mayGo.ts';

type Asked = Pick<RetentionPass, 'before' | 'lastDay'>;

/** The order has ended so long ago; one that nobody collects ends with the keeping of its photos. */
const ended = (pass: Asked): Sql => sql`(o.closed_at < ${pass.before('contactAfterPickUp')}
  OR (o.closed_at IS NULL AND o.day <= ${pass.lastDay('photosUncollected', 'contactAfterPickUp')}))`;

/** Orders that still say something about a person: a link, a term to find them by, a code, words of staff. */
const speaking = (pass: Asked): Sql => sql`SELECT o.order_id AS id FROM orders o
  WHERE ${ended(pass)} AND ${mayGo(sql`o.person_id`)}
    AND (coalesce(o.person_id, o.customer_key, o.claim_code, o.note, o.place) IS NOT NULL
      OR EXISTS (SELECT 1 FROM order_search s WHERE s.order_id = o.order_id)
      OR EXISTS (SELECT 1 FROM order_history h WHERE h.order_id = o.order_id AND h.reason IS NOT NULL)
      OR EXISTS (SELECT 1 FROM payment p WHERE p.order_id = o.order_id AND p.reason IS NOT NULL))`;

/** A consent whose last word is yes, and not older than it may be (rule `marketing`). */
export const consenting = (pass: Asked, person: Sql): Sql => sql`EXISTS (SELECT 1 FROM subject_map m
  JOIN consent_event c ON c.subject_ref = m.subject_ref
  WHERE m.person_id = ${person} AND c.event IN ('given', 'reconfirmed')
    AND c.occurred_at >= ${pass.before('marketingSilentMonths')}
    AND NOT EXISTS (SELECT 1 FROM consent_event l WHERE l.subject_ref = c.subject_ref AND l.purpose = c.purpose
      AND l.channel = c.channel AND l.seq > c.seq AND l.event <> 'shown'))`;

/** People whom no order needs and who agreed to nothing that goes on. */
const unneeded = (pass: Asked): Sql => sql`SELECT p.person_id AS id FROM person p
  WHERE ${mayGo(sql`p.person_id`)} AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.person_id = p.person_id)
    AND NOT ${consenting(pass, sql`p.person_id`)}`;

const cutLink = (pass: Asked, tx: Tx, orderId: string): void => {
  const order = tx.db.get<{ person_id: string | null }>(
    sql`SELECT person_id FROM orders WHERE order_id = ${orderId}`,
  );
  tx.db.run(sql`DELETE FROM order_search WHERE order_id = ${orderId}`);
  tx.db.run(sql`DELETE FROM message WHERE order_id = ${orderId}`);
  tx.db.run(sql`UPDATE order_history SET reason = NULL WHERE order_id = ${orderId} AND reason IS NOT NULL`);
  tx.db.run(sql`UPDATE payment SET reason = NULL WHERE order_id = ${orderId} AND reason IS NOT NULL`);
  tx.db.run(sql`UPDATE orders SET person_id = NULL, customer_key = NULL, claim_code = NULL, note = NULL, place = NULL
    WHERE order_id = ${orderId}`);
  const personId = order?.person_id;
  if (!personId) return;
  // What the consent rests on stays: the one e-mail address or phone.
  tx.db.run(sql`UPDATE person SET name = NULL, address = NULL, phone_tail = NULL WHERE person_id = ${personId}
    AND ${consenting(pass, sql`person_id`)}`);
  deleteUnneeded(pass, tx, personId);
};

/** The row of the pseudonym goes with the person: older records point at nobody from then on. */
const deleteUnneeded = (pass: Asked, tx: Tx, personId: string): void =>
  void tx.db.run(sql`DELETE FROM person WHERE person_id = ${personId}
    AND person_id IN (${unneeded(pass)})`);

/** Letters, notices and marketing that came to their end so long ago; the person may still be there for marketing. */
const oldMessages = (pass: Asked): Sql => sql`SELECT m.message_id AS id FROM message m
    JOIN person p ON p.person_id = m.person_id
  WHERE m.order_id IS NULL AND m.state IN ('sent', 'bounced', 'cancelled') AND p.restricted_at IS NULL
    AND m.state_at < ${pass.before('contactAfterPickUp')}`;

/** Name, e-mail, phone, everything in an order that leads to them, and what they were told. */
export const orderContactWork: RetentionWork = {
  due: (pass) => countOf(pass.read, speaking(pass)) + countOf(pass.read, oldMessages(pass)),
  run: async (pass) => {
    const orders = await inBatches(pass, speaking(pass), (tx, id) => cutLink(pass, tx, id));
    const messages = await inBatches(
      pass,
      oldMessages(pass),
      (tx, id) => void tx.db.run(sql`DELETE FROM message WHERE message_id = ${id}`),
    );
    return orders + messages;
  },
};

/** Contacts that are there for marketing alone: they end with the consent, or when nothing was heard for so long. */
export const marketingWork: RetentionWork = {
  due: (pass) => countOf(pass.read, unneeded(pass)),
  run: (pass) => inBatches(pass, unneeded(pass), (tx, id) => deleteUnneeded(pass, tx, id)),
};

const delivered = (pass: Asked): Sql => sql`SELECT p.person_id AS id FROM person p
  WHERE p.address IS NOT NULL AND ${mayGo(sql`p.person_id`)}
    AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.person_id = p.person_id
      AND (o.closed_at IS NULL OR o.closed_at >= ${pass.before('addressAfterDelivery')}))`;

/** Where an order was delivered to. */
export const addressWork: RetentionWork = {
  due: (pass) => countOf(pass.read, delivered(pass)),
  run: (pass) =>
    inBatches(
      pass,
      delivered(pass),
      (tx, id) => void tx.db.run(sql`UPDATE person SET address = NULL WHERE person_id = ${id}`),
    ),
};
