import type { Sql } from '../db/database.ts';
import type { Decision } from './decision.ts';

/** An op that central put off, as it came. */
export interface DeferredOp {
  readonly shopId: string;
  readonly terminalId: string;
  readonly opId: string;
  /** `type@version`. */
  readonly key: string;
  readonly header: string;
  readonly hash: string;
  readonly sig: string;
  readonly salt: string;
  readonly body: string;
}

/** All that waits for an update of central, as it came in; one row for each op, whatever epochs repeated it. */
export const deferredOps = (sql: Sql): Promise<readonly DeferredOp[]> =>
  sql.query<DeferredOp>(
    `SELECT shop_id AS "shopId", terminal_id AS "terminalId", op_id AS "opId", type AS key, header, op_hash AS hash,
       sig, salt, body FROM op
      WHERE status = 'deferred' AND NOT repeated AND body IS NOT NULL ORDER BY received_at, terminal_id, epoch, seq`,
  );

/** What an op came to in the end, also where it was repeated. */
export const answerDeferred = async (
  sql: Sql,
  { shopId, opId }: Pick<DeferredOp, 'shopId' | 'opId'>,
  { status, code, version }: Decision,
  keepsBody: boolean,
): Promise<void> => {
  await sql.query(
    `UPDATE op SET status = $3, code = $4, version = $5, body = CASE WHEN $6 THEN body END,
       salt = CASE WHEN $6 THEN salt END
      WHERE shop_id = $1 AND op_id = $2 AND status = 'deferred'`,
    [shopId, opId, status, code, version, keepsBody],
  );
};
