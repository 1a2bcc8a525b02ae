import type { z } from 'zod';
import type { PlanRequest } from '../../shared/sync/endpoints.ts';
import type { Sql } from '../db/database.ts';
import type { UploadId } from '../../shared/sync/uploadId.ts';

type PlannedFile = z.infer<typeof PlanRequest>['files'][number];

/** An order of one store. */
export interface OrderPlace {
  readonly shopId: string;
  readonly orderId: string;
}

/** One file of an order as central knows it. */
export interface FileRow {
  readonly fileId: string;
  readonly cipherSha256: string;
  /** Sealed bytes. */
  readonly size: number;
  /** `wanted`: announced; `verified`: stored whole, and hashed; `lost`: was verified, no longer in the store. */
  readonly state: 'wanted' | 'verified' | 'lost';
}

/** A file that is `verified`, and since when: stored again, it is verified anew. */
export interface StoredFile extends OrderPlace {
  readonly fileId: string;
  readonly cipherSha256: string;
  readonly size: number;
  readonly verifiedAt: number;
}

const COLUMNS = `file_id AS "fileId", cipher_sha256 AS "cipherSha256", size, state`;

/** Columns of a StoredFile. */
export const STORED_COLUMNS = `shop_id AS "shopId", order_id AS "orderId", file_id AS "fileId",
  cipher_sha256 AS "cipherSha256", size, verified_at AS "verifiedAt"`;

/** Notes the files of an order that are not known yet; those that are stay as they are. */
export const announceFiles = async (
  sql: Sql,
  { shopId, orderId }: OrderPlace,
  files: readonly PlannedFile[],
): Promise<void> => {
  await sql.query(
    `INSERT INTO file (shop_id, order_id, cipher_sha256, file_id, size)
     SELECT $1, $2, * FROM unnest($3::text[], $4::text[], $5::bigint[])
     ON CONFLICT DO NOTHING`,
    [
      shopId,
      orderId,
      files.map((file) => file.cipherSha256),
      files.map((file) => file.fileId),
      files.map((file) => file.size),
    ],
  );
};

export const filesOfOrder = (sql: Sql, orderId: string): Promise<readonly FileRow[]> =>
  sql.query<FileRow>(`SELECT ${COLUMNS} FROM file WHERE order_id = $1`, [orderId]);

export const findFile = async (
  sql: Sql,
  { orderId, cipherSha256 }: UploadId,
): Promise<FileRow | undefined> => {
  const text = `SELECT ${COLUMNS} FROM file WHERE order_id = $1 AND cipher_sha256 = $2`;
  return (await sql.query<FileRow>(text, [orderId, cipherSha256]))[0];
};

/** The stored original of a photo; undefined where none is verified. */
export const findVerified = async (
  sql: Sql,
  orderId: string,
  fileId: string,
): Promise<StoredFile | undefined> => {
  const text = `SELECT ${STORED_COLUMNS} FROM file WHERE order_id = $1 AND file_id = $2 AND state = 'verified'`;
  return (await sql.query<StoredFile>(text, [orderId, fileId]))[0];
};

/** False when the order was erased meanwhile. */
export const setVerified = async (sql: Sql, upload: UploadId, at: number): Promise<boolean> => {
  const text = `UPDATE file SET state = 'verified', verified_at = $3, looked_at = NULL
    WHERE order_id = $1 AND cipher_sha256 = $2 AND NOT EXISTS (SELECT FROM tombstone WHERE ref = $1) RETURNING 1`;
  return (await sql.query(text, [upload.orderId, upload.cipherSha256, at])).length > 0;
};

/** False when the order was erased meanwhile, or the file was stored anew since it was read. */
export const setLost = async (
  sql: Sql,
  { orderId, cipherSha256, verifiedAt }: StoredFile,
): Promise<boolean> => {
  const text = `UPDATE file SET state = 'lost', verified_at = NULL
    WHERE order_id = $1 AND cipher_sha256 = $2 AND verified_at = $3
      AND NOT EXISTS (SELECT FROM tombstone WHERE ref = $1) RETURNING 1`;
  return (await sql.query(text, [orderId, cipherSha256, verifiedAt])).length > 0;
};

/** Forgets all files of an order; with the eyes of `erase`. */
export const removeFiles = async (sql: Sql, orderId: string): Promise<void> => {
  await sql.query('DELETE FROM file WHERE order_id = $1', [orderId]);
};
