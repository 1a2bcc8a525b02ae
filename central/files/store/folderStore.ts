import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { link, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SyncFault } from '../../../shared/sync/syncFault.ts';
import { makeFolder, syncFolder } from '../../../shared/sync/spool/syncFolder.ts';
import { unlessAbsent } from '../../../shared/sync/spool/unlessAbsent.ts';
import type { WholeFile } from '../../../shared/sync/spool/receiver.ts';
import type { FileStore } from './fileStore.ts';

const READ_BYTES = 1_048_576;

/** Keeps files in a folder of this machine. */
export const createFolderStore = (root: string): FileStore => {
  const pathOf = (key: string): string => join(root, key);
  return {
    put: (key, file) => store(pathOf(key), file),
    sizeOf: async (key) => (await stat(pathOf(key)).catch(unlessAbsent))?.size ?? null,
    read: async (key, { from, to }) => createReadStream(pathOf(key), { start: from, end: to }),
    remove: (key) => remove(pathOf(key)),
    removeAll: (prefix) => remove(pathOf(prefix)),
    awaySince: () => null,
    assertTakes: () => undefined,
  };
};

const store = async (path: string, file: WholeFile): Promise<void> => {
  const folder = dirname(path);
  await makeFolder(folder);
  const part = `${path}.${randomBytes(4).toString('hex')}.part`;
  try {
    if (!(await linked(file.path, part))) await copied(file.path, part);
    await prove(part, file);
    await rename(part, path);
  } finally {
    // Two names of one file are not renamed into each other: the same file, stored again.
    await rm(part, { force: true });
  }
  await syncFolder(folder);
};

/** What a file system says that has no second names, or none for files of another one. */
const NO_LINKS = new Set(['EXDEV', 'EPERM', 'ENOTSUP', 'EMLINK']);

/** Gives a file of the spool, which is synced, a second name: no byte is written again. False where that cannot be. */
const linked = async (path: string, part: string): Promise<boolean> => {
  try {
    await link(path, part);
    return true;
  } catch (error) {
    if (NO_LINKS.has((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
};

const blocksOf = (path: string): ReadStream => createReadStream(path, { highWaterMark: READ_BYTES });

/** Streamed: a copy by the system may share blocks with the spool and skip the sync. */
const copied = async (path: string, part: string): Promise<void> => {
  const handle = await open(part, 'wx', 0o600);
  try {
    for await (const block of blocksOf(path)) await handle.writeFile(block);
    await handle.datasync();
  } finally {
    await handle.close();
  }
};

const prove = async (part: string, { size, sha256 }: WholeFile): Promise<void> => {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const block of blocksOf(part)) {
    hash.update(block);
    bytes += block.length;
  }
  if (bytes !== size || hash.digest('hex') !== sha256) throw new SyncFault('hash_mismatch');
};

const remove = async (path: string): Promise<void> => {
  await rm(path, { recursive: true, force: true });
  await syncFolder(dirname(path)).catch(unlessAbsent);
};
