import type { Sql } from '../db/database.ts';
import type { OrderPlace } from '../files/fileRows.ts';
import { type ContactHash, suppress } from '../mail/suppression.ts';
import { mentionErasure, writeMentions } from '../ops/writeOps.store.ts';

export interface Refs {
  readonly subjectRefs: readonly string[];
  readonly orderRefs: readonly string[];
}

interface Found {
  readonly orderId: string;
  readonly subjectRef: string | null;
}

/**
 * Whose erasure it is at central: what the command names, and every other order, in any store, with the same e-mail
 * or phone. Who asks to be forgotten at one counter is forgotten at all.
 */
export const collectPerson = async (sql: Sql, { subjectRefs, orderRefs }: Refs): Promise<Refs> => {
  const found = await sql.query<Found>(
    `WITH named AS (SELECT email, phone FROM orders WHERE order_id = ANY ($1::text[]) OR subject_ref = ANY ($2::text[]))
     SELECT order_id AS "orderId", subject_ref AS "subjectRef" FROM orders
      WHERE order_id = ANY ($1::text[]) OR subject_ref = ANY ($2::text[])
         OR email IN (SELECT email FROM named) OR phone IN (SELECT phone FROM named)`,
    [orderRefs, subjectRefs],
  );
  const subjects = found.map(({ subjectRef }) => subjectRef).filter((ref) => ref !== null);
  return {
    subjectRefs: [...new Set([...subjectRefs, ...subjects])],
    orderRefs: [...new Set([...orderRefs, ...found.map(({ orderId }) => orderId)])],
  };
};

interface Gone {
  readonly shopId: string;
  readonly id: string;
  readonly version: number;
  readonly kiosk: string | null;
}

type GoneOrder = Gone & { readonly email: string | null; readonly phone: string | null };

/** Tells those who follow an erased entity that it is gone. */
const mentionGone = async (
  sql: Sql,
  entity: 'order' | 'subject' | 'message',
  gone: readonly Gone[],
  now: number,
) => {
  for (const shopId of new Set(gone.map((row) => row.shopId))) {
    const mentions = gone
      .filter((row) => row.shopId === shopId)
      .flatMap(({ id, version, kiosk }) => {
        const others = entity === 'subject' ? [`rights:${shopId}`] : kiosk === null ? [] : [`kiosk:${kiosk}`];
        return [`store:${shopId}`, ...others].map((scope) => ({ scope, entity, id, version: version + 1 }));
      });
    await writeMentions(sql, shopId, mentions, now);
  }
};

/** Remembers the refs, and of an order where it lay. */
const bury = async (
  sql: Sql,
  cmdId: string,
  { subjectRefs, orderRefs }: Refs,
  orders: readonly Gone[],
  now: number,
): Promise<void> => {
  const shopOf = new Map(orders.map(({ id, shopId }) => [id, shopId]));
  const refs = [...new Set([...subjectRefs, ...orderRefs, ...shopOf.keys()])];
  const isSubject = new Set(subjectRefs);
  await sql.query(
    `INSERT INTO tombstone (cmd_id, at, ref, kind, shop_id)
     SELECT $1, $2, ref, kind, shop_id FROM unnest($3::text[], $4::text[], $5::text[]) AS t (ref, kind, shop_id)
     ON CONFLICT (ref) DO NOTHING`,
    [
      cmdId,
      now,
      refs,
      refs.map((ref) => (isSubject.has(ref) ? 'subject' : 'order')),
      refs.map((ref) => shopOf.get(ref) ?? null),
    ],
  );
};

/**
 * Deletes rows, empties bodies and buries the refs; their contacts get no marketing any more. The same again changes
 * nothing. Answers the orders that went.
 */
export const eraseRefs = async (
  sql: Sql,
  cmdId: string,
  refs: Refs,
  { now, hashOf }: { readonly now: number; readonly hashOf: ContactHash },
): Promise<{ readonly shops: readonly string[]; readonly orders: readonly OrderPlace[] }> => {
  const { subjectRefs, orderRefs } = refs;
  const orders = await sql.query<GoneOrder>(
    `DELETE FROM orders WHERE order_id = ANY ($1::text[]) OR subject_ref = ANY ($2::text[])
     RETURNING shop_id AS "shopId", order_id AS id, version, kiosk, email, phone`,
    [orderRefs, subjectRefs],
  );
  const subjects = await sql.query<Gone>(
    `DELETE FROM subject WHERE subject_ref = ANY ($1::text[])
     RETURNING shop_id AS "shopId", subject_ref AS id, version, NULL AS kiosk`,
    [subjectRefs],
  );
  const messages = await sql.query<Gone>(
    `DELETE FROM message WHERE order_id = ANY ($1::text[]) OR subject_ref = ANY ($2::text[])
     RETURNING shop_id AS "shopId", message_id AS id, version, kiosk`,
    [orderRefs, subjectRefs],
  );
  await suppress(sql, hashOf, orders, now);
  await sql.query(
    `UPDATE op SET body = NULL, salt = NULL
      WHERE (subjects && $1::text[] OR orders && $2::text[]) AND (body IS NOT NULL OR salt IS NOT NULL)`,
    [subjectRefs, orderRefs],
  );
  await bury(sql, cmdId, refs, orders, now);
  await mentionGone(sql, 'order', orders, now);
  await mentionGone(sql, 'subject', subjects, now);
  await mentionGone(sql, 'message', messages, now);
  return {
    shops: [...new Set([...orders, ...subjects].map(({ shopId }) => shopId))],
    orders: orders.map(({ shopId, id }) => ({ shopId, orderId: id })),
  };
};

/** Every order that was ever erased here, with its store. */
export const erasedOrders = (sql: Sql): Promise<readonly OrderPlace[]> =>
  sql.query<OrderPlace>(
    `SELECT shop_id AS "shopId", ref AS "orderId" FROM tombstone WHERE kind = 'order' AND shop_id IS NOT NULL`,
  );

/** Remembers the erasure and which stores' terminals must acknowledge it. */
export const recordErasure = async (
  sql: Sql,
  erasure: {
    readonly cmdId: string;
    readonly requestId: string;
    readonly shops: readonly string[];
    readonly ledgerSeq: number;
  },
  now: number,
): Promise<void> => {
  await sql.query(
    `INSERT INTO erasure (cmd_id, request_id, shops, ledger_seq, at) VALUES ($1, $2, $3::text[], $4, $5)
     ON CONFLICT (cmd_id) DO UPDATE SET shops = (
       SELECT array_agg(DISTINCT shop) FROM unnest(erasure.shops || excluded.shops) AS shop), rewritten_at = NULL`,
    [erasure.cmdId, erasure.requestId, erasure.shops, erasure.ledgerSeq, now],
  );
  await mentionErasure(sql, erasure.shops, { cmdId: erasure.cmdId, version: 1 }, now);
};
