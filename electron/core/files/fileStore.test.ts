import { Buffer } from 'node:buffer';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileStore, type FileStore } from './fileStore.ts';

const key = randomBytes(32);
const who = { orderId: '01J00000000000000000000001', fileId: '01J00000000000000000000002' };
const photo = randomBytes(3 * 1024 * 1024 + 12345);

let folder: string;
let store: FileStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lete-files-'));
  store = createFileStore(folder);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function* inPieces(bytes: Buffer, size: number, failAt = Number.POSITIVE_INFINITY) {
  for (let at = 0; at < bytes.length; at += size) {
    if (at >= failAt) throw new Error('EIO: the card is gone');
    yield bytes.subarray(at, at + size);
  }
}
const left = () => (existsSync(join(folder, 'files')) ? readdirSync(join(folder, 'files', who.orderId)) : []);

describe('store of originals', () => {
  it('[MED-12] keeps every byte, encrypted under the key of the order alone', async () => {
    let seen = 0;
    const stored = await store.store({
      ...who,
      key,
      source: inPieces(photo, 70_001),
      onProgress: (bytes) => {
        seen += bytes;
      },
    });
    expect(stored).toEqual({
      sha256: createHash('sha256').update(photo).digest('hex'),
      bytes: photo.length,
    });
    expect(seen).toBe(photo.length);
    expect((await store.read(who, key)).equals(photo)).toBe(true);
    const onDisk = readFileSync(store.pathOf(who));
    for (const at of [0, 1_000_000, photo.length - 16]) {
      expect(onDisk.includes(photo.subarray(at, at + 16))).toBe(false);
    }
    await expect(store.read(who, randomBytes(32))).rejects.toThrow('broken');
  });

  it('keeps an empty file too', async () => {
    expect((await store.store({ ...who, key, source: inPieces(Buffer.alloc(0), 1) })).bytes).toBe(0);
    expect(await store.read(who, key)).toEqual(Buffer.alloc(0));
  });

  it('does not open a file that was put under another order or file id', async () => {
    await store.store({ ...who, key, source: inPieces(photo, 1 << 20) });
    const other = { ...who, fileId: '01J00000000000000000000003' };
    writeFileSync(store.pathOf(other), readFileSync(store.pathOf(who)));
    await expect(store.read(other, key)).rejects.toThrow('broken');
  });

  it('leaves nothing behind and names the cause when the medium goes away', async () => {
    const source = inPieces(photo, 1 << 20, 2 << 20);
    await expect(store.store({ ...who, key, source })).rejects.toMatchObject({ code: 'source-unreadable' });
    expect(left()).toEqual([]);
  });

  it('leaves nothing behind when cancelled in the middle', async () => {
    const stop = new AbortController();
    const request = { ...who, key, source: inPieces(photo, 1 << 19), signal: stop.signal };
    const onProgress = () => stop.abort();
    await expect(store.store({ ...request, onProgress })).rejects.toMatchObject({ code: 'cancelled' });
    expect(left()).toEqual([]);
  });

  it('reads back what was written: a disk that gives other bytes is found before the file counts', async () => {
    const part = `${store.pathOf(who)}.part`;
    async function* tampering() {
      yield photo.subarray(0, 2 << 20);
      yield photo.subarray(2 << 20);
      const written = readFileSync(part);
      written[1000] = (written[1000] ?? 0) ^ 1;
      writeFileSync(part, written);
    }
    const request = { ...who, key, source: tampering() };
    await expect(store.store(request)).rejects.toMatchObject({ code: 'not-verified' });
    expect(left()).toEqual([]);
  });

  it('removes one file, one order and half-written parts; repeating is harmless', async () => {
    await store.store({ ...who, key, source: inPieces(photo, 1 << 20) });
    writeFileSync(`${store.pathOf(who)}2.part`, 'half');
    expect(await store.orders()).toEqual([who.orderId]);
    expect(await store.files(who.orderId)).toEqual([who.fileId]);
    await store.removeParts();
    expect(left()).toEqual([who.fileId]);
    await store.remove(who);
    await store.remove(who);
    expect(left()).toEqual([]);
    await store.removeOrder(who.orderId);
    await store.removeOrder(who.orderId);
    expect(await store.orders()).toEqual([]);
    await expect(store.read(who, key)).rejects.toMatchObject({ code: 'absent' });
  });

  it('refuses ids that would leave the folder', async () => {
    expect(() => store.pathOf({ orderId: '..', fileId: 'a' })).toThrow('id-malformed');
    expect(() => store.pathOf({ orderId: 'a', fileId: '../a' })).toThrow('id-malformed');
  });
});
