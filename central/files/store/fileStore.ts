import type { Readable } from 'node:stream';
import type { ByteRange } from '../../../shared/sync/rules/byteRange.ts';
import type { WholeFile } from '../../../shared/sync/spool/receiver.ts';

/**
 * Where whole photo files are kept, by key such as `photos/<shop>/<order>/<sha256>`. A file is there whole or not at
 * all. A store that does not answer throws SyncFault `unavailable`; what is asked of it is asked again later.
 */
export interface FileStore {
  /**
   * Stores a whole file, or the same one again. When it returns, what lies there was proved to be the file, and survives
   * a power cut. Throws SyncFault `hash_mismatch` when other bytes arrived.
   */
  readonly put: (key: string, file: WholeFile) => Promise<void>;
  /** Bytes of a stored file; null when there is none. */
  readonly sizeOf: (key: string) => Promise<number | null>;
  /** A part of a stored file, from where it lies to whoever reads. */
  readonly read: (key: string, range: ByteRange) => Promise<Readable>;
  /** Removes one file and returns when it was seen to be gone; nothing to do is fine. */
  readonly remove: (key: string) => Promise<void>;
  /**
   * Removes all below a prefix that ends with a slash, versions and half-written files too, and returns when they were
   * seen to be gone. `keys` are those that are known to lie there: a listing may be behind. Nothing to do is fine.
   */
  readonly removeAll: (prefix: string, keys: readonly string[]) => Promise<void>;
  /** Since when the store does not answer, UTC ms; null while it does. */
  readonly awaySince: () => number | null;
  /** Throws SyncFault `unavailable` while the store is away and was tried a moment ago: nothing new is to be begun. */
  readonly assertTakes: () => void;
}

/** Dedupe scope is the order: erasing it is removing a prefix, with nothing of other orders in it. */
export const orderPrefix = (shopId: string, orderId: string): string => `photos/${shopId}/${orderId}/`;

/** Where a file of an order lies. */
export const fileKey = (shopId: string, orderId: string, cipherSha256: string): string =>
  `${orderPrefix(shopId, orderId)}${cipherSha256}`;
