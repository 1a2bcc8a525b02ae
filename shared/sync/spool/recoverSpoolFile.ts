import { Buffer } from 'node:buffer';
import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, open, readFile } from 'node:fs/promises';
import { decodeMarks, MARK_EVERY } from './marks.ts';

/** How far a file is received, the running hash of those bytes, and the number of its marks that hold. */
export interface Received {
  readonly bytes: number;
  readonly hash: Hash;
  readonly marks: number;
}

/** Reads a spool file again after a restart, as far as its marks agree with it. */
export const recoverSpoolFile = async (dataPath: string, marksPath: string): Promise<Received> => {
  const marks = decodeMarks(await readFile(marksPath));
  const handle = await open(dataPath, 'r');
  const hash = createHash('sha256');
  let believed: Received = { bytes: 0, hash: hash.copy(), marks: 0 };
  let read = 0;
  try {
    for (const mark of marks) {
      // Marks only ever go forward; anything else is what a power cut left.
      if (mark.offset < read || mark.offset > read + MARK_EVERY * 2) break;
      const block = await readBlock(handle, read, mark.offset - read);
      if (block === null) break;
      hash.update(block);
      read = mark.offset;
      if (!hash.copy().digest().equals(mark.hash)) break;
      believed = { bytes: read, hash: hash.copy(), marks: believed.marks + 1 };
    }
    return believed;
  } finally {
    await handle.close();
  }
};

/** Null when the file ends before. */
const readBlock = async (handle: FileHandle, from: number, length: number): Promise<Buffer | null> => {
  const block = Buffer.allocUnsafe(length);
  for (let filled = 0; filled < length; ) {
    const { bytesRead } = await handle.read(block, filled, length - filled, from + filled);
    if (bytesRead === 0) return null;
    filled += bytesRead;
  }
  return block;
};
