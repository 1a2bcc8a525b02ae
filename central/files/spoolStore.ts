import type { Readable } from 'node:stream';
import { DataStore, Upload } from '@tus/server';
import type { Database, Sql } from '../db/database.ts';
import { SyncFault } from '../http/fault.ts';
import { type FileRow, findFile, setVerified } from './fileRows.ts';
import { EXPIRES_AFTER_MS, type Spool } from './spool/spool.ts';
import type { SpoolFile } from './spool/spoolFile.ts';
import { withoutFirst } from './spool/withoutFirst.ts';
import { type FileStore, orderPrefix } from './store/fileStore.ts';
import { parseUploadId, type UploadId } from './uploadId.ts';

export interface SpoolStoreDeps {
  readonly shopId: string;
  readonly db: Database;
  readonly spool: Spool;
  readonly store: FileStore;
  /** UTC milliseconds. */
  readonly now: () => number;
  /** True while the disk of the spool takes more. */
  readonly hasRoom: () => Promise<boolean>;
}

/**
 * What `@tus/server` stores uploads of one store with. Bytes are on the disk before they are acknowledged, an upload
 * is never emptied by creating it again, and what is complete is checked, stored whole and noted before the answer.
 * An upload must have been announced by `files:plan`. Throws SyncFault and what the disk throws.
 */
export class SpoolStore extends DataStore {
  readonly #deps: SpoolStoreDeps;

  constructor(deps: SpoolStoreDeps) {
    super();
    this.#deps = deps;
    this.extensions = ['creation', 'creation-with-upload', 'termination', 'expiration'];
  }

  override getExpiration(): number {
    return EXPIRES_AFTER_MS;
  }

  override async create(upload: Upload): Promise<Upload> {
    const file = await this.#announced(upload.id);
    if (file.size !== upload.size) throw new SyncFault('malformed');
    if (file.state === 'verified') return upload;
    await this.#assertRoom();
    await this.#deps.spool.create(upload.id);
    return upload;
  }

  /** Where to go on. The time is that of the last progress, since an upload expires when nothing comes any more. */
  override async getUpload(id: string): Promise<Upload> {
    const { size, state } = await this.#announced(id);
    const { spool, now } = this.#deps;
    if (state === 'verified') return uploadOf({ id, size, offset: size, at: now() });
    const progress = await spool.find(id);
    if (progress === null || now() - progress.progressAt > EXPIRES_AFTER_MS) {
      throw new SyncFault('not_found');
    }
    return uploadOf({ id, size, offset: progress.received, at: progress.progressAt });
  }

  /** Takes bytes from `offset` on; those that are there already are passed over. Returns how many there are then. */
  override async write(source: Readable, id: string, offset: number): Promise<number> {
    const file = await this.#announced(id);
    if (file.state === 'verified') return file.size;
    await this.#assertRoom();
    const { spool } = this.#deps;
    const before = await spool.find(id);
    if (before === null || offset > before.received) throw new SyncFault('not_found');
    const spooled = await spool.append(id, withoutFirst(source, before.received - offset));
    if (spooled.received >= file.size) await this.#finish(id, file, spooled);
    return spooled.received;
  }

  override async remove(id: string): Promise<void> {
    await this.#deps.spool.remove(id);
  }

  async #finish(id: string, file: FileRow, spooled: SpoolFile): Promise<void> {
    const { spool, store, shopId } = this.#deps;
    const upload = uploadIn(id);
    const key = `${orderPrefix(shopId, upload.orderId)}${upload.cipherSha256}`;
    try {
      if (spooled.sha256 !== file.cipherSha256) throw new SyncFault('hash_mismatch');
      await store.put(key, { path: spooled.path, size: file.size, sha256: file.cipherSha256 });
    } catch (error) {
      // Nobody can tell which byte is wrong: the sender begins anew.
      if (error instanceof SyncFault && error.code === 'hash_mismatch') await spool.remove(id);
      throw error;
    }
    if ((await store.sizeOf(key)) !== file.size) throw new SyncFault('unavailable');
    const known = await this.#transaction((sql) => setVerified(sql, upload, this.#deps.now()));
    if (!known) await store.remove(key);
    await spool.remove(id);
    if (!known) throw new SyncFault('erased');
  }

  async #announced(id: string): Promise<FileRow> {
    const upload = uploadIn(id);
    const file = await this.#transaction((sql) => findFile(sql, upload));
    if (file === undefined) throw new SyncFault('not_found');
    return file;
  }

  #transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.#deps.db.transaction({ role: 'api', shops: [this.#deps.shopId] }, work);
  }

  async #assertRoom(): Promise<void> {
    if (!(await this.#deps.hasRoom())) throw new SyncFault('spool_full');
  }
}

const uploadIn = (id: string): UploadId => {
  const upload = parseUploadId(id);
  if (upload === null) throw new SyncFault('not_found');
  return upload;
};

interface UploadFacts {
  readonly id: string;
  readonly size: number;
  readonly offset: number;
  readonly at: number;
}

const uploadOf = ({ id, size, offset, at }: UploadFacts): Upload =>
  new Upload({ id, size, offset, creation_date: new Date(at).toISOString() });
