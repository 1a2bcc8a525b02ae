import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFolderStore } from './folderStore.ts';

/** Memory, which is never the disk that `tmpdir` lies on. */
const OTHER_DISK = '/dev/shm';

describe('[I4] a folder that keeps what a spool received', () => {
  let root: string;
  let elsewhere: string;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'lete-folder-'));
    elsewhere = await mkdtemp(join(OTHER_DISK, 'lete-folder-'));
  });
  afterAll(() => Promise.all([root, elsewhere].map((folder) => rm(folder, { recursive: true }))));

  const spooledIn = async (folder: string) => {
    const bytes = randomBytes(2_500_000);
    const path = join(folder, randomBytes(4).toString('hex'));
    await writeFile(path, bytes);
    return {
      bytes,
      file: { path, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') },
    };
  };
  const inodes = (...paths: readonly string[]) =>
    Promise.all(paths.map(async (path) => (await stat(path)).ino));

  test('gives it a second name on the same disk, and stays whole when the spool lets go', async () => {
    const store = createFolderStore(join(root, 'store'));
    const { bytes, file } = await spooledIn(root);
    const path = join(root, 'store', 'a', 'b');
    await store.put('a/b', file);
    const [there, here] = await inodes(path, file.path);
    expect(there).toBe(here);
    await store.put('a/b', file);
    expect(await readdir(dirname(path))).toEqual(['b']);
    await rm(file.path);
    const read = await buffer(await store.read('a/b', { from: 0, to: bytes.length - 1 }));
    expect(read.equals(bytes)).toBe(true);
  });

  test('copies it from another disk, and refuses what is not what was announced', async () => {
    const store = createFolderStore(join(root, 'store'));
    const { bytes, file } = await spooledIn(elsewhere);
    await store.put('c/d', file);
    const read = await buffer(await store.read('c/d', { from: 0, to: bytes.length - 1 }));
    expect(read.equals(bytes)).toBe(true);
    await expect(store.put('c/e', { ...file, sha256: 'f'.repeat(64) })).rejects.toThrow('hash_mismatch');
    expect(await readdir(join(root, 'store', 'c'))).toEqual(['d']);
  });
});
