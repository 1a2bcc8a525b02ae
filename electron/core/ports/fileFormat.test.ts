import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  CHUNK_BYTES,
  FileFormatError,
  HEADER_BYTES,
  TAG_BYTES,
  openChunks,
  sealChunks,
  sealedLength,
} from './fileFormat.ts';

const key = randomBytes(32);
const identity = { orderId: '01ORDER', fileId: '01FILE' };
const SEALED_CHUNK = CHUNK_BYTES + TAG_BYTES;

async function collect(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}
const seal = (plain: Buffer) => collect(sealChunks([plain], key, identity));
const open = (sealed: Buffer, as = identity, withKey = key) => collect(openChunks([sealed], withKey, as));
const broken = { code: 'broken' };

function* pieces(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe('sealed file', () => {
  it.each([0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES, 2 * CHUNK_BYTES + 77])(
    '[MED-12] gives back %i bytes unchanged, at the announced length',
    async (length) => {
      const plain = randomBytes(length);
      const sealed = await seal(plain);
      expect(sealed.length).toBe(sealedLength(length));
      expect((await open(sealed)).equals(plain)).toBe(true);
    },
  );

  it('does not depend on how the stream is cut', async () => {
    const plain = randomBytes(CHUNK_BYTES + 5000);
    const sealed = await collect(sealChunks(pieces(plain, 70_001), key, identity));
    expect((await collect(openChunks(pieces(sealed, 999_983), key, identity))).equals(plain)).toBe(true);
  });

  it('shows nothing of the plain bytes and is never the same twice', async () => {
    const plain = Buffer.alloc(4096, 'Anna Paraudziņa');
    const [one, two] = [await seal(plain), await seal(plain)];
    expect(one.includes('Anna')).toBe(false);
    expect(one.subarray(HEADER_BYTES).equals(two.subarray(HEADER_BYTES))).toBe(false);
  });

  it('refuses every changed byte', async () => {
    const sealed = await seal(randomBytes(300));
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await expect(open(changed)).rejects.toBeInstanceOf(FileFormatError);
    }
  });

  it('refuses a cut at any length, also between chunks', async () => {
    const sealed = await seal(randomBytes(2 * CHUNK_BYTES + 10));
    for (const length of [
      0,
      5,
      HEADER_BYTES,
      HEADER_BYTES + 3,
      HEADER_BYTES + SEALED_CHUNK,
      sealed.length - 1,
    ]) {
      await expect(open(sealed.subarray(0, length))).rejects.toBeInstanceOf(FileFormatError);
    }
  });

  it('refuses added bytes, reordered and repeated chunks', async () => {
    const sealed = await seal(randomBytes(3 * CHUNK_BYTES));
    const header = sealed.subarray(0, HEADER_BYTES);
    const chunk = (index: number) =>
      sealed.subarray(HEADER_BYTES + index * SEALED_CHUNK, HEADER_BYTES + (index + 1) * SEALED_CHUNK);
    await expect(open(Buffer.concat([sealed, Buffer.alloc(1)]))).rejects.toMatchObject(broken);
    await expect(open(Buffer.concat([header, chunk(1), chunk(0), chunk(2)]))).rejects.toMatchObject(broken);
    await expect(open(Buffer.concat([header, chunk(0), chunk(0), chunk(2)]))).rejects.toMatchObject(broken);
  });

  it('[MED-12] opens for its own order, file and key only', async () => {
    const sealed = await seal(randomBytes(100));
    await expect(open(sealed, { ...identity, fileId: '01OTHER' })).rejects.toMatchObject(broken);
    await expect(open(sealed, { ...identity, orderId: '01OTHER' })).rejects.toMatchObject(broken);
    await expect(open(sealed, { orderId: '01ORDER0', fileId: '1FILE' })).rejects.toMatchObject(broken);
    await expect(open(sealed, identity, randomBytes(32))).rejects.toMatchObject(broken);
  });

  it('names a foreign file and a bad key', async () => {
    await expect(open(randomBytes(4096))).rejects.toMatchObject({ code: 'not_sealed' });
    await expect(open(await seal(Buffer.alloc(1)), identity, randomBytes(16))).rejects.toMatchObject({
      code: 'bad_key',
    });
  });

  it('closes its source when the reader stops early', async () => {
    const sealed = await seal(randomBytes(2 * CHUNK_BYTES));
    let closed = false;
    async function* source() {
      try {
        yield* pieces(sealed, 64 * 1024);
      } finally {
        closed = true;
      }
    }
    for await (const first of openChunks(source(), key, identity)) {
      expect(first.length).toBe(CHUNK_BYTES);
      break;
    }
    expect(closed).toBe(true);
  });
});
