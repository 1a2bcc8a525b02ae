import type { MessageView } from '../../../../shared/contract/messages.ts';
import type { Health } from '../../../../shared/contract/terminal.ts';
import type { OrderId, PrivacyRequestId } from '../../../../shared/domain/ids.ts';
import { formatOrderNumber } from '../../../../shared/domain/orderNumber.ts';
import type { MessageState } from '../../../../shared/privacy/messages/templates.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { sql } from '../../db/sql.ts';
import { ofUnrestricted } from '../restriction/index.ts';

/**
 * Messages that came back, of open orders, whose customer nobody has called yet, here or at another terminal. What another
 * terminal called notified by itself, because the message had gone out, is no call.
 */
const OPEN_CALL = sql`m.state = 'bounced' AND m.called_at IS NULL AND EXISTS (SELECT 1 FROM orders o
  WHERE o.order_id = m.order_id AND o.closed_at IS NULL AND ${ofUnrestricted})
  AND NOT EXISTS (SELECT 1 FROM order_history h WHERE h.order_id = m.order_id AND h.elsewhere = 1 AND h.undone = 0
    AND h.at >= m.queued_at AND (h.code = 'called'
      OR (m.template = 'order.ready' AND h.to_status = 'notified' AND h.staff_id IS NOT NULL)))`;

export const isCallOpen = (db: ReadableDb, messageId: string): boolean =>
  db.get(sql`SELECT 1 FROM message m WHERE m.message_id = ${messageId} AND ${OPEN_CALL}`) !== undefined;

/** The messages of one order, oldest first. */
export const messagesOf = (db: ReadableDb, orderId: OrderId): MessageView[] =>
  db
    .all<
      Omit<MessageView, 'toCall' | 'uncertain'> & { toCall: number; uncertain: number }
    >(sql`SELECT m.message_id AS messageId, m.template,
        m.channel, m.state, m.reason, m.state_at AS since, m.called_at AS calledAt, m.uncertain, ${OPEN_CALL} AS toCall
      FROM message m WHERE m.order_id = ${orderId} ORDER BY m.message_id LIMIT 100`)
    .map((row) => ({ ...row, toCall: row.toCall === 1, uncertain: row.uncertain === 1 }));

/** How far the letters of a request have come, by message. */
export const letterStates = (
  db: ReadableDb,
  requestId: PrivacyRequestId,
): ReadonlyMap<string, { readonly state: MessageState; readonly since: number }> =>
  new Map(
    db
      .all<{ id: string; state: MessageState; since: number }>(sql`SELECT message_id AS id, state,
        state_at AS since FROM message WHERE privacy_request_id = ${requestId}`)
      .map(({ id, ...stands }) => [id, stands]),
  );

/** Orders whose customer is to be called, the longest waiting first. */
export const callTasks = (db: ReadableDb) =>
  db
    .all<{ order_id: OrderId; letter: string; n: number }>(sql`SELECT o.order_id, o.letter, o.n
      FROM orders o WHERE o.order_id IN (SELECT m.order_id FROM message m WHERE ${OPEN_CALL})
      ORDER BY o.order_id LIMIT 200`)
    .map((row) => ({ orderId: row.order_id, number: formatOrderNumber(row) }));

const count = (db: ReadableDb, which: ReturnType<typeof sql>): number =>
  db.get<{ n: number }>(sql`SELECT count(*) AS n FROM message m WHERE ${which}`)?.n ?? 0;

/** The messages' part of the health strip. */
export const messagesHealth = (db: ReadableDb): Health['messages'] => {
  const calls = count(db, OPEN_CALL);
  const waiting = count(db, sql`m.state IN ('queued', 'handed')`);
  return { level: calls > 0 ? 'warning' : 'ok', waiting, calls };
};
