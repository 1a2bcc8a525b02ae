import { createHash, randomBytes } from 'node:crypto';
import { appendFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSpool } from './spool.ts';

const MIB = 1_048_576;
const ID = 'upload';
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lete-spool-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const data = () => join(folder, `${ID}.data`);
const marks = () => join(folder, `${ID}.marks`);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function* pieces(bytes: Buffer, size = 65_536): AsyncGenerator<Buffer, void, void> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
async function* cutAfter(bytes: Buffer): AsyncGenerator<Buffer, void, void> {
  yield* pieces(bytes);
  throw new Error('cut');
}

/** What a server that starts anew believes of the upload. */
const afterRestart = async () => (await createSpool(folder).find(ID))?.received;

const received = async (bytes: Buffer) => {
  const spool = createSpool(folder);
  await spool.create(ID);
  await spool.append(ID, pieces(bytes));
  return spool;
};

describe('spool', () => {
  test('I12 what came before a cut is kept, and goes on with the same hash', async () => {
    const bytes = randomBytes(3 * MIB + 77);
    const spool = createSpool(folder);
    await spool.create(ID);
    await expect(spool.append(ID, cutAfter(bytes.subarray(0, 2_000_001)))).rejects.toThrow('cut');
    expect((await spool.find(ID))?.received).toBe(2_000_001);
    const file = await spool.append(ID, pieces(bytes.subarray(2_000_001)));
    expect([file.received, file.sha256]).toEqual([bytes.length, sha256(bytes)]);
    expect((await readFile(file.path)).equals(bytes)).toBe(true);
  });

  test('I4 I12 a server that starts anew knows every byte it acknowledged, and the hash of them', async () => {
    const bytes = randomBytes(3 * MIB + 77);
    await received(bytes.subarray(0, 2_500_000));
    const file = await createSpool(folder).append(ID, pieces(bytes.subarray(2_500_000)));
    expect([file.received, file.sha256]).toEqual([bytes.length, sha256(bytes)]);
  });

  test('I4 bytes behind the last mark are not believed: a power cut may have left zeros there', async () => {
    const bytes = randomBytes(2 * MIB);
    await received(bytes);
    await appendFile(data(), Buffer.alloc(700_000));
    expect(await afterRestart()).toBe(2 * MIB);
  });

  test('I4 a file is believed up to its last mark that agrees with it', async () => {
    await received(randomBytes(4 * MIB));
    const bytes = await readFile(data());
    bytes.fill(0, 3 * MIB - 4096, 3 * MIB);
    await writeFile(data(), bytes);
    const believed = (await afterRestart()) ?? Number.NaN;
    expect(believed).toBeGreaterThan(MIB);
    expect(believed).toBeLessThanOrEqual(3 * MIB - 4096);
  });

  test('I4 a shorter file, torn marks or none take away what cannot be shown', async () => {
    await received(randomBytes(4 * MIB));
    await truncate(data(), 3 * MIB + 5);
    const shorter = (await afterRestart()) ?? Number.NaN;
    expect(shorter).toBeLessThanOrEqual(3 * MIB + 5);
    expect(shorter).toBeGreaterThan(2 * MIB);
    await truncate(marks(), 50);
    expect(await afterRestart()).toBeLessThan(2 * MIB);
    await truncate(marks(), 0);
    expect(await afterRestart()).toBe(0);
  });

  test('I4 after a restart from damage the upload goes on and ends with the right hash', async () => {
    const bytes = randomBytes(4 * MIB);
    await received(bytes);
    await truncate(data(), 3 * MIB + 5);
    const spool = createSpool(folder);
    const from = (await spool.find(ID))?.received ?? Number.NaN;
    const file = await spool.append(ID, pieces(bytes.subarray(from)));
    expect([file.received, file.sha256]).toEqual([bytes.length, sha256(bytes)]);
    expect(await afterRestart()).toBe(bytes.length);
  });

  test('creating again empties nothing', async () => {
    const bytes = randomBytes(100_000);
    const spool = await received(bytes);
    await spool.create(ID);
    await createSpool(folder).create(ID);
    expect(await afterRestart()).toBe(100_000);
  });

  test('I4 whose bytes somebody else took away begins anew, and its hash with it', async () => {
    const spool = await received(randomBytes(100_000));
    for (const path of [data(), marks()]) await rm(path);
    await spool.create(ID);
    expect((await spool.find(ID))?.received).toBe(0);
    const bytes = randomBytes(50_000);
    const file = await spool.append(ID, pieces(bytes));
    expect([file.received, file.sha256]).toEqual([bytes.length, sha256(bytes)]);
    expect((await readFile(data())).equals(bytes)).toBe(true);
  });
});
