import type { OrderId, StaffId } from '../../../../../shared/domain/ids.ts';
import type { OrderEvent, OrderFile, OrderPayment } from '../../../../../shared/sync/orderDocument.ts';
import type { ReadableDb, WritableDb } from '../../../db/handles.ts';
import { sql } from '../../../db/sql.ts';

/** Staff of other terminals are unknown here: nobody is named then. */
export const knownStaff = (db: ReadableDb, staffId: string | null): StaffId | null =>
  db.get<{ id: StaffId }>(sql`SELECT staff_id AS id FROM staff WHERE staff_id = ${staffId}`)?.id ?? null;

interface PaymentRow extends Omit<OrderPayment, 'by'> {
  readonly by: StaffId | null;
}

/** The facts of the till, in the order in which they were learned. */
export const paymentFacts = (db: ReadableDb, orderId: OrderId): readonly OrderPayment[] =>
  db.all<PaymentRow>(sql`SELECT payment_id AS paymentId, kind, amount, method, corrects, till_receipt AS tillReceipt, at,
      day, staff_id AS by, reason FROM payment WHERE order_id = ${orderId} ORDER BY rowid`);

/** The lines of the history that central knows of, in the order in which they were learned. */
export const toldHistory = (db: ReadableDb, orderId: OrderId): readonly OrderEvent[] =>
  db.all<OrderEvent>(sql`SELECT op_id AS opId, at, staff_id AS by, terminal AS "window", code, from_status AS "from",
      to_status AS "to", reason FROM order_history WHERE order_id = ${orderId} AND op_id IS NOT NULL
    ORDER BY history_id`);

/** Writes a line down that another terminal made. */
export const insertLine = (db: WritableDb, orderId: OrderId, line: OrderEvent): void =>
  void db.run(sql`INSERT INTO order_history (order_id, at, staff_id, terminal, code, from_status, to_status, reason,
      op_id, elsewhere)
    VALUES (${orderId}, ${line.at}, ${knownStaff(db, line.by)}, ${line.window}, ${line.code}, ${line.from}, ${line.to},
      ${line.reason}, ${line.opId}, 1)`);

export const deleteLine = (db: WritableDb, opId: string): void =>
  void db.run(sql`DELETE FROM order_history WHERE op_id = ${opId}`);

/** Whether a line was taken back; false where that is no news. */
export const setUndone = (db: WritableDb, opId: string, undone: boolean): boolean =>
  db.run(sql`UPDATE order_history SET undone = ${undone ? 1 : 0}
    WHERE op_id = ${opId} AND undone = ${undone ? 0 : 1}`) > 0;

/** The photos of an order of another terminal. Their originals are on their way, unless they are gone. */
export const insertFiles = (db: WritableDb, orderId: OrderId, files: readonly OrderFile[]): void => {
  for (const file of files)
    db.run(sql`INSERT INTO order_photo (order_id, photo_id, seq, name, file_id, sha256, bytes, width, height, missing,
        here)
      VALUES (${orderId}, ${file.photoId}, ${file.seq}, ${file.name}, ${file.fileId}, ${file.sha256}, ${file.bytes},
        ${file.width}, ${file.height}, ${file.missing ? 1 : 0}, 0)`);
};

/** A photo that another terminal found unreadable; false where that is known. */
export const setMissing = (db: WritableDb, orderId: OrderId, photoId: string): boolean =>
  db.run(sql`UPDATE order_photo SET missing = 1
    WHERE order_id = ${orderId} AND photo_id = ${photoId} AND missing = 0`) > 0;

/** The photos were deleted elsewhere: nobody prints them any more, and what lies here goes with the next pass. */
export const setFilesDeleted = (db: WritableDb, orderId: OrderId, at: number, now: number): void => {
  db.run(sql`UPDATE orders SET files_deleted_at = ${at}, version = version + 1 WHERE order_id = ${orderId}`);
  db.run(sql`UPDATE order_photo SET name = NULL, sha256 = NULL WHERE order_id = ${orderId}`);
  db.run(sql`INSERT INTO file_deletion (order_id, begun_at) VALUES (${orderId}, ${now})
    ON CONFLICT (order_id) DO NOTHING`);
};
