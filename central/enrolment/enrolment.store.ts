import type { StoreCode } from '../../shared/domain/ids.ts';
import type { TerminalRole } from '../../shared/sync/primitives.ts';
import type { Sql } from '../db/database.ts';

export interface StoredCode {
  readonly shopId: StoreCode;
  readonly role: TerminalRole;
  readonly expiresAt: number;
  /** Public key and terminal that used it. */
  readonly usedBy: string | null;
  readonly terminalId: string | null;
}

export const insertCode = async (
  sql: Sql,
  hash: string,
  { shopId, role, expiresAt }: Pick<StoredCode, 'shopId' | 'role' | 'expiresAt'>,
): Promise<void> => {
  await sql.query(
    'INSERT INTO enrolment_code (code_hash, shop_id, role, expires_at) VALUES ($1, $2, $3, $4)',
    [hash, shopId, role, expiresAt],
  );
};

/** Locked, so that two who type the same code are answered one after the other. */
export const lockCode = async (sql: Sql, hash: string): Promise<StoredCode | undefined> => {
  const [row] = await sql.query<StoredCode>(
    `SELECT shop_id AS "shopId", role, expires_at AS "expiresAt", used_by AS "usedBy", terminal_id AS "terminalId"
       FROM enrolment_code WHERE code_hash = $1 FOR UPDATE`,
    [hash],
  );
  return row;
};

export const useCode = async (sql: Sql, hash: string, usedBy: string, terminalId: string): Promise<void> => {
  await sql.query('UPDATE enrolment_code SET used_by = $2, terminal_id = $3 WHERE code_hash = $1', [
    hash,
    usedBy,
    terminalId,
  ]);
};
