import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
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
    const handle = await open(part, 'wx', 0o600);
    try {
      await copy(file, handle);
      await handle.datasync();
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

/** Streamed and hashed on the way: a copy by the system may share blocks with the spool and skip the sync. */
const copy = async (file: WholeFile, to: FileHandle): Promise<void> => {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(file.path, { end: file.size - 1, highWaterMark: READ_BYTES })) {
    hash.update(chunk);
    await to.writeFile(chunk);
    bytes += chunk.length;
  }
  if (bytes !== file.size || hash.digest('hex') !== file.sha256) throw new SyncFault('hash_mismatch');
};

const remove = async (path: string): Promise<void> => {
  await rm(path, { recursive: true, force: true });
  await syncFolder(dirname(path)).catch(unlessAbsent);
};
