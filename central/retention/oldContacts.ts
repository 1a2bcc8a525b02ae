import type { SubjectDocument } from '../../shared/sync/consentDocument.ts';
import type { OrderDocument } from '../../shared/sync/orderDocument.ts';
import type { Central } from '../app/central.ts';
import type { Sql } from '../db/database.ts';
import { type ConsentBox, liveBoxes } from '../mail/liveBoxes.ts';
import { type ContactHash, contactHash, suppressWithdrawn } from '../mail/suppression.ts';
import { contactEndsAt, withoutPerson } from './contact.policy.ts';

const DAY_MS = 86_400_000;
/** So many orders in one transaction. */
const AT_ONCE = 200;

interface Row {
  readonly shopId: string;
  readonly orderId: string;
  readonly document: string;
  readonly subject: string | null;
}

/** A terminal that writes to one of them is not waited for: it comes up again with the next look. */
const toLookAt = (sql: Sql, now: number): Promise<readonly Row[]> =>
  sql.query<Row>(
    `SELECT o.shop_id AS "shopId", o.order_id AS "orderId", o.document,
       (SELECT s.document FROM subject s WHERE s.shop_id = o.shop_id AND s.subject_ref = o.subject_ref) AS subject
       FROM orders o WHERE o.look_at <= $1 ORDER BY o.look_at LIMIT ${AT_ONCE} FOR UPDATE OF o SKIP LOCKED`,
    [now],
  );

const lookAgain = (sql: Sql, { shopId, orderId }: Row, at: number): Promise<unknown> =>
  sql.query('UPDATE orders SET look_at = $3 WHERE shop_id = $1 AND order_id = $2', [shopId, orderId, at]);

/** The version stays: every terminal of the store lets go of its own copy by the same rule. */
const cut = async (
  sql: Sql,
  { shopId, orderId }: Row,
  order: OrderDocument,
  live: readonly ConsentBox[],
  lookAt: number | null,
): Promise<void> => {
  const kept = withoutPerson(order, live);
  await sql.query(
    `UPDATE orders SET document = $3, email = $4, phone = $5, subject_ref = $6, look_at = $7
      WHERE shop_id = $1 AND order_id = $2`,
    [
      shopId,
      orderId,
      JSON.stringify(kept),
      kept.person?.email?.toLowerCase() ?? null,
      kept.person?.phone ?? null,
      kept.person?.subjectRef ?? null,
      lookAt,
    ],
  );
};

const lookAt = async (sql: Sql, hashOf: ContactHash, now: number, row: Row): Promise<boolean> => {
  const order = JSON.parse(row.document) as OrderDocument;
  const subject = row.subject === null ? null : (JSON.parse(row.subject) as SubjectDocument);
  const endsAt = contactEndsAt(order);
  if (endsAt > now) {
    await lookAgain(sql, row, endsAt);
    return false;
  }
  // Erasing is a use as well (GDPR 18(1)(b) and (c)).
  if ((subject?.restrictedAt ?? null) !== null) {
    await lookAgain(sql, row, now + DAY_MS);
    return false;
  }
  const { person } = order;
  const live =
    person === null || subject === null ? [] : await liveBoxes(sql, hashOf, now, { person, subject });
  if (person !== null && subject !== null) await suppressWithdrawn(sql, hashOf, person, subject.records);
  await cut(sql, row, order, live, live.length > 0 ? now + DAY_MS : null);
  return true;
};

/**
 * Takes the person off orders that ended long ago: name, contacts and all words of people (privacy specification 4.5,
 * rule `order-contact`). A contact to which a consent holds stays for it, and is looked at each day. Not of a restricted
 * person. Answers how many were cut.
 */
export const cutOldContacts = async ({ db, keys, now }: Central): Promise<number> => {
  const hashOf = contactHash(keys);
  let count = 0;
  for (;;) {
    const seen = await db.transaction({ role: 'erase' }, async (sql) => {
      const rows = await toLookAt(sql, now());
      let cutNow = 0;
      for (const row of rows) if (await lookAt(sql, hashOf, now(), row)) cutNow += 1;
      return { rows: rows.length, cutNow };
    });
    count += seen.cutNow;
    if (seen.rows < AT_ONCE) return count;
  }
};
