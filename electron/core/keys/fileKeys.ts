import { Buffer } from 'node:buffer';
import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder, writeFileDurably } from './durable.ts';
import {
  assertOrderId,
  encodeSlot,
  FILE_KEY_BYTES,
  FREE_MARK,
  openSlot,
  readSlot,
  SLOT_BYTES,
} from './slot.ts';

const HEADER = Buffer.from('LETEKEYS\0\0\0\x01', 'latin1');
const CHECK_BYTES = 32;

/** `wrong-key`: of another database; `not-written`: the disk gave back other bytes; the others as named. */
export type FileKeysCode = 'exists' | 'missing' | 'damaged' | 'wrong-key' | 'not-written';

/** The file of order keys cannot be used. The message is the code alone. */
export class FileKeysError extends Error {
  readonly code: FileKeysCode;
  constructor(code: FileKeysCode) {
    super(code);
    this.name = 'FileKeysError';
    this.code = code;
  }
}

/** One AES-256-GCM key per order, in slots outside the database and outside every backup. */
export type FileKeys = {
  /** The order's key; made, written, synced and read back if there is none yet. */
  readonly allocate: (orderId: string) => Promise<Buffer>;
  /** Keeps the key of an order that another terminal took; one that is here already stays. */
  readonly adopt: (orderId: string, key: Uint8Array) => Promise<void>;
  /** The order's key; undefined when it has none (any more). */
  readonly get: (orderId: string) => Promise<Buffer | undefined>;
  /** Overwrites the order's key where it lies; false when there was none. Safe to repeat. */
  readonly destroy: (orderId: string) => Promise<boolean>;
  /** Orders that have a key, to find what a crash left over. */
  readonly orders: () => readonly string[];
  readonly close: () => Promise<void>;
};

/** Where the order keys lie under the data folder. */
export function fileKeysPath(dataFolder: string): string {
  return join(dataFolder, 'keys', 'files.keys');
}

/** Makes the empty key file of a new database. Throws FileKeysError `exists`: old keys are never overwritten. */
export async function createFileKeys(dataFolder: string, databaseKey: Uint8Array): Promise<void> {
  const path = fileKeysPath(dataFolder);
  if (existsSync(path)) throw new FileKeysError('exists');
  await makeFolder(dirname(path));
  const header = randomBytes(SLOT_BYTES);
  HEADER.copy(header);
  const wrappingKey = wrappingKeyOf(databaseKey);
  checkOf(wrappingKey).copy(header, HEADER.length);
  wrappingKey.fill(0);
  await writeFileDurably(path, header);
}

/** Proves, by reading only, that the order keys are this database key's. Throws FileKeysError. */
export async function assertFileKeysFit(dataFolder: string, databaseKey: Uint8Array): Promise<void> {
  const handle = await open(fileKeysPath(dataFolder), 'r').catch(throwMissing);
  const wrappingKey = wrappingKeyOf(databaseKey);
  try {
    const header = Buffer.alloc(SLOT_BYTES);
    const { bytesRead } = await handle.read(header, 0, SLOT_BYTES, 0);
    assertHeader(header.subarray(0, bytesRead), wrappingKey);
  } finally {
    wrappingKey.fill(0);
    await handle.close();
  }
}

/** Opens the order keys and wipes slots that a power cut left half written. Throws FileKeysError. */
export async function openFileKeys(dataFolder: string, databaseKey: Uint8Array): Promise<FileKeys> {
  const handle = await open(fileKeysPath(dataFolder), 'r+').catch(throwMissing);
  const wrappingKey = wrappingKeyOf(databaseKey);
  try {
    const file = new SlotFile(handle, wrappingKey);
    await file.load();
    return {
      allocate: (orderId) => file.inTurn(() => file.keep(orderId, randomBytes(FILE_KEY_BYTES))),
      adopt: (orderId, key) => file.inTurn(async () => void (await file.keep(orderId, Buffer.from(key)))),
      get: (orderId) => file.inTurn(() => file.get(orderId)),
      destroy: (orderId) => file.inTurn(() => file.destroy(orderId)),
      orders: () => file.orders(),
      close: () => file.inTurn(() => file.close()),
    };
  } catch (error) {
    wrappingKey.fill(0);
    await handle.close();
    throw error;
  }
}

class SlotFile {
  readonly #handle: FileHandle;
  readonly #wrappingKey: Buffer;
  readonly #used = new Map<string, number>();
  readonly #free: number[] = [];
  #slots = 0;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(handle: FileHandle, wrappingKey: Buffer) {
    this.#handle = handle;
    this.#wrappingKey = wrappingKey;
  }

  /** One change after the other: two allocations must not take the same slot. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  orders(): readonly string[] {
    return [...this.#used.keys()];
  }

  async load(): Promise<void> {
    const bytes = await this.#handle.readFile();
    assertHeader(bytes.subarray(0, SLOT_BYTES), this.#wrappingKey);
    this.#slots = Math.ceil(bytes.length / SLOT_BYTES) - 1;
    for (let index = 0; index < this.#slots; index += 1) {
      const slot = readSlot(bytes.subarray(placeOf(index), placeOf(index) + SLOT_BYTES));
      if (slot.kind === 'used') this.#used.set(slot.orderId, index);
      // A slot that fails its checksum holds no usable key, but maybe a part of one: wipe, then use again.
      if (slot.kind === 'torn') await this.#wipe(index);
      if (slot.kind !== 'used') this.#free.push(index);
    }
  }

  /** The key that is there, or else this one. */
  async keep(orderId: string, fileKey: Buffer): Promise<Buffer> {
    assertOrderId(orderId);
    const present = await this.get(orderId);
    if (present !== undefined) return present;
    const index = this.#free.pop() ?? this.#slots;
    this.#slots = Math.max(this.#slots, index + 1);
    try {
      await this.#write(index, encodeSlot(orderId, fileKey, this.#wrappingKey));
    } catch (error) {
      this.#free.push(index);
      throw error;
    }
    this.#used.set(orderId, index);
    return fileKey;
  }

  async get(orderId: string): Promise<Buffer | undefined> {
    const index = this.#used.get(orderId);
    if (index === undefined) return undefined;
    const key = openSlot(await this.#read(index), orderId, this.#wrappingKey);
    if (key === undefined) throw new FileKeysError('damaged');
    return key;
  }

  async destroy(orderId: string): Promise<boolean> {
    const index = this.#used.get(orderId);
    if (index === undefined) return false;
    await this.#wipe(index);
    this.#used.delete(orderId);
    this.#free.push(index);
    return true;
  }

  async close(): Promise<void> {
    this.#wrappingKey.fill(0);
    await this.#handle.close();
  }

  async #wipe(index: number): Promise<void> {
    const noise = randomBytes(SLOT_BYTES);
    await this.#write(index, noise);
    FREE_MARK.forEach((byte, at) => {
      noise[at] = byte;
    });
    await this.#write(index, noise);
  }

  /** Read back because a key that did not reach the file would lose a whole order (the page cache may answer). */
  async #write(index: number, slot: Buffer): Promise<void> {
    await this.#handle.write(slot, 0, SLOT_BYTES, placeOf(index));
    await this.#handle.sync();
    if (!(await this.#read(index)).equals(slot)) throw new FileKeysError('not-written');
  }

  async #read(index: number): Promise<Buffer> {
    const slot = Buffer.alloc(SLOT_BYTES);
    const { bytesRead } = await this.#handle.read(slot, 0, SLOT_BYTES, placeOf(index));
    return slot.subarray(0, bytesRead);
  }
}

function throwMissing(error: NodeJS.ErrnoException): never {
  throw error.code === 'ENOENT' ? new FileKeysError('missing') : error;
}

function assertHeader(header: Buffer, wrappingKey: Uint8Array): void {
  if (header.length !== SLOT_BYTES || !header.subarray(0, HEADER.length).equals(HEADER)) {
    throw new FileKeysError('damaged');
  }
  const check = header.subarray(HEADER.length, HEADER.length + CHECK_BYTES);
  if (!timingSafeEqual(check, checkOf(wrappingKey))) throw new FileKeysError('wrong-key');
}

function placeOf(index: number): number {
  return (index + 1) * SLOT_BYTES;
}

function wrappingKeyOf(databaseKey: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', databaseKey, new Uint8Array(0), 'lete-file-keys/1', 32));
}

function checkOf(wrappingKey: Uint8Array): Buffer {
  return createHmac('sha256', wrappingKey).update('lete-file-keys/1 check').digest();
}
