const EXTENSIONS = ['jpg', 'png', 'tif', 'webp', 'avif', 'heic', 'cr2', 'dng', 'gif', 'svg', 'pdf', 'zip'];
/** What length, count and offset fields choke on. */
const EDGES = [0x00000000, 0x00000001, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];
/** Heads of what is never opened, and of other kinds than the file is. */
const HEADS = [
  '<svg xmlns="http://www.w3.org/2000/svg">',
  '%PDF-1.7\n',
  'PK\x03\x04',
  'GIF89a',
  'II*\0',
  'RIFF',
  '\xff\xd8\xff',
];
/** Where heads and tables are, and where most parsers live. */
const HEAD_BYTES = 512;

const placeIn = (random, bytes) =>
  random.int(0, Math.max(0, (random.chance(0.6) ? Math.min(bytes.length, HEAD_BYTES) : bytes.length) - 1));

const MUTATIONS = {
  'bits flipped': (random, bytes) => {
    const copy = Buffer.from(bytes);
    for (let n = random.int(1, 24); n > 0; n -= 1) copy[placeIn(random, copy)] ^= 1 << random.int(0, 7);
    return copy;
  },
  'bytes replaced': (random, bytes) => {
    const copy = Buffer.from(bytes);
    for (let n = random.int(1, 64); n > 0; n -= 1) copy[placeIn(random, copy)] = random.int(0, 255);
    return copy;
  },
  'cut short': (random, bytes) => bytes.subarray(0, random.int(0, bytes.length - 1)),
  'a field at its edge': (random, bytes) => {
    const copy = Buffer.from(bytes);
    for (let n = random.int(1, 4); n > 0 && copy.length >= 4; n -= 1) {
      const at = Math.min(placeIn(random, copy), copy.length - 4);
      const value = random.pick(EDGES);
      if (random.chance(0.5)) copy.writeUInt32BE(value, at);
      else copy.writeUInt32LE(value, at);
    }
    return copy;
  },
  'a piece twice': (random, bytes) => {
    const from = placeIn(random, bytes);
    const piece = bytes.subarray(from, from + random.int(1, 4096));
    return Buffer.concat([
      bytes.subarray(0, from),
      ...Array(random.int(2, 40)).fill(piece),
      bytes.subarray(from),
    ]);
  },
  'a piece missing': (random, bytes) => {
    const from = placeIn(random, bytes);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + random.int(1, 2048))]);
  },
  'another head': (random, bytes) => {
    const head = Buffer.from(random.pick(HEADS), 'latin1');
    return Buffer.concat([head, bytes.subarray(random.chance(0.5) ? head.length : 0)]);
  },
  'itself inside': (random, bytes) => {
    const at = placeIn(random, bytes);
    return Buffer.concat([bytes.subarray(0, at), bytes, bytes.subarray(at)]);
  },
  'bytes behind': (random, bytes) =>
    Buffer.concat([bytes, Buffer.alloc(random.int(1, 65_536), random.int(0, 255))]),
};

/**
 * A seed made hostile: one to three of the mutations, and at times another kind's extension.
 * @param {ReturnType<import('../crash/random.mjs').createRandom>} random
 * @param {import('./seeds.mjs').Seed} seed
 * @returns {{ name: string, bytes: Buffer, what: string }} `what` names seed and mutations, for the report.
 */
export function mutate(random, seed) {
  const names = random.some(Object.keys(MUTATIONS), random.pick([1, 1, 1, 2, 3]));
  const bytes = names.reduce((now, name) => MUTATIONS[name](random, now), seed.bytes);
  const stem = seed.name.replace(/\.\w+$/, '');
  const name = random.chance(0.15) ? `${stem}.${random.pick(EXTENSIONS)}` : seed.name;
  return { name, bytes, what: `${seed.name} as ${name}: ${names.join(', ')}` };
}
