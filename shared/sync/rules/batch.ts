import { MAX_BATCH_BYTES, MAX_BATCH_OPS } from '../op.ts';

interface Sized {
  readonly seq: number;
  readonly bytes: number;
}

/**
 * The next ops to send: following one another without a gap, within the limits; one op alone may exceed the bytes,
 * since nothing behind it could go otherwise.
 */
export const nextBatch = <T extends Sized>(
  pending: readonly T[],
  limits: { readonly ops: number; readonly bytes: number },
): readonly T[] => {
  const most = { ops: Math.min(limits.ops, MAX_BATCH_OPS), bytes: Math.min(limits.bytes, MAX_BATCH_BYTES) };
  const batch: T[] = [];
  let bytes = 0;
  for (const op of pending) {
    const before = batch.at(-1);
    if (before !== undefined && op.seq !== before.seq + 1) break;
    bytes += op.bytes;
    if (batch.length === most.ops || (batch.length > 0 && bytes > most.bytes)) break;
    batch.push(op);
  }
  return batch;
};
