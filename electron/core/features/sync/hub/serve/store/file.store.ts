import type { z } from '../../../../../../../shared/domain/z.ts';
import type { PlanRequest } from '../../../../../../../shared/sync/endpoints.ts';
import type { UploadId } from '../../../../../../../shared/sync/uploadId.ts';
import type { ReadableDb, WritableDb } from '../../../../../db/handles.ts';
import { sql } from '../../../../../db/sql.ts';
import { erasedAmong } from './ledger.store.ts';

type Planned = z.infer<typeof PlanRequest>['files'][number];

/** A photo of an order as this hub has it, or waits for it. */
export interface HubFile {
  readonly fileId: string;
  /** Null while it was never measured: then it is this terminal's own. */
  readonly cipherSha256: string | null;
  /** Sealed bytes. */
  readonly size: number | null;
  /** Noted as here, whole. */
  readonly durable: number;
}

/** How an order stands for whoever brings or fetches its files. Where they were deleted there are none any more. */
export const standingOfOrder = (db: ReadableDb, orderId: string): 'live' | 'erased' | 'not_found' => {
  if (erasedAmong(db, [orderId]).size > 0) return 'erased';
  const live =
    db.get(sql`SELECT 1 AS one FROM orders o WHERE o.order_id = ${orderId} AND o.files_deleted_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM file_deletion d WHERE d.order_id = o.order_id)`);
  return live === undefined ? 'not_found' : 'live';
};

/** Notes files that another terminal will bring; those that are known stay as they are. */
export const announceFiles = (
  db: WritableDb,
  orderId: string,
  files: readonly Planned[],
  at: number,
): void => {
  for (const { fileId, cipherSha256, size } of files)
    db.run(sql`INSERT INTO sync_file (order_id, file_id, cipher_sha256, size, local, relayed_at)
      SELECT order_id, file_id, ${cipherSha256}, ${size}, 'staged', ${at} FROM order_photo
      WHERE order_id = ${orderId} AND file_id = ${fileId} AND here = 0
      ON CONFLICT (order_id, file_id) DO NOTHING`);
};

export const hubFiles = (db: ReadableDb, orderId: string): readonly HubFile[] =>
  db.all<HubFile>(sql`SELECT p.file_id AS fileId, f.cipher_sha256 AS cipherSha256, f.size,
      (f.file_id IS NULL AND p.here = 1) OR coalesce(f.local = 'durable', 0) AS durable
    FROM order_photo p LEFT JOIN sync_file f ON f.order_id = p.order_id AND f.file_id = p.file_id
    WHERE p.order_id = ${orderId} ORDER BY p.seq`);

/** A file that was announced came whole. */
export const noteReceived = (db: WritableDb, { orderId, cipherSha256 }: UploadId, at: number): boolean =>
  db.run(sql`UPDATE sync_file SET local = 'durable', relayed_at = ${at}
    WHERE order_id = ${orderId} AND cipher_sha256 = ${cipherSha256}`) > 0;
