import { Buffer } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { OrderId } from '../../../../../../../shared/domain/ids.ts';
import { OrderKey, type PlanAnswer, PlanRequest } from '../../../../../../../shared/sync/endpoints.ts';
import { byteRangeOf } from '../../../../../../../shared/sync/rules/byteRange.ts';
import { SyncFault } from '../../../../../../../shared/sync/syncFault.ts';
import { uploadIdOf } from '../../../../../../../shared/sync/uploadId.ts';
import type { ReadableDb } from '../../../../../db/handles.ts';
import type { FileKeys } from '../../../../../keys/fileKeys.ts';
import { isOrderLocked } from '../../../../recordsLock/index.ts';
import { noteMeasured } from '../../../files/files.store.ts';
import { measureSealed, type SealedFile } from '../../../files/sealedFile.ts';
import { PlainAnswer, readBody } from '../answer.ts';
import { type Asked, assertLevel } from '../asked.ts';
import { announceFiles, type HubFile, hubFiles, standingOfOrder } from '../store/file.store.ts';
import { createReception, type ReceptionDeps } from './reception.ts';
import { createUploadCalls } from './uploadCalls.ts';

type State = PlanAnswer['files'][number]['state'];
type Work = (asked: Asked, orderId: OrderId, fileId: string) => Promise<unknown>;

export interface FileRoutesDeps extends ReceptionDeps {
  readonly fileKeys: Pick<FileKeys, 'adopt' | 'get' | 'destroy'>;
}

/** Another store's order looks like none. @throws SyncFault `erased`, `not_found`, `unavailable` for a closed record */
const assertLive = (db: ReadableDb, orderId: string): void => {
  const standing = standingOfOrder(db, orderId);
  if (standing !== 'live') throw new SyncFault(standing);
  if (isOrderLocked(db, orderId)) throw new SyncFault('unavailable');
};

/** A kiosk brings photos and keys and fetches none. @throws SyncFault `role` */
const assertCounter = ({ terminal }: Asked): void => {
  if (terminal.role === 'kiosk') throw new SyncFault('role');
};

/** The calls about photo files and order keys, as central answers them (sync specification 6). */
export const createFileRoutes = (deps: FileRoutesDeps) => {
  const { read, transact, files, fileKeys } = deps;
  const reception = createReception(deps);

  const stateOf = async (orderId: OrderId, file: HubFile, uploadId: string): Promise<State> => {
    if (file.durable === 1 && (await reception.isOnDisk(orderId, file.fileId))) return 'verified';
    return (await reception.isBegun(uploadId)) ? 'receiving' : 'wanted';
  };

  const plan: Work = async ({ request }, orderId): Promise<PlanAnswer> => {
    const planned = (await readBody(request, PlanRequest)).files;
    transact((tx) => {
      assertLive(tx.db, orderId);
      announceFiles(tx.db, orderId, planned, tx.now);
    });
    const known = new Map(hubFiles(read, orderId).map((file) => [file.fileId, file]));
    const answer: PlanAnswer['files'] = [];
    for (const { fileId, cipherSha256, size } of planned) {
      const file = known.get(fileId);
      const isOther =
        file?.cipherSha256 !== null && (file?.cipherSha256 !== cipherSha256 || file.size !== size);
      if (file === undefined || isOther) throw new SyncFault('malformed');
      const uploadId = uploadIdOf({ orderId, cipherSha256 });
      answer.push({ fileId, state: await stateOf(orderId, file, uploadId), uploadId });
    }
    return { files: answer };
  };

  const keepKey: Work = async ({ request }, orderId) => {
    const key = Buffer.from((await readBody(request, OrderKey)).key, 'hex');
    assertLive(read, orderId);
    await fileKeys.adopt(orderId, key);
    // An order has one key for ever: another would open none of its files.
    if ((await fileKeys.get(orderId))?.equals(key) !== true) throw new SyncFault('malformed');
    try {
      // The order may have been erased while its key was written.
      assertLive(read, orderId);
    } catch (error) {
      if (standingOfOrder(read, orderId) !== 'live') await fileKeys.destroy(orderId);
      throw error;
    }
    return new PlainAnswer(204);
  };

  const giveKey: Work = async (asked, orderId) => {
    assertCounter(asked);
    assertLive(read, orderId);
    const key = await fileKeys.get(orderId);
    if (key === undefined) throw new SyncFault('not_found');
    return { key: key.toString('hex') };
  };

  /** What a file here hashes to; an own one that nobody asked for before is measured now. */
  const sealedOf = async (orderId: OrderId, file: HubFile, { gone }: Asked): Promise<SealedFile> => {
    const { fileId, cipherSha256, size } = file;
    if (cipherSha256 !== null && size !== null) return { cipherSha256, size };
    const sealed = await measureSealed(files.pathOf({ orderId, fileId }), gone);
    transact((tx) => noteMeasured(tx.db, orderId, fileId, sealed));
    return sealed;
  };

  const download: Work = async (asked, orderId, fileId) => {
    assertCounter(asked);
    assertLive(read, orderId);
    const file = hubFiles(read, orderId).find((one) => one.fileId === fileId);
    if (file?.durable !== 1 || !(await reception.isOnDisk(orderId, fileId))) throw new SyncFault('not_found');
    const { cipherSha256, size } = await sealedOf(orderId, file, asked);
    const path = files.pathOf({ orderId, fileId });
    if ((await stat(path)).size !== size) throw new SyncFault('not_found');
    const { range: header } = asked.request.headers;
    const range = byteRangeOf(header, size);
    const headers = { 'accept-ranges': 'bytes', etag: `"${cipherSha256}"` };
    if (range === null) return new PlainAnswer(416, { ...headers, 'content-range': `bytes */${size}` });
    const { from, to } = range;
    const part = header === undefined ? {} : { 'content-range': `bytes ${from}-${to}/${size}` };
    return new PlainAnswer(
      header === undefined ? 200 : 206,
      {
        ...headers,
        ...part,
        'content-type': 'application/octet-stream',
        'content-length': String(to - from + 1),
      },
      createReadStream(path, { start: from, end: to }),
    );
  };

  const CALLS: readonly (readonly [name: RegExp, work: Work])[] = [
    [/^POST \/v1\/orders\/(\w{26})\/files:plan$/, plan],
    [/^PUT \/v1\/orders\/(\w{26})\/key$/, keepKey],
    [/^GET \/v1\/orders\/(\w{26})\/key$/, giveKey],
    [/^GET \/v1\/orders\/(\w{26})\/files\/(\w{26})$/, download],
  ];
  const uploads = createUploadCalls(reception, (orderId) => assertLive(read, orderId));

  /** What answers a call; undefined where it is none of these. */
  return (name: string): ((asked: Asked) => Promise<unknown>) | undefined => {
    for (const [pattern, work] of CALLS) {
      const [, order, fileId = ''] = pattern.exec(name) ?? [];
      const orderId = OrderId.safeParse(order).data;
      if (orderId === undefined) continue;
      return async (asked) => {
        assertLevel(asked);
        return work(asked, orderId, fileId);
      };
    }
    return uploads(name);
  };
};
