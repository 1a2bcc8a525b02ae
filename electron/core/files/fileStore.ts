import { Buffer } from 'node:buffer';
import type { Dirent } from 'node:fs';
import { open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder, syncFolder } from '../keys/durable.ts';
import { type FileIdentity, openChunks } from '../ports/fileFormat.ts';
import { diskError } from './fileStoreError.ts';
import { readSealed } from './readChunks.ts';
import type { StoredOriginal, StoreRequest } from './storeOriginal.ts';
import { Storing } from './storing.ts';

const ID = /^[0-9A-Za-z_-]{1,64}$/;

/** The encrypted originals, `files/<orderId>/<fileId>` under the data folder. All throw FileStoreError. */
export type FileStore = {
  readonly store: (request: StoreRequest) => Promise<StoredOriginal>;
  /** Plain bytes, chunk by chunk; whole only when read to the end. Throws FileFormatError where changed. */
  readonly open: (identity: FileIdentity, key: Uint8Array) => AsyncGenerator<Buffer, void, void>;
  /** All plain bytes of one original. */
  readonly read: (identity: FileIdentity, key: Uint8Array) => Promise<Buffer>;
  /** Takes in a sealed file that lies whole and synced elsewhere on this disk: moved, and there to stay. */
  readonly adopt: (identity: FileIdentity, from: string) => Promise<void>;
  /** Path of the encrypted file, for a job of the imaging process. */
  readonly pathOf: (identity: FileIdentity) => string;
  /** Removes one original; nothing to do is fine. */
  readonly remove: (identity: FileIdentity) => Promise<void>;
  /** Removes everything of one order; nothing to do is fine. */
  readonly removeOrder: (orderId: string) => Promise<void>;
  /** Orders that have a folder, to find what a crash left over. */
  readonly orders: () => Promise<readonly string[]>;
  /** File ids of one order that are complete. */
  readonly files: (orderId: string) => Promise<readonly string[]>;
  /** Removes half-written files of all orders; for the start, before anything is copied. */
  readonly removeParts: () => Promise<void>;
};

/** Opens the store of originals in a data folder. */
export function createFileStore(dataFolder: string): FileStore {
  const root = join(dataFolder, 'files');
  const storing = new Storing();
  const folderOf = (orderId: string) => join(root, checked(orderId));
  const pathOf = ({ orderId, fileId }: FileIdentity) => join(folderOf(orderId), checked(fileId));
  const orders = async () => (await list(root)).filter((entry) => entry.isDirectory()).map(nameOf);

  return {
    pathOf,
    orders,
    adopt: (identity, from) => adopt(from, pathOf(identity)),
    store: (request) => storing.store(pathOf(request), request),
    open: (identity, key) => openOriginal(pathOf(identity), identity, key),
    read: async (identity, key) => {
      const chunks: Buffer[] = [];
      for await (const chunk of openOriginal(pathOf(identity), identity, key)) chunks.push(chunk);
      return Buffer.concat(chunks);
    },
    remove: async (identity) => {
      const path = pathOf(identity);
      await removeThen(path, folderOf(identity.orderId));
    },
    removeOrder: (orderId) => removeThen(folderOf(orderId), root),
    files: async (orderId) => (await list(folderOf(orderId))).map(nameOf).filter((name) => ID.test(name)),
    removeParts: async () => {
      for (const orderId of await orders()) {
        for (const { name } of await list(join(root, orderId))) {
          if (name.endsWith('.part')) await rm(join(root, orderId, name), { force: true });
        }
      }
    },
  };
}

async function* openOriginal(
  path: string,
  identity: FileIdentity,
  key: Uint8Array,
): AsyncGenerator<Buffer, void, void> {
  const handle = await open(path, 'r').catch((error: unknown) => {
    throw diskError(error);
  });
  try {
    yield* openChunks(readSealed(handle), key, identity);
  } finally {
    await handle.close();
  }
}

async function adopt(from: string, to: string): Promise<void> {
  const folder = dirname(to);
  try {
    await makeFolder(folder);
    await rename(from, to);
    await syncFolder(folder);
  } catch (error) {
    throw diskError(error);
  }
}

async function removeThen(path: string, folder: string): Promise<void> {
  try {
    await rm(path, { recursive: true, force: true });
    await syncFolder(folder);
  } catch (error) {
    const named = diskError(error);
    if (named.code !== 'absent') throw named;
  }
}

async function list(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    const named = diskError(error);
    if (named.code === 'absent') return [];
    throw named;
  }
}

function nameOf(entry: Dirent): string {
  return entry.name;
}

/** Ids become names on disk: nothing that could leave the folder. */
function checked(id: string): string {
  if (!ID.test(id)) throw new RangeError('id-malformed');
  return id;
}
