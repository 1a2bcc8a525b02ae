import { stat } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import type { OrderId } from '../../../../../../../shared/domain/ids.ts';
import { createOneWriter } from '../../../../../../../shared/sync/spool/oneWriter.ts';
import { createReceiver, type WholeFile } from '../../../../../../../shared/sync/spool/receiver.ts';
import { createSpool } from '../../../../../../../shared/sync/spool/spool.ts';
import { SyncFault } from '../../../../../../../shared/sync/syncFault.ts';
import type { UploadId } from '../../../../../../../shared/sync/uploadId.ts';
import type { Tx } from '../../../../../call/context.ts';
import type { CoreDeps } from '../../../../../call/deps.ts';
import type { FileStore } from '../../../../../files/fileStore.ts';
import { STOP_COPYING_BYTES } from '../../../../terminal/index.ts';
import { isHere } from '../../../files/files.store.ts';
import { hubFiles, noteReceived, standingOfOrder } from '../store/file.store.ts';

export interface ReceptionDeps extends Pick<CoreDeps, 'clock' | 'read' | 'transact' | 'folders'> {
  readonly files: Pick<FileStore, 'adopt' | 'pathOf' | 'removeOrder'>;
  /** Tells orders, in the transaction that notes the last of an order's files, that all of them are here. */
  readonly onFilesHere: (tx: Tx, orderId: OrderId) => void;
  /** Free bytes of the disk that holds the files. */
  readonly freeBytes: () => Promise<number>;
}

/** The counter's own photos are copied down to its reserve; those of others leave it as much again. */
const LEFT_FREE_BYTES = 2 * STOP_COPYING_BYTES;

/**
 * Photos that other terminals bring, received as central receives them. What came whole lies among this counter's own
 * originals, as if central had handed it out: it is shown, printed, kept and erased by the same rules.
 */
export const createReception = (deps: ReceptionDeps) => {
  const { clock, read, transact, files, onFilesHere, freeBytes } = deps;
  const spool = createSpool(join(deps.folders.data, 'uploads'));
  const locker = createOneWriter();

  const rowOf = ({ orderId, cipherSha256 }: UploadId) =>
    hubFiles(read, orderId).find((file) => file.cipherSha256 === cipherSha256);

  const isOnDisk = (orderId: string, fileId: string): Promise<boolean> =>
    stat(files.pathOf({ orderId, fileId })).then(
      () => true,
      () => false,
    );

  const keep = async (upload: UploadId, { path }: WholeFile): Promise<boolean> => {
    const { orderId } = upload;
    const row = rowOf(upload);
    if (row === undefined) return false;
    await files.adopt({ orderId, fileId: row.fileId }, path);
    // The order may have gone while its file came.
    const wanted = transact((tx) => {
      if (standingOfOrder(tx.db, orderId) !== 'live' || !noteReceived(tx.db, upload, tx.now)) return false;
      if (isHere(tx.db, orderId)) onFilesHere(tx, orderId);
      return true;
    });
    if (!wanted) await files.removeOrder(orderId);
    return wanted;
  };

  const receiver = createReceiver({
    spool,
    keep,
    now: clock.now,
    hasRoom: async (bytes) => (await freeBytes()) - bytes > LEFT_FREE_BYTES,
    announced: async (upload) => {
      const { fileId = '', size = null, durable } = rowOf(upload) ?? {};
      if (size === null) return undefined;
      return { size, stored: durable === 1 && (await isOnDisk(upload.orderId, fileId)) };
    },
  });

  return {
    ...receiver,
    isOnDisk,
    isBegun: async (id: string): Promise<boolean> => (await spool.find(id)) !== null,
    /** Alone with an upload: whoever was sending it is asked to end, and keeps what came. */
    alone: async <T>(id: string, request: IncomingMessage, work: () => Promise<T>): Promise<T> => {
      const lock = locker.newLock(id);
      const release = (): void => void request.destroy(new SyncFault('unavailable'));
      await lock.lock(new AbortController().signal, release);
      try {
        return await work();
      } finally {
        await lock.unlock();
      }
    },
  };
};
export type Reception = ReturnType<typeof createReception>;
