import type { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder, syncFolder } from '../../shared/sync/spool/syncFolder.ts';
import { unlessAbsent } from '../../shared/sync/spool/unlessAbsent.ts';
import type { OrderPlace } from '../files/fileRows.ts';

const KEY_BYTES = 32;

/**
 * The keys that open orders' files, in a folder that no backup and no database ever has: once a key is destroyed the
 * files are noise, wherever a copy of them lies.
 */
export interface OrderKeys {
  /** The key that is kept then: this one, or one that was there before. Durable when it returns. */
  readonly keep: (shopId: string, orderId: string, key: Buffer) => Promise<Buffer>;
  readonly find: (shopId: string, orderId: string) => Promise<Buffer | null>;
  /** Overwrites the orders' keys wherever they lie, and removes them; none is fine. */
  readonly destroy: (orders: readonly OrderPlace[]) => Promise<void>;
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
    destroy: async (orders) => {
      for (const [shopId, those] of Map.groupBy(orders, (order) => order.shopId))
        await destroy(join(folder, shopId), new Set(those.map(({ orderId }) => orderId)));
    },
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

const overwrite = async (path: string): Promise<void> => {
  const handle = await open(path, 'r+').catch(unlessAbsent);
  if (handle === null) return;
  try {
    await handle.write(randomBytes(KEY_BYTES), 0, KEY_BYTES, 0);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rm(path, { force: true });
};

/** The keys themselves, and what a crash left of writing them: that has all of their bytes too. */
const destroy = async (folder: string, orderIds: ReadonlySet<string>): Promise<void> => {
  const names = (await readdir(folder).catch(unlessAbsent)) ?? [];
  const mine = names.filter((name) => orderIds.has(name.replace(/\..*/, '')));
  for (const name of mine) await overwrite(join(folder, name));
  if (mine.length > 0) await syncFolder(folder);
};
