import type { Adjust } from '../../../../shared/domain/adjust.ts';
import type { PhotoEdit, Rect } from '../../../../shared/domain/crop.ts';
import type { FileId, PhotoId } from '../../../../shared/domain/ids.ts';
import { formatOrderNumber } from '../../../../shared/domain/orderNumber.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { sql } from '../../db/sql.ts';
import type { JobRecord } from './jobs.store.ts';

/** One photo of a job with all that makes its print. */
export interface JobLine {
  readonly photoId: PhotoId;
  /** Its place among the order's photos, from 0. */
  readonly seq: number;
  readonly fileId: FileId;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly copies: number;
  readonly edit: PhotoEdit;
}

interface Row {
  photo_id: PhotoId;
  seq: number;
  file_id: FileId;
  name: string;
  width: number;
  height: number;
  copies: number;
  fit: 'fill' | 'fit';
  crop: string | null;
  rotation: 0 | 1 | 2 | 3;
  mirror: number;
  adjust: string | null;
}

/** The photos of a job in the order of the customer's choice. */
export const linesOf = (db: ReadableDb, job: JobRecord): readonly JobLine[] =>
  db
    .all<Row>(sql`SELECT p.photo_id, p.seq, p.file_id, p.name, p.width, p.height, i.copies, i.fit, i.crop, i.rotation, i.mirror,
        i.adjust
      FROM order_item i JOIN order_photo p ON p.order_id = i.order_id AND p.photo_id = i.photo_id
      WHERE i.order_id = ${job.orderId} AND i.format = ${job.format} AND i.paper = ${job.paper}
        AND i.photo_id IN (SELECT value FROM json_each(${JSON.stringify(job.photoIds)}))
      ORDER BY p.seq`)
    .map((row) => ({
      photoId: row.photo_id,
      seq: row.seq,
      fileId: row.file_id,
      name: row.name,
      width: row.width,
      height: row.height,
      copies: row.copies,
      edit: {
        crop: row.crop === null ? null : (JSON.parse(row.crop) as Rect),
        rotation: row.rotation,
        mirror: row.mirror === 1,
        fit: row.fit,
        ...(row.adjust === null ? {} : { adjust: JSON.parse(row.adjust) as Adjust }),
      },
    }));

export interface JobOrder {
  readonly number: string;
  readonly store: string;
  readonly letter: string;
  readonly catalogueVersion: number;
}

/** What a job's paths and prints need of its order; never anything of the customer. */
export const orderOf = (db: ReadableDb, job: JobRecord): JobOrder => {
  const row = db.get<{ letter: string; n: number; store: string; catalogue_version: number }>(
    sql`SELECT letter, n, store, catalogue_version FROM orders WHERE order_id = ${job.orderId}`,
  );
  if (!row) throw new Error('job without an order');
  const { letter, store } = row;
  return { number: formatOrderNumber(row), store, letter, catalogueVersion: row.catalogue_version };
};
