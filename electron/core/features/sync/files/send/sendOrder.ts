import type { OrderId } from '../../../../../../shared/domain/ids.ts';
import type { FileStore } from '../../../../files/fileStore.ts';
import type { FileKeys } from '../../../../keys/fileKeys.ts';
import type { CoreDeps } from '../../../../call/deps.ts';
import { type FilesEnd, noteArrived, noteDamaged, noteMeasured, waitingFiles } from '../files.store.ts';
import type { LaneKeeper } from './lanes.ts';
import { sendKey } from '../orderKey.ts';
import { type PlannedFile, type PlanState, planFiles } from './plan.ts';
import { isBusy, Refusal } from '../refusal.ts';
import { type Pass, pacedSource } from './pacedSource.ts';
import { measureSealed, type SealedFile } from '../sealedFile.ts';
import { sendFile } from './sendFile.ts';
import type { Send, TusClient } from './tusClient.ts';

/** After so many times that central hashed something else, the file here is looked at. */
const MISMATCHES = 3;

/** Path of the tus routes. */
export const UPLOADS_PATH = '/v1/files';

/** Where central keeps an upload, whoever began it. */
export const uploadPathOf = (orderId: OrderId, { cipherSha256 }: Pick<SealedFile, 'cipherSha256'>): string =>
  `${UPLOADS_PATH}/${orderId}.${cipherSha256}`;

export interface SendOrderDeps extends Pick<CoreDeps, 'read' | 'transact' | 'clock' | 'log'> {
  /** Where `send` goes. */
  readonly end: FilesEnd;
  readonly send: Send;
  readonly tus: TusClient;
  readonly files: Pick<FileStore, 'files' | 'pathOf'>;
  readonly fileKeys: Pick<FileKeys, 'get'>;
  readonly lanes: LaneKeeper;
  readonly pass: Pass;
}

/**
 * Sends what the other end does not have yet of one order: its key, then its files. Files that it does not call
 * verified at the end are left for the next time. Throws Refusal for what stands in the way of the whole order, and
 * the faults of the line.
 */
export const sendOrder = async (
  deps: SendOrderDeps,
  orderId: OrderId,
  signal: AbortSignal,
): Promise<void> => {
  const files = await measureAll(deps, orderId, signal);
  const key = await deps.fileKeys.get(orderId);
  if (files.length === 0 || key === undefined) return;
  await sendKey(deps.send, orderId, key, signal);
  const planned = await plan(deps, orderId, files, signal);
  const wanted = files.filter((_file, at) => planned[at]?.state !== 'verified');
  if (wanted.length === 0) return;
  const begun = new Set(planned.filter(({ state }) => state === 'receiving').map(({ fileId }) => fileId));
  await sendAll(deps, orderId, wanted, begun, signal);
  await plan(deps, orderId, wanted, signal);
};

/** Asks, and notes what is verified. */
const plan = async (
  { send, transact, clock, end }: SendOrderDeps,
  orderId: OrderId,
  files: readonly PlannedFile[],
  signal: AbortSignal,
): Promise<readonly PlanState[]> => {
  const planned = await planFiles(send, orderId, files, signal);
  const verified = planned.filter(({ state }) => state === 'verified').map(({ fileId }) => fileId);
  if (verified.length > 0) transact((tx) => noteArrived(tx.db, orderId, verified, { end, at: clock.now() }));
  return planned;
};

/** Only files that are on this disk: those of other terminals are fetched, not sent. */
const measureAll = async (
  { read, transact, files, end, clock }: SendOrderDeps,
  orderId: OrderId,
  signal: AbortSignal,
): Promise<readonly PlannedFile[]> => {
  const here = new Set(await files.files(orderId));
  const measured: PlannedFile[] = [];
  for (const { fileId, measured: known } of waitingFiles(read, orderId, end, clock.now())) {
    if (!here.has(fileId)) continue;
    const file = known ?? (await measureSealed(files.pathOf({ orderId, fileId }), signal));
    if (known === null) transact((tx) => noteMeasured(tx.db, orderId, fileId, file));
    measured.push({ fileId, ...file });
  }
  return measured;
};

/** The first fault that concerns more than one file ends them all. */
const sendAll = async (
  deps: SendOrderDeps,
  orderId: OrderId,
  files: readonly PlannedFile[],
  begun: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<void> => {
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const sendOne = async (file: PlannedFile): Promise<void> => {
    try {
      await deps.lanes.run(() => sendWhole(deps, orderId, file, begun.has(file.fileId), either));
    } catch (error) {
      if (isBusy(error)) deps.lanes.busy();
      stop.abort(error);
      throw error;
    }
  };
  const ends = await Promise.allSettled(files.map(sendOne));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed !== undefined) throw stop.signal.reason ?? failed.reason;
};

const sendWhole = async (
  deps: SendOrderDeps,
  orderId: OrderId,
  file: PlannedFile,
  begun: boolean,
  signal: AbortSignal,
): Promise<void> => {
  const metadata = { orderId, cipherSha256: file.cipherSha256 };
  for (let mismatches = 0; mismatches < MISMATCHES; mismatches += 1) {
    const location = begun && mismatches === 0 ? uploadPathOf(orderId, file) : null;
    const source = pacedSource(deps, deps.files.pathOf({ orderId, fileId: file.fileId }), file.size, signal);
    try {
      return await sendFile(deps.tus, { size: file.size, metadata, location, read: source.read }, signal);
    } catch (error) {
      if (source.failed()) break;
      if (!(error instanceof Refusal && error.code === 'hash_mismatch')) throw error;
    }
  }
  await lookAgain(deps, orderId, file, signal);
};

/** Tells a file that went bad on this disk from a line or a disk elsewhere that did. */
const lookAgain = async (
  { files, transact, clock, log }: SendOrderDeps,
  orderId: OrderId,
  file: PlannedFile,
  signal: AbortSignal,
): Promise<void> => {
  const now = await measureSealed(files.pathOf({ orderId, fileId: file.fileId }), signal).catch(() => null);
  signal.throwIfAborted();
  if (now?.cipherSha256 === file.cipherSha256) return log.warn('file-mismatch', { orderId });
  transact((tx) => {
    noteDamaged(tx.db, orderId, file.fileId, clock.now());
    tx.emit('sync-changed', {});
  });
};
