import type { Readable } from 'node:stream';
import type { ByteRange } from '../../../shared/sync/rules/byteRange.ts';
import type { WholeFile } from '../../../shared/sync/spool/receiver.ts';

/**
 * Where whole photo files are kept, by key such as `photos/<shop>/<order>/<sha256>`. A file is there whole or not at
 * all, and what is there when `put` returns survives a power cut.
 */
export interface FileStore {
  /** Stores a whole file, or the same one again. Throws SyncFault `hash_mismatch` when other bytes arrived. */
  readonly put: (key: string, file: WholeFile) => Promise<void>;
  /** Bytes of a stored file; null when there is none. */
  readonly sizeOf: (key: string) => Promise<number | null>;
  /** A part of a stored file, from disk to whoever reads. */
  readonly read: (key: string, range: ByteRange) => Promise<Readable>;
  /** Removes one file; nothing to do is fine. */
  readonly remove: (key: string) => Promise<void>;
  /** Removes all below a prefix that ends with a slash, half-written files too; nothing to do is fine. */
  readonly removeAll: (prefix: string) => Promise<void>;
}

/** Dedupe scope is the order: erasing it is removing a prefix, with nothing of other orders in it. */
export const orderPrefix = (shopId: string, orderId: string): string => `photos/${shopId}/${orderId}/`;
