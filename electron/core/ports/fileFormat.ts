import { Buffer } from 'node:buffer';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/*
 * How a customer's original lies on our disk. Core writes it, core and imaging read it.
 *
 *   header  'LETE1' | 3 zero bytes | chunk size (u32 BE) | nonce base (12 random bytes)     = 24 bytes
 *   chunk   AES-256-GCM ciphertext (chunk size; the last one 0 … chunk size) | tag (16 bytes)
 *
 * nonce of chunk i  = nonce base with i XORed into its last four bytes
 * additional data   = header | order id | file id (each with its length) | i | 1 if last else 0
 *
 * So a chunk opens only in its own place, of its own file, of its own order, and the end of a file cannot move.
 */

const MAGIC = Buffer.from('LETE1\0\0\0', 'latin1');
const NONCE_BYTES = 12;

/** Bytes before the first chunk. */
export const HEADER_BYTES = MAGIC.length + 4 + NONCE_BYTES;
/** Plain bytes in every chunk but the last. */
export const CHUNK_BYTES = 1024 * 1024;
/** Authentication tag after every chunk. */
export const TAG_BYTES = 16;
/** Length of an order's file key. */
export const FILE_KEY_BYTES = 32;

/** Whose file it is; bound into every chunk, so files cannot change places. */
export type FileIdentity = { readonly orderId: string; readonly fileId: string };

/**
 * `not_sealed`: no such header; `bad_key`: the key is not 32 bytes;
 * `broken`: wrong key, other file, changed, reordered, cut off or continued.
 */
export type FileFormatCode = 'not_sealed' | 'bad_key' | 'broken';

/** A sealed file that does not open. The message is the code alone. */
export class FileFormatError extends Error {
  readonly code: FileFormatCode;
  constructor(code: FileFormatCode) {
    super(code);
    this.name = 'FileFormatError';
    this.code = code;
  }
}

type ByteSource = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** Length on disk of a file of `plainBytes` bytes. */
export function sealedLength(plainBytes: number): number {
  return HEADER_BYTES + plainBytes + TAG_BYTES * Math.max(1, Math.ceil(plainBytes / CHUNK_BYTES));
}

/**
 * Seals a stream: yields the header, then one sealed chunk after the other.
 * `key` is the order's 32-byte file key. Throws FileFormatError `bad_key`.
 */
export async function* sealChunks(
  source: ByteSource,
  key: Uint8Array,
  identity: FileIdentity,
): AsyncGenerator<Buffer, void, void> {
  assertKey(key);
  const header = makeHeader();
  yield header;
  let index = 0;
  for await (const { bytes, last } of blocks(source, CHUNK_BYTES)) {
    yield sealChunk({ bytes, key, header, identity, index, last });
    index += 1;
  }
}

/**
 * Opens a sealed stream: yields each chunk's plain bytes once its tag has proved it. Only a stream read to its end
 * is proved whole: cutting off and continuing show at the last chunk. Throws FileFormatError.
 */
export async function* openChunks(
  source: ByteSource,
  key: Uint8Array,
  identity: FileIdentity,
): AsyncGenerator<Buffer, void, void> {
  assertKey(key);
  const input = new ByteQueue(source);
  const header = await input.take(HEADER_BYTES);
  assertHeader(header);
  let index = 0;
  for await (const { bytes, last } of input.blocks(CHUNK_BYTES + TAG_BYTES)) {
    yield openChunk({ bytes, key, header, identity, index, last });
    index += 1;
  }
}

function makeHeader(): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(CHUNK_BYTES);
  return Buffer.concat([MAGIC, size, randomBytes(NONCE_BYTES)]);
}

function assertHeader(header: Buffer): void {
  const ours =
    header.length === HEADER_BYTES &&
    header.subarray(0, MAGIC.length).equals(MAGIC) &&
    header.readUInt32BE(MAGIC.length) === CHUNK_BYTES;
  if (!ours) throw new FileFormatError('not_sealed');
}

function assertKey(key: Uint8Array): void {
  if (key.length !== FILE_KEY_BYTES) throw new FileFormatError('bad_key');
}

type Chunk = {
  readonly bytes: Buffer;
  readonly key: Uint8Array;
  readonly header: Buffer;
  readonly identity: FileIdentity;
  readonly index: number;
  readonly last: boolean;
};

function sealChunk(chunk: Chunk): Buffer {
  const cipher = createCipheriv('aes-256-gcm', chunk.key, nonceOf(chunk), { authTagLength: TAG_BYTES });
  cipher.setAAD(additionalData(chunk));
  return Buffer.concat([cipher.update(chunk.bytes), cipher.final(), cipher.getAuthTag()]);
}

function openChunk(chunk: Chunk): Buffer {
  const end = chunk.bytes.length - TAG_BYTES;
  if (end < 0) throw new FileFormatError('broken');
  const decipher = createDecipheriv('aes-256-gcm', chunk.key, nonceOf(chunk), { authTagLength: TAG_BYTES });
  decipher.setAAD(additionalData(chunk));
  decipher.setAuthTag(chunk.bytes.subarray(end));
  const plain = decipher.update(chunk.bytes.subarray(0, end));
  try {
    decipher.final();
  } catch {
    throw new FileFormatError('broken');
  }
  return plain;
}

function nonceOf({ header, index }: Chunk): Buffer {
  const nonce = Buffer.from(header.subarray(HEADER_BYTES - NONCE_BYTES));
  nonce.writeUInt32BE((nonce.readUInt32BE(NONCE_BYTES - 4) ^ index) >>> 0, NONCE_BYTES - 4);
  return nonce;
}

function additionalData({ header, identity, index, last }: Chunk): Buffer {
  const place = Buffer.alloc(5);
  place.writeUInt32BE(index);
  place.writeUInt8(last ? 1 : 0, 4);
  return Buffer.concat([header, withLength(identity.orderId), withLength(identity.fileId), place]);
}

function withLength(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

type Block = { readonly bytes: Buffer; readonly last: boolean };

function blocks(source: ByteSource, size: number): AsyncGenerator<Block, void, void> {
  return new ByteQueue(source).blocks(size);
}

/** Cuts a byte stream of any rhythm into blocks of one size. */
class ByteQueue {
  readonly #iterator: AsyncIterator<Uint8Array> | Iterator<Uint8Array>;
  #parts: Buffer[] = [];
  #length = 0;
  #ended = false;

  constructor(source: ByteSource) {
    this.#iterator =
      Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
  }

  /** Up to `size` bytes; fewer only at the end. */
  async take(size: number): Promise<Buffer> {
    await this.#fill(size);
    const first = this.#parts[0];
    // A source that gives whole blocks is not copied.
    if (first !== undefined && first.length === size) {
      this.#parts.shift();
      this.#length -= size;
      return first;
    }
    const all = this.#parts.length === 1 ? (this.#parts[0] ?? Buffer.alloc(0)) : Buffer.concat(this.#parts);
    const taken = all.subarray(0, size);
    const rest = all.subarray(taken.length);
    this.#parts = rest.length > 0 ? [rest] : [];
    this.#length = rest.length;
    return taken;
  }

  /** Blocks of `size` bytes; the last one is marked, may be shorter, and always comes, even empty. */
  async *blocks(size: number): AsyncGenerator<Block, void, void> {
    try {
      for (let last = false; !last; ) {
        // One byte more than a block is needed to know whether it is the last.
        await this.#fill(size + 1);
        last = this.#length <= size;
        yield { bytes: await this.take(size), last };
      }
    } finally {
      await this.#iterator.return?.();
    }
  }

  async #fill(size: number): Promise<void> {
    while (this.#length < size && !this.#ended) {
      const next = await this.#iterator.next();
      if (next.done) {
        this.#ended = true;
      } else if (next.value.length > 0) {
        this.#parts.push(Buffer.from(next.value.buffer, next.value.byteOffset, next.value.length));
        this.#length += next.value.length;
      }
    }
  }
}
