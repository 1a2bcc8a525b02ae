import type { HelloRequest } from '../../shared/sync/endpoints.ts';
import type { Sql } from '../db/database.ts';
import type { Terminal } from '../terminals/terminal.ts';

/** Hash of one op of the present epoch, or of its record for 0. */
export const opHashAt = async (
  sql: Sql,
  { shopId, terminalId, epoch }: Terminal,
  seq: number,
): Promise<string | undefined> => {
  const [row] = await (seq === 0
    ? sql.query<{ hash: string }>(
        'SELECT record_hash AS hash FROM terminal_epoch WHERE terminal_id = $1 AND epoch = $2',
        [terminalId, epoch],
      )
    : sql.query<{ hash: string }>(
        `SELECT op_hash AS hash FROM op WHERE shop_id = $1 AND terminal_id = $2 AND epoch = $3 AND seq = $4`,
        [shopId, terminalId, epoch, seq],
      ));
  return row?.hash;
};

export interface Heard {
  readonly now: number;
  /** How much of the ledger it has proved to know; null where it proved nothing. */
  readonly ledgerSeq: number | null;
  readonly isLevel: boolean;
  readonly mustWipe: boolean;
}

/** Notes what a terminal said of itself. */
export const noteHello = async (
  sql: Sql,
  terminalId: string,
  { backlog, appVersion }: HelloRequest,
  { now, ledgerSeq, isLevel, mustWipe }: Heard,
): Promise<void> => {
  await sql.query(
    `UPDATE terminal SET last_seen_at = $2, unsent = $3, oldest_s = $4, bytes_left = $5, app_version = $6,
       ledger_seq = $7, level_at = CASE WHEN $8 THEN $2 ELSE level_at END, must_wipe = $9
      WHERE terminal_id = $1`,
    [terminalId, now, backlog.ops, backlog.oldestS, backlog.bytes, appVersion, ledgerSeq, isLevel, mustWipe],
  );
};
