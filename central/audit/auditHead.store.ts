import type { AuditHeadRequest } from '../../shared/sync/endpoints.ts';
import type { Sql } from '../db/database.ts';
import type { Terminal } from '../terminals/terminal.ts';

export interface AuditHead {
  readonly seq: number;
  readonly hash: string;
  /** UTC ms. */
  readonly at: number;
}

/** Takes a head that goes on from the one that is held, in one statement, and answers which is held then. */
export const takeHead = async (
  sql: Sql,
  { terminalId, shopId }: Pick<Terminal, 'terminalId' | 'shopId'>,
  { chainId, seq, hash, before }: AuditHeadRequest,
  now: number,
): Promise<AuditHead> => {
  await sql.query(
    `INSERT INTO audit_head (terminal_id, chain_id, shop_id, seq, hash, at) VALUES ($1, $2, $3, $4, $5, $6)
      ON CONFLICT (terminal_id, chain_id) DO UPDATE SET seq = $4, hash = $5, at = $6
      WHERE audit_head.seq = $7 AND audit_head.hash = $8`,
    [terminalId, chainId, shopId, seq, hash, now, before?.seq ?? null, before?.hash ?? null],
  );
  const [held] = await sql.query<AuditHead>(
    'SELECT seq, hash, at FROM audit_head WHERE terminal_id = $1 AND chain_id = $2',
    [terminalId, chainId],
  );
  if (held === undefined) throw new Error('no head after it was taken');
  return held;
};
