import type { DraftItem } from '../../../../../shared/contract/drafts.ts';
import type { FileId, OrderId, PhotoId } from '../../../../../shared/domain/ids.ts';
import { assertChanged, type ReadableDb, type WritableDb } from '../../../db/handles.ts';
import { type Sql, sql } from '../../../db/sql.ts';

export interface OrderPhotoRecord {
  readonly photoId: PhotoId;
  /** Empty once the file is deleted, as is its fingerprint. */
  readonly name: string;
  readonly fileId: FileId;
  readonly sha256: string;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  readonly missing: boolean;
  /** False while its original is on its way from another terminal. */
  readonly here: boolean;
}

interface PhotoRow {
  photo_id: PhotoId;
  name: string | null;
  file_id: FileId;
  sha256: string | null;
  bytes: number;
  width: number;
  height: number;
  missing: number;
  here: number;
}

export const insertPhotos = (
  db: WritableDb,
  orderId: OrderId,
  photos: readonly Omit<OrderPhotoRecord, 'missing' | 'here'>[],
): void => {
  photos.forEach((photo, seq) => {
    db.run(sql`INSERT INTO order_photo (order_id, photo_id, seq, name, file_id, sha256, bytes, width, height)
      VALUES (${orderId}, ${photo.photoId}, ${seq}, ${photo.name}, ${photo.fileId}, ${photo.sha256}, ${photo.bytes},
        ${photo.width}, ${photo.height})`);
  });
};

export const listPhotos = (db: ReadableDb, orderId: OrderId): readonly OrderPhotoRecord[] =>
  db
    .all<PhotoRow>(sql`SELECT photo_id, name, file_id, sha256, bytes, width, height, missing, here FROM order_photo
      WHERE order_id = ${orderId} ORDER BY seq`)
    .map((row) => ({
      photoId: row.photo_id,
      name: row.name ?? '',
      fileId: row.file_id,
      sha256: row.sha256 ?? '',
      bytes: row.bytes,
      width: row.width,
      height: row.height,
      missing: row.missing === 1,
      here: row.here === 1,
    }));

export const markMissing = (db: WritableDb, orderId: OrderId, photoIds: readonly string[]): void => {
  for (const photoId of photoIds)
    assertChanged(
      db.run(sql`UPDATE order_photo SET missing = 1 WHERE order_id = ${orderId} AND photo_id = ${photoId}`),
    );
};

const countPhotos = (db: ReadableDb, orderId: OrderId, which: Sql): number =>
  db.get<{ n: number }>(sql`SELECT count(*) AS n FROM order_photo p WHERE p.order_id = ${orderId} AND ${which}
    AND EXISTS (SELECT 1 FROM order_item i WHERE i.order_id = p.order_id AND i.photo_id = p.photo_id)`)?.n ??
  0;

/** Photos with a line in the order whose file cannot be read; a photo without lines is not printed. */
export const countMissing = (db: ReadableDb, orderId: OrderId): number =>
  countPhotos(db, orderId, sql`p.missing = 1`);

/** Photos to be printed whose originals are still on their way from another terminal. */
export const countOnTheirWay = (db: ReadableDb, orderId: OrderId): number =>
  countPhotos(db, orderId, sql`p.missing = 0 AND p.here = 0`);

/** The originals of an order came from another terminal; false where nothing waited for them. */
export const markHere = (db: WritableDb, orderId: OrderId): boolean =>
  db.run(sql`UPDATE order_photo SET here = 1 WHERE order_id = ${orderId} AND here = 0`) > 0;

interface ItemRow {
  photo_id: PhotoId;
  format: string;
  paper: string;
  copies: number;
  fit: 'fill' | 'fit';
  crop: string | null;
  rotation: 0 | 1 | 2 | 3;
  mirror: number;
  adjust: string | null;
}

export const insertItems = (db: WritableDb, orderId: OrderId, items: readonly DraftItem[]): void => {
  for (const item of items) {
    const crop = item.crop === null ? null : JSON.stringify(item.crop);
    db.run(sql`INSERT INTO order_item (order_id, photo_id, format, paper, copies, fit, crop, rotation, mirror, adjust)
      VALUES (${orderId}, ${item.photoId}, ${item.format}, ${item.paper}, ${item.copies}, ${item.fit}, ${crop},
        ${item.rotation}, ${item.mirror ? 1 : 0},
        ${item.adjust === undefined ? null : JSON.stringify(item.adjust)})`);
  }
};

export const deleteItems = (db: WritableDb, orderId: OrderId): number =>
  db.run(sql`DELETE FROM order_item WHERE order_id = ${orderId}`);

export const listItems = (db: ReadableDb, orderId: OrderId): readonly DraftItem[] =>
  db
    .all<ItemRow>(sql`SELECT i.photo_id, i.format, i.paper, i.copies, i.fit, i.crop, i.rotation, i.mirror, i.adjust
      FROM order_item i JOIN order_photo p ON p.order_id = i.order_id AND p.photo_id = i.photo_id
      WHERE i.order_id = ${orderId} ORDER BY p.seq, i.format, i.paper`)
    .map((row) => ({
      photoId: row.photo_id,
      format: row.format,
      paper: row.paper,
      copies: row.copies,
      fit: row.fit,
      crop: row.crop === null ? null : (JSON.parse(row.crop) as DraftItem['crop']),
      rotation: row.rotation,
      mirror: row.mirror === 1,
      ...(row.adjust === null ? {} : { adjust: JSON.parse(row.adjust) as DraftItem['adjust'] }),
    }));
