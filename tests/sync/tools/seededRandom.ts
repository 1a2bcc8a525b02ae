import { createHash } from 'node:crypto';

/** Seeded random numbers in [0, 1): the same seed gives the same run everywhere. Read from SHA-256(seed, block). */
export const seededRandom = (seed: string | number): (() => number) => {
  let block = Buffer.alloc(0);
  let at = 0;
  let blocks = 0;
  return () => {
    if (at >= block.length) {
      block = createHash('sha256').update(`${seed}/${blocks}`).digest();
      blocks += 1;
      at = 0;
    }
    const value = block.readUInt32LE(at) / 2 ** 32;
    at += 4;
    return value;
  };
};
