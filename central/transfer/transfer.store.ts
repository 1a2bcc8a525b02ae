import type { Sql } from '../db/database.ts';
import { TRANSFERRED_FIELDS } from './fields.ts';
import type { TransferOrder } from './transferOrder.ts';

export interface LoggedTransfer {
  readonly transferId: string;
  readonly at: number;
  readonly order: TransferOrder;
  readonly refs: readonly string[];
  readonly orders: number;
  readonly consents: number;
  readonly heldBack: number;
  readonly untold: number;
  readonly archiveSha256: string;
}

/** Logs the disclosure by pseudonyms, field names and counts (policy P22): a database that refused leaves no archive. */
export const logTransfer = async (sql: Sql, logged: LoggedTransfer): Promise<void> => {
  const { transferId, at, order, refs, orders, consents, heldBack, untold, archiveSha256 } = logged;
  const { registration, contract, contractDay, effectiveDay, approvers } = order;
  await sql.query(
    `INSERT INTO transfer (transfer_id, at, recipient, contract, contract_day, effective_day, approved_by_1,
       approved_by_2, fields, people, orders, consents, held_back, untold, archive_sha256)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::text[], $10, $11, $12, $13, $14, $15)`,
    [
      transferId,
      at,
      registration,
      contract,
      contractDay,
      effectiveDay,
      ...approvers,
      TRANSFERRED_FIELDS,
      refs.length,
      orders,
      consents,
      heldBack,
      untold,
      archiveSha256,
    ],
  );
  await sql.query(
    'INSERT INTO transfer_subject (transfer_id, subject_ref) SELECT $1, ref FROM unnest($2::text[]) AS p (ref)',
    [transferId, refs],
  );
};

/** What the archive of a logged transfer hashes to; undefined where it was never logged. */
export const hashOfTransfer = async (sql: Sql, transferId: string): Promise<string | undefined> => {
  const [row] = await sql.query<{ hash: string }>(
    'SELECT archive_sha256 AS hash FROM transfer WHERE transfer_id = $1',
    [transferId],
  );
  return row?.hash;
};

/** Transfers whose archive must not lie here any more: made before `before`, or somebody in it was erased since. */
export const spentTransfers = async (sql: Sql, before: number): Promise<readonly string[]> => {
  const rows = await sql.query<{ id: string }>(
    `SELECT transfer_id AS id FROM transfer WHERE at < $1
     UNION SELECT s.transfer_id FROM transfer_subject s JOIN tombstone b ON b.ref = s.subject_ref`,
    [before],
  );
  return rows.map(({ id }) => id);
};

export const forgetTransfers = (sql: Sql, before: number): Promise<unknown> =>
  sql.query('DELETE FROM transfer WHERE at < $1', [before]);
