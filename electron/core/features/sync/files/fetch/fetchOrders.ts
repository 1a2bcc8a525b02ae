import type { CoreDeps } from '../../../../call/deps.ts';
import type { Tx } from '../../../../call/context.ts';
import type { OrderId } from '../../../../../../shared/domain/ids.ts';
import type { FileStore } from '../../../../files/fileStore.ts';
import type { FileKeys } from '../../../../keys/fileKeys.ts';
import { type AbsentFile, absentFiles, type FilesEnd, isHere, noteFetched } from '../files.store.ts';
import { fetchFile } from './fetchFile.ts';
import { fetchKey } from '../orderKey.ts';
import { Refusal } from '../refusal.ts';
import { measureSealed } from '../sealedFile.ts';
import type { Send } from '../send/tusClient.ts';

export interface FetchDeps extends Pick<CoreDeps, 'read' | 'transact' | 'clock'> {
  /** Where `send` goes. */
  readonly end: FilesEnd;
  readonly send: Send;
  readonly files: Pick<FileStore, 'files' | 'pathOf' | 'removeOrder'>;
  readonly fileKeys: Pick<FileKeys, 'get' | 'adopt' | 'destroy'>;
  /** Tells orders, in the transaction that notes the last of an order's files, that all of them are here. */
  readonly onFilesHere: (tx: Tx, orderId: OrderId) => void;
}

/**
 * Fetches the files of the store's open orders that other terminals took, soonest due first; of each order its key
 * before its first file. What the other end does not have yet is left for the next time.
 */
export const fetchOrders = async (deps: FetchDeps, signal: AbortSignal): Promise<void> => {
  const absent = Map.groupBy(absentFiles(deps.read, deps.end), ({ orderId }) => orderId);
  for (const [orderId, files] of absent) {
    try {
      await fetchOrder(deps, orderId, files, signal);
    } catch (error) {
      if (!(error instanceof Refusal && (error.status === 404 || error.status === 410))) throw error;
    }
  }
};

const fetchOrder = async (
  deps: FetchDeps,
  orderId: OrderId,
  absent: readonly AbsentFile[],
  signal: AbortSignal,
): Promise<void> => {
  const here = new Set(await deps.files.files(orderId));
  const missing = absent.filter(({ fileId, own }) => own === 0 || !here.has(fileId));
  if (missing.length === 0) return;
  if ((await deps.fileKeys.get(orderId)) === undefined) {
    await deps.fileKeys.adopt(orderId, await fetchKey(deps.send, orderId, signal));
  }
  for (const { fileId } of missing) {
    const path = deps.files.pathOf({ orderId, fileId });
    // Whole, as all that has its name, and not noted: a crash came between. From where it came nobody knows any more.
    const isWhole = here.has(fileId);
    const file = isWhole
      ? await measureSealed(path, signal)
      : await fetchFile(deps.send, `/v1/orders/${orderId}/files/${fileId}`, path, signal);
    const from = isWhole ? 'hub' : deps.end;
    const known = deps.transact((tx) => {
      const noted = noteFetched(tx.db, { orderId, fileId }, file, { from, at: deps.clock.now() });
      if (noted && isHere(tx.db, orderId)) deps.onFilesHere(tx, orderId);
      return noted;
    });
    if (!known) return forget(deps, orderId);
  }
};

/** The order went while its files came. The key first: without it the rest is noise. */
const forget = async ({ fileKeys, files }: FetchDeps, orderId: OrderId): Promise<void> => {
  await fileKeys.destroy(orderId);
  await files.removeOrder(orderId);
};
