import type { OrderId } from '../../../../../shared/domain/ids.ts';
import type { ReadableDb, WritableDb } from '../../../db/handles.ts';
import { type Sql, sql } from '../../../db/sql.ts';
import type { PlannedFile } from './send/plan.ts';

/** So long central's word is good that it has a file, in ms. */
const GOOD_FOR_MS = 86_400_000;

/** Files that central said to have and that are here as well. */
const STORED = sql`f.local = 'durable' AND f.central = 'verified'`;

/** A time ahead of the clock says nothing: the clock was wrong then, or is now. */
const isOld = (now: number): Sql => sql`(f.confirmed_at < ${now - GOOD_FOR_MS} OR f.confirmed_at > ${now})`;

/** The order whose files central confirmed the longest ago, and more than a day. */
export const orderToConfirm = (db: ReadableDb, now: number): OrderId | undefined =>
  db.get<{ orderId: OrderId }>(sql`SELECT f.order_id AS orderId FROM sync_file f
    JOIN orders o ON o.order_id = f.order_id
    WHERE ${STORED} AND ${isOld(now)} AND o.files_deleted_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM file_deletion d WHERE d.order_id = f.order_id)
    ORDER BY f.confirmed_at LIMIT 1`)?.orderId;

export const filesToConfirm = (db: ReadableDb, orderId: OrderId): readonly PlannedFile[] =>
  db.all<PlannedFile>(sql`SELECT f.file_id AS fileId, f.cipher_sha256 AS cipherSha256, f.size FROM sync_file f
    WHERE ${STORED} AND f.order_id = ${orderId}`);

/** Central was asked about what is here of the order. */
export const noteConfirmed = (db: WritableDb, orderId: OrderId, at: number): void =>
  void db.run(
    sql`UPDATE sync_file AS f SET confirmed_at = ${at} WHERE ${STORED} AND f.order_id = ${orderId}`,
  );

/** Central has them no more: they wait to be sent again. */
export const noteLost = (db: WritableDb, orderId: OrderId, fileIds: readonly string[]): void => {
  for (const fileId of fileIds)
    db.run(sql`UPDATE sync_file SET central = 'lost' WHERE order_id = ${orderId} AND file_id = ${fileId}`);
};
