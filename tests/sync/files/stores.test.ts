import { writeFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { fileKey, type FileStore, orderPrefix } from '../../../central/files/store/fileStore.ts';
import { newId } from '../tools/terminal.ts';
import { spooled, STORES } from './stores.ts';

const MIB = 1_048_576;

describe.each(STORES)('photo files in %s', (_name, open) => {
  let store: FileStore;
  let close: () => Promise<void>;
  const forgets: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    ({ store, close } = await open());
  });
  afterEach(async () => {
    for (const forget of forgets.splice(0)) await forget();
  });
  afterAll(() => close());

  const newFile = async (size = 20_000) => {
    const made = await spooled(size);
    forgets.push(made.forget);
    return made;
  };
  /** So many files of one new order, stored. */
  const stored = async (count: number) => {
    const orderId = newId();
    const keys: string[] = [];
    for (let n = 0; n < count; n++) {
      const { file } = await newFile();
      keys.push(fileKey('01', orderId, file.sha256));
      await store.put(keys[n] ?? '', file);
    }
    return { prefix: orderPrefix('01', orderId), keys };
  };
  const sizesOf = (keys: readonly string[]) => Promise.all(keys.map((key) => store.sizeOf(key)));

  test('[I4] a file is stored whole and read back byte for byte, whole and in part', async () => {
    const { file, bytes } = await newFile(17 * MIB + 5);
    const key = fileKey('01', newId(), file.sha256);
    expect(await store.sizeOf(key)).toBeNull();
    await store.put(key, file);
    expect(await store.sizeOf(key)).toBe(file.size);
    expect((await buffer(await store.read(key, { from: 0, to: file.size - 1 }))).equals(bytes)).toBe(true);
    const range = { from: 16 * MIB - 3, to: 16 * MIB + 9 };
    expect(
      (await buffer(await store.read(key, range))).equals(bytes.subarray(range.from, range.to + 1)),
    ).toBe(true);
    await store.remove(key);
  });

  test('[I4] bytes that are not those announced are refused, and nothing is stored', async () => {
    const { file, bytes } = await newFile();
    const key = fileKey('01', newId(), file.sha256);
    bytes[9000] = (bytes[9000] ?? 0) ^ 1;
    await writeFile(file.path, bytes);
    await expect(store.put(key, file)).rejects.toThrow('hash_mismatch');
    await writeFile(file.path, bytes.subarray(0, 100));
    await expect(store.put(key, file)).rejects.toThrow('hash_mismatch');
    expect(await store.sizeOf(key)).toBeNull();
  });

  test('[I12] the same file again is the same file', async () => {
    const { file } = await newFile();
    const orderId = newId();
    const key = fileKey('01', orderId, file.sha256);
    await store.put(key, file);
    await store.put(key, file);
    expect(await store.sizeOf(key)).toBe(file.size);
    await store.remove(key);
    expect(await store.sizeOf(key)).toBeNull();
    await store.remove(key);
  });

  test('[I7] an order goes with all its files, and nothing of others; again is fine', async () => {
    const [gone, stays] = [await stored(5), await stored(1)];
    await store.removeAll(gone.prefix, gone.keys);
    expect(await sizesOf(gone.keys)).toEqual([null, null, null, null, null]);
    expect(await sizesOf(stays.keys)).toEqual([20_000]);
    await store.removeAll(gone.prefix, gone.keys);
    await store.removeAll(stays.prefix, []);
    expect(await sizesOf(stays.keys)).toEqual([null]);
  });

  test('[I10] a store that answers is not away, and takes', async () => {
    expect(store.awaySince()).toBeNull();
    expect(() => store.assertTakes()).not.toThrow();
  });
});
