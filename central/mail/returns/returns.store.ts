import type { Sql } from '../../db/database.ts';
import type { StoredMessage } from '../messages.store.ts';
import type { Returned } from './returnAddress.ts';

/** A message as a report of its return finds it. */
type Found = Pick<StoredMessage, 'shopId' | 'messageId' | 'version' | 'kiosk' | 'template'> & {
  readonly state: string;
  /** UTC ms. */
  readonly stateAt: number;
};

/** The message a report is about, locked; undefined where it is erased, or was never there. */
export const findReturned = async (sql: Sql, { shopId, messageId }: Returned): Promise<Found | undefined> => {
  const [row] = await sql.query<Found>(
    `SELECT shop_id AS "shopId", message_id AS "messageId", version, kiosk, template, state, state_at AS "stateAt"
       FROM message WHERE shop_id = $1 AND message_id = $2 FOR UPDATE`,
    [shopId, messageId],
  );
  return row;
};

/** It came back: its cause is free, so that staff may have it told again. Answers its version. */
export const bounce = async (
  sql: Sql,
  { shopId, messageId }: Returned,
  now: number,
): Promise<number | undefined> => {
  const [row] = await sql.query<{ version: number }>(
    `UPDATE message SET state = 'bounced', once = NULL, state_at = $3, version = version + 1
      WHERE shop_id = $1 AND message_id = $2 AND state IN ('sent', 'uncertain') RETURNING version`,
    [shopId, messageId, now],
  );
  return row?.version;
};
