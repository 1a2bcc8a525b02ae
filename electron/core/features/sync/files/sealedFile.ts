import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';

/** Bytes read at once: small enough that hashing them does not hold core up, large enough for the disk. */
const READ_BYTES = 262_144;

/** A sealed file as it lies on our disk, which is also how it travels. */
export interface SealedFile {
  /** SHA-256 in hex. */
  readonly cipherSha256: string;
  readonly size: number;
}

/** Hashes a sealed file. Throws what the disk throws, and the signal's reason. */
export const measureSealed = async (path: string, signal: AbortSignal): Promise<SealedFile> => {
  const hash = createHash('sha256');
  let size = 0;
  for await (const block of readFrom(path, 0)) {
    signal.throwIfAborted();
    hash.update(block);
    size += block.length;
  }
  return { cipherSha256: hash.digest('hex'), size };
};

/** The bytes of a sealed file from `offset` on. Each block is a buffer of its own: the network may hold it a while. */
export async function* readFrom(path: string, offset: number): AsyncGenerator<Buffer, void, void> {
  const handle = await open(path, 'r');
  try {
    for (let at = offset; ; ) {
      const block = await readBlock(handle, at);
      if (block.length === 0) return;
      at += block.length;
      yield block;
    }
  } finally {
    await handle.close();
  }
}

const readBlock = async (handle: FileHandle, at: number): Promise<Buffer> => {
  const block = Buffer.allocUnsafeSlow(READ_BYTES);
  const { bytesRead } = await handle.read(block, 0, READ_BYTES, at);
  return block.subarray(0, bytesRead);
};

/** Blocks as the body of a request. What is not read any more is let go. */
export const streamOf = (blocks: AsyncGenerator<Uint8Array, void, void>): ReadableStream<Uint8Array> =>
  new ReadableStream({
    pull: async (controller) => {
      const next = await blocks.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
    cancel: async () => {
      await blocks.return();
    },
  });
