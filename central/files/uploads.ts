import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Server } from '@tus/server';
import type { Database, Sql } from '../db/database.ts';
import { SyncFault } from '../../shared/sync/syncFault.ts';
import { diskFault } from '../../shared/sync/spool/diskFault.ts';
import { filesOfOrder, findFile, type OrderPlace, removeFiles } from './fileRows.ts';
import { createOneWriter, type Locker } from '../../shared/sync/spool/oneWriter.ts';
import { createSpool, EXPIRES_AFTER_MS, type Spool } from '../../shared/sync/spool/spool.ts';
import { hasRoom, usedShare } from './spoolSpace.ts';
import { SpoolStore } from './spoolStore.ts';
import { fileKey, type FileStore, orderPrefix } from './store/fileStore.ts';
import { unlessAbsent } from '../../shared/sync/spool/unlessAbsent.ts';
import { parseUploadId, uploadIdOf } from '../../shared/sync/uploadId.ts';

/** Path of the tus routes. */
export const UPLOADS_PATH = '/v1/files';

export interface UploadsDeps {
  readonly db: Database;
  readonly store: FileStore;
  /** Folder of unfinished uploads, on a disk that honours syncs. It exists. */
  readonly spoolFolder: string;
  /** UTC milliseconds. */
  readonly now: () => number;
}

/** Uploads of one store: what `@tus/server` answers with, and the spool behind it. */
interface StoreUploads {
  /** Answers of the protocol. Throws SyncFault and what the disk or the database throws. */
  readonly handle: (request: Request) => Promise<Response>;
  readonly spool: Spool;
}

/** Uploads on their way, of every store. */
export interface Uploads {
  readonly of: (shopId: string) => StoreUploads;
  /** Ends what is on its way of these orders and removes all their files: spool, stored objects, rows. Repeatable. */
  readonly deleteFilesOf: (orders: readonly OrderPlace[]) => Promise<void>;
  /** Removes what expired, what was stored just before a crash, and what nobody announces any more. */
  readonly sweep: () => Promise<void>;
  /** Share of the spool's disk that is used. */
  readonly usedShare: () => Promise<number>;
}

export const createUploads = ({ db, store, spoolFolder, now }: UploadsDeps): Uploads => {
  const stores = new Map<string, StoreUploads>();
  const locker = createOneWriter();

  /** A store that is away is as good as a full disk: what came stays in the spool, and nothing more is begun. */
  const takes = async (): Promise<boolean> => {
    store.assertTakes();
    return hasRoom(spoolFolder);
  };

  const make = (shopId: string): StoreUploads => {
    const spool = createSpool(join(spoolFolder, shopId));
    const datastore = new SpoolStore({ shopId, db, spool, store, now, hasRoom: takes });
    return { handle: tusOver(datastore, locker), spool };
  };

  const of = (shopId: string): StoreUploads => {
    const known = stores.get(shopId) ?? make(shopId);
    stores.set(shopId, known);
    return known;
  };

  /** Alone with an upload: whoever is sending it is asked to end. */
  const alone = async (id: string, work: () => Promise<void>): Promise<void> => {
    const lock = locker.newLock(id);
    await lock.lock(new AbortController().signal, () => undefined);
    try {
      await work();
    } finally {
      await lock.unlock();
    }
  };

  const deleteFilesOfOrder = async ({ shopId, orderId }: OrderPlace): Promise<void> => {
    const { spool } = of(shopId);
    for (const id of await spool.list()) {
      if (parseUploadId(id)?.orderId === orderId) await alone(id, () => spool.remove(id));
    }
    const erasing = <T>(work: (sql: Sql) => Promise<T>): Promise<T> =>
      db.transaction({ role: 'erase' }, work);
    const rows = await erasing((sql) => filesOfOrder(sql, orderId));
    const keys = rows.map(({ cipherSha256 }) => fileKey(shopId, orderId, cipherSha256));
    await store.removeAll(orderPrefix(shopId, orderId), keys);
    // Rows last: they name what a listing may not show yet, should this have to be tried again.
    await erasing((sql) => removeFiles(sql, orderId));
  };

  const sweepOne = async (shopId: string, id: string): Promise<void> => {
    const { spool } = of(shopId);
    const upload = parseUploadId(id);
    const row =
      upload && (await db.transaction({ role: 'api', shops: [shopId] }, (sql) => findFile(sql, upload)));
    const progress = await spool.find(id);
    const expired = progress !== null && now() - progress.progressAt > EXPIRES_AFTER_MS;
    if (!row || row.state === 'verified' || expired) await spool.remove(id);
  };

  return {
    of,
    usedShare: () => usedShare(spoolFolder),
    deleteFilesOf: (orders) => eachUnlessAway(orders, deleteFilesOfOrder),
    sweep: async () => {
      for (const shopId of (await readdir(spoolFolder).catch(unlessAbsent)) ?? []) {
        for (const id of await of(shopId).spool.list()) await alone(id, () => sweepOne(shopId, id));
      }
    },
  };
};

/** So many failures one after the other mean that the store is away, and not that it keeps one thing. */
const AWAY_AFTER = 3;

/** What fails for one holds no other back. Throws the first failure at the end, or where all of the last few failed. */
const eachUnlessAway = async <T>(things: readonly T[], work: (thing: T) => Promise<void>): Promise<void> => {
  const failures: Error[] = [];
  let inARow = 0;
  for (const thing of things) {
    try {
      await work(thing);
      inARow = 0;
    } catch (error) {
      failures.push(error as Error);
      inARow += 1;
    }
    if (inARow === AWAY_AFTER) break;
  }
  const [first] = failures;
  if (first !== undefined) throw first;
};

const tusOver = (datastore: SpoolStore, locker: Locker): StoreUploads['handle'] => {
  const failures = new WeakMap<Request, unknown>();
  const tus = new Server({
    path: UPLOADS_PATH,
    datastore,
    locker,
    relativeLocation: true,
    allowedOrigins: [],
    disableTerminationForFinishedUploads: true,
    // Whoever comes again has lost the connection: there is nothing to wait for.
    lockDrainTimeout: 1,
    namingFunction: (_request, metadata) => uploadIdFrom(metadata),
    onResponseError: (request, error) => {
      // What has a status is an answer of the protocol; anything else is ours, or the disk's.
      if (!('status_code' in error)) failures.set(request, diskFault(error));
      return undefined;
    },
  });
  return async (request) => {
    const response = await tus.handleWeb(request);
    if (failures.has(request)) throw failures.get(request);
    return response;
  };
};

const uploadIdFrom = (metadata: Record<string, string | null> | undefined): string => {
  const upload = parseUploadId(`${metadata?.['orderId']}.${metadata?.['cipherSha256']}`);
  if (upload === null) throw new SyncFault('malformed');
  return uploadIdOf(upload);
};
