import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_BATCH_BYTES } from '../op.ts';
import { nextBatch } from './batch.ts';
import { isTransient, retryAfterMs } from './retry.ts';

const LIMITS = { ops: 200, bytes: MAX_BATCH_BYTES };

describe('what is sent next', () => {
  it('[I3] never leaves a gap, never passes the limits, and always makes headway', () => {
    const queue = fc.array(
      fc.record({ step: fc.constantFrom(1, 1, 1, 2), bytes: fc.integer({ min: 1, max: 2_000_000 }) }),
    );
    fc.assert(
      fc.property(queue, (steps) => {
        let seq = 0;
        const pending = steps.map(({ step, bytes }) => ({ seq: (seq += step), bytes }));
        const batch = nextBatch(pending, LIMITS);
        expect(batch.length > 0).toBe(pending.length > 0);
        expect(batch).toEqual(pending.slice(0, batch.length));
        for (const [i, op] of batch.entries()) expect(op.seq).toBe((batch[0]?.seq ?? 0) + i);
        const bytes = batch.reduce((sum, op) => sum + op.bytes, 0);
        expect(batch.length === 1 || bytes <= MAX_BATCH_BYTES).toBe(true);
        expect(batch.length).toBeLessThanOrEqual(200);
      }),
    );
  });

  it('[I9] waits a random while that doubles up to 20 s, and as long as it was asked to', () => {
    expect(retryAfterMs(1, 0.999, null)).toBeLessThanOrEqual(400);
    expect(retryAfterMs(99, 0.999, null)).toBeLessThanOrEqual(20_000);
    expect(retryAfterMs(99, 0.999, null)).toBeGreaterThan(19_000);
    expect(retryAfterMs(1, 0, 5_000)).toBe(5_000);
  });

  it('repeats by itself only what may pass', () => {
    expect([408, 425, 429, 500, 503].every(isTransient)).toBe(true);
    expect([400, 401, 403, 404, 409, 413, 422, 423].some(isTransient)).toBe(false);
  });
});
