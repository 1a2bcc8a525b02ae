import type { DraftItem } from '../../../../shared/contract/drafts.ts';
import type { Rect } from '../../../../shared/domain/crop.ts';
import type { FileId, PhotoId } from '../../../../shared/domain/ids.ts';
import type { MediaReason } from '../../../../shared/domain/media.ts';
import type { ReadableDb, WritableDb } from '../../db/handles.ts';
import { sql } from '../../db/sql.ts';

export interface PickedPhotoRecord {
  readonly photoId: PhotoId;
  readonly name: string;
  readonly relPath: string;
  readonly bytes: number;
  readonly mtime: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly takenAt: number | null;
  readonly file: { readonly fileId: FileId; readonly sha256: string } | null;
  /** Why it cannot be printed, found out once its bytes were here. */
  readonly failed: MediaReason | null;
}

/** A photo as it is picked: nothing of it is stored yet. */
export type NewPhoto = Omit<PickedPhotoRecord, 'file' | 'failed'>;

interface PhotoRow {
  photo_id: string;
  name: string;
  rel_path: string;
  bytes: number;
  mtime: number;
  width: number | null;
  height: number | null;
  taken_at: number | null;
  file_id: string | null;
  sha256: string | null;
  failed: MediaReason | null;
}

const toPhoto = (row: PhotoRow): PickedPhotoRecord => ({
  photoId: row.photo_id as PhotoId,
  name: row.name,
  relPath: row.rel_path,
  bytes: row.bytes,
  mtime: row.mtime,
  width: row.width,
  height: row.height,
  takenAt: row.taken_at,
  file:
    row.file_id === null || row.sha256 === null
      ? null
      : { fileId: row.file_id as FileId, sha256: row.sha256 },
  failed: row.failed,
});

export const listPhotos = (db: ReadableDb, draftId: string): readonly PickedPhotoRecord[] =>
  db
    .all<PhotoRow>(sql`SELECT photo_id, name, rel_path, bytes, mtime, width, height, taken_at, file_id, sha256, failed
      FROM draft_photo WHERE draft_id = ${draftId} ORDER BY seq`)
    .map(toPhoto);

export const countPhotos = (db: ReadableDb, draftId: string): number =>
  db.get<{ n: number }>(sql`SELECT count(*) AS n FROM draft_photo WHERE draft_id = ${draftId}`)?.n ?? 0;

/** Adds a photo once; a repeat changes nothing. Answers whether it is new. */
export const addPhoto = (db: WritableDb, draftId: string, photo: NewPhoto): boolean =>
  db.run(sql`INSERT INTO draft_photo (draft_id, photo_id, seq, name, rel_path, bytes, mtime, width, height, taken_at)
    VALUES (${draftId}, ${photo.photoId},
      (SELECT coalesce(max(seq), 0) + 1 FROM draft_photo WHERE draft_id = ${draftId}),
      ${photo.name}, ${photo.relPath}, ${photo.bytes}, ${photo.mtime}, ${photo.width}, ${photo.height}, ${photo.takenAt})
    ON CONFLICT (draft_id, photo_id) DO NOTHING`) === 1;

export const removePhotos = (db: WritableDb, draftId: string, photoIds: readonly string[]): number =>
  db.run(sql`DELETE FROM draft_photo WHERE draft_id = ${draftId}
    AND photo_id IN (SELECT value FROM json_each(${JSON.stringify(photoIds)}))`);

/** Photos that lost their last item are no longer picked. */
export const removePhotosWithoutItems = (db: WritableDb, draftId: string): number =>
  db.run(sql`DELETE FROM draft_photo WHERE draft_id = ${draftId} AND NOT EXISTS (SELECT 1 FROM draft_item i
    WHERE i.draft_id = draft_photo.draft_id AND i.photo_id = draft_photo.photo_id)`);

export interface StoredOriginalRow {
  readonly draftId: string;
  readonly photoId: string;
  readonly fileId: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** Records a stored original; false when the photo was unpicked meanwhile. */
export const markStored = (db: WritableDb, row: StoredOriginalRow): boolean =>
  db.run(sql`UPDATE draft_photo SET file_id = ${row.fileId}, sha256 = ${row.sha256}, bytes = ${row.bytes}
    WHERE draft_id = ${row.draftId} AND photo_id = ${row.photoId}`) === 1;

export const markNotStored = (db: WritableDb, draftId: string, photoId: string | null): void =>
  void db.run(sql`UPDATE draft_photo SET file_id = NULL, sha256 = NULL
    WHERE draft_id = ${draftId} AND (${photoId} IS NULL OR photo_id = ${photoId})`);

export const setSides = (
  db: WritableDb,
  draftId: string,
  photoId: string,
  width: number,
  height: number,
): void =>
  void db.run(sql`UPDATE draft_photo SET width = ${width}, height = ${height}
    WHERE draft_id = ${draftId} AND photo_id = ${photoId}`);

export const markFailed = (db: WritableDb, draftId: string, photoId: string, reason: MediaReason): void =>
  void db.run(
    sql`UPDATE draft_photo SET failed = ${reason} WHERE draft_id = ${draftId} AND photo_id = ${photoId}`,
  );

interface ItemRow {
  photo_id: string;
  format: string;
  paper: string;
  copies: number;
  fit: 'fill' | 'fit';
  crop: string | null;
  rotation: number;
  mirror: number;
  adjust: string | null;
  exception: number;
}

export type DraftItemRecord = DraftItem & { readonly exception: boolean };

const toItem = (row: ItemRow): DraftItemRecord => ({
  photoId: row.photo_id as PhotoId,
  format: row.format,
  paper: row.paper,
  copies: row.copies,
  fit: row.fit,
  crop: row.crop === null ? null : (JSON.parse(row.crop) as Rect),
  rotation: row.rotation as DraftItem['rotation'],
  mirror: row.mirror === 1,
  ...(row.adjust === null ? {} : { adjust: JSON.parse(row.adjust) as DraftItem['adjust'] }),
  exception: row.exception === 1,
});

export const listItems = (db: ReadableDb, draftId: string): readonly DraftItemRecord[] =>
  db
    .all<ItemRow>(sql`SELECT i.photo_id, i.format, i.paper, i.copies, i.fit, i.crop, i.rotation, i.mirror, i.adjust, i.exception
      FROM draft_item i JOIN draft_photo p ON p.draft_id = i.draft_id AND p.photo_id = i.photo_id
      WHERE i.draft_id = ${draftId} ORDER BY p.seq, i.format, i.paper`)
    .map(toItem);

/** Adds or replaces one item by its key: photo, format, paper. */
export const putItem = (db: WritableDb, draftId: string, item: DraftItemRecord): void =>
  void db.run(sql`INSERT INTO draft_item (draft_id, photo_id, format, paper, copies, fit, crop, rotation, mirror, adjust, exception)
    VALUES (${draftId}, ${item.photoId}, ${item.format}, ${item.paper}, ${item.copies}, ${item.fit},
      ${item.crop === null ? null : JSON.stringify(item.crop)}, ${item.rotation}, ${item.mirror ? 1 : 0},
      ${item.adjust === undefined ? null : JSON.stringify(item.adjust)}, ${item.exception ? 1 : 0})
    ON CONFLICT (draft_id, photo_id, format, paper) DO UPDATE SET copies = excluded.copies, fit = excluded.fit,
      crop = excluded.crop, rotation = excluded.rotation, mirror = excluded.mirror, adjust = excluded.adjust,
      exception = excluded.exception`);

export const removeItem = (
  db: WritableDb,
  draftId: string,
  key: Pick<DraftItem, 'photoId' | 'format' | 'paper'>,
): void =>
  void db.run(sql`DELETE FROM draft_item WHERE draft_id = ${draftId} AND photo_id = ${key.photoId}
    AND format = ${key.format} AND paper = ${key.paper}`);
