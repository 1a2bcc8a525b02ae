import { Buffer } from 'node:buffer';
import type { Hash } from 'node:crypto';

/*
 * What a spool file should hold, beside it: one record for every MiB and for every end of a request,
 *
 *   offset (u64 BE) | SHA-256 of all bytes before it (32 bytes)
 *
 * After a power cut a file may be longer than what reached the disk, and hold zeros where bytes should be. It is
 * believed up to the last record that its bytes agree with.
 */
export const RECORD_BYTES = 8 + 32;

/** Bytes between two marks: what a crash of the server costs at most. */
export const MARK_EVERY = 1_048_576;

/** Offset, and the hash of everything before it. */
interface Mark {
  readonly offset: number;
  readonly hash: Buffer;
}

export const encodeMark = (offset: number, hash: Hash): Buffer => {
  const record = Buffer.alloc(RECORD_BYTES);
  record.writeBigUInt64BE(BigInt(offset));
  hash.copy().digest().copy(record, 8);
  return record;
};

/** The records of a file of marks; a torn one at the end is left out. */
export const decodeMarks = (bytes: Buffer): readonly Mark[] =>
  Array.from({ length: Math.floor(bytes.length / RECORD_BYTES) }, (_, index) => {
    const record = bytes.subarray(index * RECORD_BYTES, (index + 1) * RECORD_BYTES);
    return { offset: Number(record.readBigUInt64BE()), hash: record.subarray(8) };
  });
