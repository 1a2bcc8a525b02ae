import type { Sql } from '../db/database.ts';
import type { Terminal } from './terminal.ts';

const COLUMNS = `terminal_id AS "terminalId", shop_id AS "shopId", role, letter, epoch, sign_pub AS "signPub",
  last_seq AS "lastSeq", last_hash AS "lastHash", ledger_seq AS "ledgerSeq", level_at AS "levelAt",
  last_seen_at AS "lastSeenAt", unsent, oldest_s AS "oldestS", bytes_left AS "bytesLeft",
  app_version AS "appVersion", must_wipe AS "mustWipe", revoked_at AS "revokedAt"`;

/** One terminal, if these eyes may see it. */
export const findTerminal = async (sql: Sql, terminalId: string): Promise<Terminal | undefined> => {
  const [row] = await sql.query<Terminal>(`SELECT ${COLUMNS} FROM terminal WHERE terminal_id = $1`, [
    terminalId,
  ]);
  return row;
};

/** The same, locked: what one terminal sends is done one after the other. */
export const lockTerminal = async (sql: Sql, terminalId: string): Promise<Terminal | undefined> => {
  const [row] = await sql.query<Terminal>(
    `SELECT ${COLUMNS} FROM terminal WHERE terminal_id = $1 FOR UPDATE`,
    [terminalId],
  );
  return row;
};

/** All terminals that these eyes may see, in a lasting order. */
export const listTerminals = (sql: Sql): Promise<readonly Terminal[]> =>
  sql.query<Terminal>(`SELECT ${COLUMNS} FROM terminal ORDER BY shop_id, letter`);

export const insertTerminal = async (
  sql: Sql,
  terminal: Pick<
    Terminal,
    'terminalId' | 'shopId' | 'role' | 'letter' | 'epoch' | 'signPub' | 'lastHash' | 'levelAt' | 'appVersion'
  >,
): Promise<void> => {
  await sql.query(
    `INSERT INTO terminal (terminal_id, shop_id, role, letter, epoch, sign_pub, last_hash, level_at, enrolled_at,
       app_version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9)`,
    [
      terminal.terminalId,
      terminal.shopId,
      terminal.role,
      terminal.letter,
      terminal.epoch,
      terminal.signPub,
      terminal.lastHash,
      terminal.levelAt,
      terminal.appVersion,
    ],
  );
};

/** Begins a new life of a terminal's queue; what it used up in earlier ones is forgotten. */
export const openEpoch = async (
  sql: Sql,
  terminal: Pick<Terminal, 'terminalId' | 'shopId' | 'epoch' | 'signPub' | 'lastHash' | 'appVersion'>,
  at: number,
): Promise<void> => {
  await sql.query(
    `UPDATE terminal SET epoch = $2, sign_pub = $3, last_seq = 0, last_hash = $4, app_version = $5
      WHERE terminal_id = $1`,
    [terminal.terminalId, terminal.epoch, terminal.signPub, terminal.lastHash, terminal.appVersion],
  );
  await sql.query('DELETE FROM token_nonce WHERE terminal_id = $1 AND epoch < $2', [
    terminal.terminalId,
    terminal.epoch,
  ]);
  await recordEpoch(sql, terminal, at);
};

export const recordEpoch = async (
  sql: Sql,
  { terminalId, shopId, epoch, lastHash }: Pick<Terminal, 'terminalId' | 'shopId' | 'epoch' | 'lastHash'>,
  at: number,
): Promise<void> => {
  await sql.query(
    `INSERT INTO terminal_epoch (terminal_id, epoch, shop_id, record_hash, last_seq, opened_at)
     VALUES ($1, $2, $3, $4, 0, $5)`,
    [terminalId, epoch, shopId, lastHash, at],
  );
};

/** An installation that was wiped and enrols anew knows nothing of the ledger yet. */
export const beginAnew = async (sql: Sql, terminalId: string, at: number): Promise<void> => {
  await sql.query(
    'UPDATE terminal SET must_wipe = false, ledger_seq = NULL, level_at = $2 WHERE terminal_id = $1',
    [terminalId, at],
  );
};

/** Ends a terminal's access at once. True when it had some. */
export const revokeTerminal = async (sql: Sql, terminalId: string, at: number): Promise<boolean> => {
  const rows = await sql.query(
    'UPDATE terminal SET revoked_at = $2 WHERE terminal_id = $1 AND revoked_at IS NULL RETURNING 1 AS one',
    [terminalId, at],
  );
  return rows.length > 0;
};
