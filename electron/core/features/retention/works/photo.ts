import type { OrderId } from '../../../../../shared/domain/ids.ts';
import type { RetentionPass, RetentionWork } from '../../../call/retentionWork.ts';
import type { ReadableDb } from '../../../db/handles.ts';
import { type Sql, sql } from '../../../db/sql.ts';
import type { FileStore } from '../../../files/fileStore.ts';
import type { FileKeys } from '../../../keys/fileKeys.ts';
import { noteFilesDeleted } from '../../orders/index.ts';
import { mayGo } from './mayGo.ts';

export interface PhotoDeps {
  readonly files: Pick<FileStore, 'removeOrder' | 'files'>;
  readonly fileKeys: Pick<FileKeys, 'destroy' | 'get'>;
  /** False while the lab's folder is away: then the order is tried again. */
  readonly removePrintFiles: (orderId: string) => Promise<boolean>;
}

/** Orders whose photos are over: so long after their end, or so long after the order where nobody came. */
const overdue = (
  pass: Pick<RetentionPass, 'before' | 'lastDay'>,
): Sql => sql`SELECT o.order_id AS id FROM orders o
  WHERE o.files_deleted_at IS NULL AND ${mayGo(sql`o.person_id`)}
    AND (o.closed_at < ${pass.before('photosAfterPickUp')}
      OR (o.closed_at IS NULL AND o.day <= ${pass.lastDay('photosUncollected')}))
    AND NOT EXISTS (SELECT 1 FROM file_deletion d WHERE d.order_id = o.order_id)`;

const begun = (db: ReadableDb): readonly { readonly id: OrderId }[] =>
  db.all(sql`SELECT order_id AS id FROM file_deletion ORDER BY begun_at`);

/** The key first: without it what a crash leaves of the files is noise. */
const removeFiles = async ({ files, fileKeys, removePrintFiles }: PhotoDeps, orderId: string) => {
  await fileKeys.destroy(orderId);
  await files.removeOrder(orderId);
  const printed = await removePrintFiles(orderId);
  const left = await files.files(orderId);
  return printed && left.length === 0 && (await fileKeys.get(orderId)) === undefined;
};

const settle = ({ transact, now }: RetentionPass, orderId: OrderId): void =>
  transact((tx) => {
    tx.db.run(sql`UPDATE order_photo SET name = NULL, sha256 = NULL WHERE order_id = ${orderId}`);
    const isNews = tx.db.run(sql`UPDATE orders SET files_deleted_at = ${now}, version = version + 1
      WHERE order_id = ${orderId} AND files_deleted_at IS NULL`);
    tx.db.run(sql`DELETE FROM file_deletion WHERE order_id = ${orderId}`);
    // Where another terminal deleted them first, its line says so.
    if (isNews > 0) noteFilesDeleted(tx, orderId);
    tx.audit('order.files-deleted', orderId, { objectType: 'order' });
    tx.emit('orders-changed', { orderId });
  });

/** Finishes the deletions that were begun: by rule, by hand, or before a crash. Answers how many orders it finished. */
export const finishFileDeletions = async (deps: PhotoDeps, pass: RetentionPass): Promise<number> => {
  let done = 0;
  for (const { id } of begun(pass.read)) {
    if (!(await removeFiles(deps, id))) continue;
    settle(pass, id);
    done += 1;
  }
  return done;
};

/** Ordered files and their key. The intent is stored before the first byte goes, the outcome after the last is gone. */
export const photoWork = (deps: PhotoDeps): RetentionWork => ({
  due: (pass) => pass.read.all(overdue(pass)).length + begun(pass.read).length,
  run: async (pass) => {
    const due = pass.read.all<{ id: string }>(overdue(pass));
    pass.transact((tx) => {
      for (const { id } of due)
        tx.db.run(sql`INSERT INTO file_deletion (order_id, begun_at) VALUES (${id}, ${pass.now})`);
    });
    return finishFileDeletions(deps, pass);
  },
});
