import type { OrderId } from '../../../../../shared/domain/ids.ts';
import type { ReadableDb, WritableDb } from '../../../db/handles.ts';
import { type Sql, sql } from '../../../db/sql.ts';
import type { SealedFile } from './sealedFile.ts';

/** The other end of a way: central, or the store's hub while central is away. */
export type FilesEnd = 'central' | 'hub';

/** An order with files that central does not have yet. */
export interface WaitingOrder {
  readonly orderId: OrderId;
  readonly placedAt: number;
  /** Plain bytes of what is left. */
  readonly bytes: number;
}

/** One file that central does not have yet; not measured where it was never sent. */
export interface WaitingFile {
  readonly fileId: string;
  readonly measured: SealedFile | null;
}

interface FileRow {
  readonly file_id: string;
  readonly cipher_sha256: string | null;
  readonly size: number | null;
}

/** A file of another terminal is that one's to bring to central; after so long whoever has it does, in ms. */
const LEFT_TO_ITS_OWNER_MS = 86_400_000;

const isKnownToCentral = sql`EXISTS (SELECT 1 FROM sync_entity e WHERE e.entity = 'order' AND e.entity_id = p.order_id)`;

/** Not deleted by rule or by hand, not damaged, not at central, and ours to bring to that end. */
const waiting = (end: FilesEnd, now: number): Sql => sql`order_photo p
  JOIN orders o ON o.order_id = p.order_id
  LEFT JOIN sync_file f ON f.order_id = p.order_id AND f.file_id = p.file_id
  WHERE p.missing = 0 AND o.files_deleted_at IS NULL AND f.damaged_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM file_deletion d WHERE d.order_id = p.order_id)
    AND ((f.file_id IS NULL AND p.here = 1) OR (f.local = 'durable' AND f.central <> 'verified'))
    AND ${
      end === 'hub'
        ? sql`f.relayed_at IS NULL AND coalesce(f.hub, 0) = 0`
        : sql`${isKnownToCentral} AND (f.relayed_at IS NULL OR f.relayed_at < ${now - LEFT_TO_ITS_OWNER_MS})`
    }`;

export const waitingOrders = (db: ReadableDb, end: FilesEnd, now: number): readonly WaitingOrder[] =>
  db.all<WaitingOrder>(sql`SELECT p.order_id AS orderId, o.placed_at AS placedAt, sum(p.bytes) AS bytes
    FROM ${waiting(end, now)} GROUP BY p.order_id ORDER BY o.placed_at`);

export const waitingFiles = (
  db: ReadableDb,
  orderId: OrderId,
  end: FilesEnd,
  now: number,
): readonly WaitingFile[] =>
  db
    .all<FileRow>(sql`SELECT p.file_id, f.cipher_sha256, f.size FROM ${waiting(end, now)}
      AND p.order_id = ${orderId} ORDER BY p.seq`)
    .map(({ file_id, cipher_sha256, size }) => ({
      fileId: file_id,
      measured: cipher_sha256 === null || size === null ? null : { cipherSha256: cipher_sha256, size },
    }));

/** Notes what a file hashes to, once: it is never written again. */
export const noteMeasured = (
  db: WritableDb,
  orderId: OrderId,
  fileId: string,
  { cipherSha256, size }: SealedFile,
): void =>
  void db.run(sql`INSERT INTO sync_file (order_id, file_id, cipher_sha256, size, local)
    SELECT order_id, file_id, ${cipherSha256}, ${size}, 'durable' FROM order_photo
    WHERE order_id = ${orderId} AND file_id = ${fileId}
    ON CONFLICT (order_id, file_id) DO NOTHING`);

/** The other end has it whole: the only thing that says so is its own plan. The hub's is a mark beside central's. */
export const noteArrived = (
  db: WritableDb,
  orderId: OrderId,
  fileIds: readonly string[],
  { end, at }: { readonly end: FilesEnd; readonly at: number },
): void => {
  const there = end === 'hub' ? sql`hub = 1` : sql`central = 'verified', confirmed_at = ${at}`;
  for (const fileId of fileIds)
    db.run(sql`UPDATE sync_file SET ${there} WHERE order_id = ${orderId} AND file_id = ${fileId}`);
};

/** The file on our disk is no longer what was taken in: somebody must look while the card may still be at hand. */
export const noteDamaged = (db: WritableDb, orderId: OrderId, fileId: string, at: number): void =>
  void db.run(sql`UPDATE sync_file SET damaged_at = ${at} WHERE order_id = ${orderId} AND file_id = ${fileId}
    AND damaged_at IS NULL`);

export interface DamagedPhotos {
  readonly orderId: OrderId;
  readonly photos: number;
  /** When the first of them was seen, UTC ms. */
  readonly at: number;
}

/** Orders with files that went bad on this disk before central had them. */
export const damagedPhotos = (db: ReadableDb): readonly DamagedPhotos[] =>
  db.all<DamagedPhotos>(sql`SELECT f.order_id AS orderId, count(*) AS photos, min(f.damaged_at) AS at
    FROM sync_file f JOIN orders o ON o.order_id = f.order_id
    WHERE f.damaged_at IS NOT NULL AND o.files_deleted_at IS NULL GROUP BY f.order_id ORDER BY at`);

/** They are read once more: a disk may have failed for a moment only. */
export const retryDamaged = (db: WritableDb): void =>
  void db.run(sql`UPDATE sync_file SET damaged_at = NULL WHERE damaged_at IS NOT NULL`);

/** A file fetched: here, and at central where it came from there. False when the order is gone. */
export const noteFetched = (
  db: WritableDb,
  { orderId, fileId }: Pick<AbsentFile, 'orderId' | 'fileId'>,
  { cipherSha256, size }: SealedFile,
  { from, at }: { readonly from: FilesEnd; readonly at: number },
): boolean => {
  const [central, relayedAt] = from === 'hub' ? ['none', at] : ['verified', null];
  return (
    db.run(sql`INSERT INTO sync_file (order_id, file_id, cipher_sha256, size, local, central, relayed_at, confirmed_at)
    SELECT order_id, file_id, ${cipherSha256}, ${size}, 'durable', ${central}, ${relayedAt}, ${at} FROM order_photo
    WHERE order_id = ${orderId} AND file_id = ${fileId}
    ON CONFLICT (order_id, file_id) DO UPDATE SET local = 'durable', central = excluded.central,
      relayed_at = excluded.relayed_at, confirmed_at = excluded.confirmed_at`) > 0
  );
};

export interface FilesLeft {
  readonly files: number;
  /** Bytes, of unmeasured files the plain ones. */
  readonly bytes: number;
}

/** What central does not have yet. */
export const filesLeft = (db: ReadableDb, now: number): FilesLeft =>
  db.get<FilesLeft>(
    sql`SELECT count(*) AS files, coalesce(sum(coalesce(f.size, p.bytes)), 0) AS bytes FROM ${waiting('central', now)}`,
  ) ?? { files: 0, bytes: 0 };

const ABSENT = sql`order_photo p
  JOIN orders o ON o.order_id = p.order_id
  WHERE o.closed_at IS NULL AND o.files_deleted_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM file_deletion d WHERE d.order_id = p.order_id)
    AND NOT EXISTS (SELECT 1 FROM sync_file f WHERE f.order_id = p.order_id AND f.file_id = p.file_id
      AND f.local = 'durable')`;

export interface AbsentFile {
  readonly orderId: OrderId;
  readonly fileId: string;
  /** Of an order that this terminal took: 1, else 0. */
  readonly own: number;
}

/** Files of the store's open orders that are not known to be here, soonest due first. */
export const absentFiles = (db: ReadableDb, from: FilesEnd): readonly AbsentFile[] =>
  db.all(sql`SELECT p.order_id AS orderId, p.file_id AS fileId, p.here AS own FROM ${ABSENT}
    AND ${from === 'hub' ? sql`p.here = 0` : isKnownToCentral} ORDER BY o.due_at, p.order_id, p.seq`);

/** Whether all files of an order are here. */
export const isHere = (db: ReadableDb, orderId: OrderId): boolean =>
  db.get(sql`SELECT 1 FROM ${ABSENT} AND p.order_id = ${orderId}`) === undefined;
