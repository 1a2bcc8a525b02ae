import { Buffer } from 'node:buffer';
import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileKeys, fileKeysPath, openFileKeys } from './fileKeys.ts';
import { SLOT_BYTES } from './slot.ts';

const databaseKey = Buffer.alloc(32, 1);
const order = (index: number) => `01J${String(index).padStart(23, '0')}`;

let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lete-keys-'));
  await createFileKeys(folder, databaseKey);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const bytes = () => readFileSync(fileKeysPath(folder));
const slotsInFile = () => statSync(fileKeysPath(folder)).size / SLOT_BYTES - 1;

describe('file keys', () => {
  it('gives each order its own key, the same one after a restart, and none in the clear', async () => {
    const first = await openFileKeys(folder, databaseKey);
    const keys = await Promise.all([1, 2, 3].map((index) => first.allocate(order(index))));
    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(3);
    expect(await first.allocate(order(2))).toEqual(keys[1]);
    await first.close();

    const second = await openFileKeys(folder, databaseKey);
    expect(await second.get(order(1))).toEqual(keys[0]);
    expect(await second.get(order(3))).toEqual(keys[2]);
    expect(await second.get(order(4))).toBeUndefined();
    expect([...second.orders()].sort()).toEqual([order(1), order(2), order(3)]);
    for (const key of keys) expect(bytes().includes(key)).toBe(false);
    await second.close();
  });

  it('destroys a key in place: its slot bytes are gone, the file is the same file, the slot is used again', async () => {
    const keys = await openFileKeys(folder, databaseKey);
    await keys.allocate(order(1));
    await keys.allocate(order(2));
    const inode = statSync(fileKeysPath(folder)).ino;
    const before = bytes().subarray(SLOT_BYTES, 2 * SLOT_BYTES);

    expect(await keys.destroy(order(1))).toBe(true);
    const after = bytes().subarray(SLOT_BYTES, 2 * SLOT_BYTES);
    expect(after.subarray(0, 4).toString()).toBe('FREE');
    for (let at = 4; at + 8 <= SLOT_BYTES; at += 1) {
      expect(after.includes(before.subarray(at, at + 8))).toBe(false);
    }
    expect(await keys.destroy(order(1))).toBe(false);
    expect(await keys.get(order(1))).toBeUndefined();
    expect(keys.orders()).toEqual([order(2)]);

    await keys.allocate(order(3));
    expect(slotsInFile()).toBe(2);
    expect(statSync(fileKeysPath(folder)).ino).toBe(inode);
    await keys.close();
  });

  it('finds an allocation that power cut short at any byte, wipes it, and uses the slot again', async () => {
    const keys = await openFileKeys(folder, databaseKey);
    const kept = await keys.allocate(order(1));
    await keys.allocate(order(2));
    await keys.close();
    const whole = bytes();
    for (let cut = 0; cut < SLOT_BYTES; cut += 1) {
      writeFileSync(fileKeysPath(folder), whole);
      truncateSync(fileKeysPath(folder), 2 * SLOT_BYTES + cut);
      const again = await openFileKeys(folder, databaseKey);
      expect(again.orders()).toEqual([order(1)]);
      expect(await again.get(order(1))).toEqual(kept);
      await again.allocate(order(3));
      expect(slotsInFile()).toBe(2);
      await again.close();
    }
  });

  it('finds a slot of which only some sectors reached the disk', async () => {
    const keys = await openFileKeys(folder, databaseKey);
    await keys.allocate(order(1));
    await keys.close();
    const torn = bytes();
    const part = Buffer.from(torn.subarray(SLOT_BYTES + 40, SLOT_BYTES + 80));
    torn.fill(0, SLOT_BYTES + 80);
    writeFileSync(fileKeysPath(folder), torn);
    const again = await openFileKeys(folder, databaseKey);
    expect(again.orders()).toEqual([]);
    expect(bytes().includes(part)).toBe(false);
    await again.close();
  });

  it('finishes a destruction that power cut short', async () => {
    const keys = await openFileKeys(folder, databaseKey);
    await keys.allocate(order(1));
    await keys.close();
    const half = bytes();
    const rest = Buffer.from(half.subarray(SLOT_BYTES + 64, 2 * SLOT_BYTES));
    half.fill(0xa5, SLOT_BYTES, SLOT_BYTES + 64);
    writeFileSync(fileKeysPath(folder), half);
    const again = await openFileKeys(folder, databaseKey);
    expect(bytes().includes(rest)).toBe(false);
    expect(again.orders()).toEqual([]);
    await again.close();
  });

  it('names what is wrong with the file and never starts a new one', async () => {
    await expect(createFileKeys(folder, databaseKey)).rejects.toThrow('exists');
    await expect(openFileKeys(folder, Buffer.alloc(32, 2))).rejects.toThrow('wrong-key');
    writeFileSync(fileKeysPath(folder), 'text');
    await expect(openFileKeys(folder, databaseKey)).rejects.toThrow('damaged');
    rmSync(fileKeysPath(folder));
    await expect(openFileKeys(folder, databaseKey)).rejects.toThrow('missing');
  });

  it('refuses an id that does not fit a slot', async () => {
    const keys = await openFileKeys(folder, databaseKey);
    await expect(keys.allocate('../../x')).rejects.toThrow('order-id-malformed');
    await keys.close();
  });

  it('does not open a key that was moved under another order', async () => {
    const keys = await openFileKeys(folder, databaseKey);
    await keys.allocate(order(1));
    await keys.allocate(order(2));
    const file = bytes();
    const boxAt = SLOT_BYTES + 30;
    file.copy(file, boxAt, boxAt + SLOT_BYTES, boxAt + SLOT_BYTES + 60);
    writeFileSync(fileKeysPath(folder), file);
    await expect(keys.get(order(1))).rejects.toThrow('damaged');
    await keys.close();
  });
});
