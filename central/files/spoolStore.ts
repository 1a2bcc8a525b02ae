import type { Readable } from 'node:stream';
import { DataStore, Upload } from '@tus/server';
import { createReceiver, type Receiver, type WholeFile } from '../../shared/sync/spool/receiver.ts';
import { EXPIRES_AFTER_MS, type Spool } from '../../shared/sync/spool/spool.ts';
import type { UploadId } from '../../shared/sync/uploadId.ts';
import type { Database, Sql } from '../db/database.ts';
import { findFile, setVerified } from './fileRows.ts';
import { fileKey, type FileStore } from './store/fileStore.ts';

export interface SpoolStoreDeps {
  readonly shopId: string;
  readonly db: Database;
  readonly spool: Spool;
  readonly store: FileStore;
  /** UTC milliseconds. */
  readonly now: () => number;
  /** True while the disk of the spool takes more. Throws SyncFault `unavailable` while the store does not. */
  readonly hasRoom: () => Promise<boolean>;
}

/** What `@tus/server` stores uploads of one store with. An upload must have been announced by `files:plan`. */
export class SpoolStore extends DataStore {
  readonly #receiver: Receiver;

  constructor(deps: SpoolStoreDeps) {
    super();
    this.#receiver = receiverOf(deps);
    this.extensions = ['creation', 'creation-with-upload', 'termination', 'expiration'];
  }

  override getExpiration(): number {
    return EXPIRES_AFTER_MS;
  }

  override async create(upload: Upload): Promise<Upload> {
    await this.#receiver.create(upload.id, upload.size);
    return upload;
  }

  override async getUpload(id: string): Promise<Upload> {
    const { size, offset, at } = await this.#receiver.find(id);
    return new Upload({ id, size, offset, creation_date: new Date(at).toISOString() });
  }

  override async write(source: Readable, id: string, offset: number): Promise<number> {
    return this.#receiver.write(source, id, offset);
  }

  override async remove(id: string): Promise<void> {
    await this.#receiver.remove(id);
  }
}

const receiverOf = ({ shopId, db, spool, store, now, hasRoom }: SpoolStoreDeps): Receiver => {
  const transaction = <T>(work: (sql: Sql) => Promise<T>): Promise<T> =>
    db.transaction({ role: 'api', shops: [shopId] }, work);
  return createReceiver({
    spool,
    now,
    hasRoom,
    announced: async (upload) => {
      const file = await transaction((sql) => findFile(sql, upload));
      return file && { size: file.size, stored: file.state === 'verified' };
    },
    keep: async (upload: UploadId, file: WholeFile) => {
      const key = fileKey(shopId, upload.orderId, upload.cipherSha256);
      await store.put(key, file);
      const known = await transaction((sql) => setVerified(sql, upload, now()));
      if (!known) await store.remove(key);
      return known;
    },
  });
};
