import type { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder, syncFolder } from '../../shared/sync/spool/syncFolder.ts';
import { unlessAbsent } from '../../shared/sync/spool/unlessAbsent.ts';

const KEY_BYTES = 32;

/**
 * The keys that open orders' files, in a folder that no backup and no database ever has: once a key is destroyed the
 * files are noise, wherever a copy of them lies.
 */
export interface OrderKeys {
  /** The key that is kept then: this one, or one that was there before. Durable when it returns. */
  readonly keep: (shopId: string, orderId: string, key: Buffer) => Promise<Buffer>;
  readonly find: (shopId: string, orderId: string) => Promise<Buffer | null>;
  /** Overwrites the key where it lies, and removes it; none is fine. */
  readonly destroy: (shopId: string, orderId: string) => Promise<void>;
}

export const openOrderKeys = (folder: string): OrderKeys => {
  const pathOf = (shopId: string, orderId: string): string => join(folder, shopId, orderId);
  const find: OrderKeys['find'] = (shopId, orderId) => readFile(pathOf(shopId, orderId)).catch(unlessAbsent);
  return {
    find,
    keep: async (shopId, orderId, key) => {
      const kept = await find(shopId, orderId);
      if (kept !== null) return kept;
      await write(pathOf(shopId, orderId), key);
      return key;
    },
    destroy: (shopId, orderId) => destroy(pathOf(shopId, orderId)),
  };
};

const write = async (path: string, key: Buffer): Promise<void> => {
  const folder = dirname(path);
  await makeFolder(folder);
  const part = `${path}.${randomBytes(4).toString('hex')}.part`;
  try {
    const handle = await open(part, 'wx', 0o600);
    try {
      await handle.writeFile(key);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  await syncFolder(folder);
};

const destroy = async (path: string): Promise<void> => {
  const handle = await open(path, 'r+').catch(unlessAbsent);
  if (handle === null) return;
  try {
    await handle.write(randomBytes(KEY_BYTES), 0, KEY_BYTES, 0);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rm(path, { force: true });
  await syncFolder(dirname(path));
};
