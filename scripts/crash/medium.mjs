import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { noisy } from '../../tests/fixtures/photos/makePhotos.ts';

const SIDES = [
  [900, 600],
  [900, 600],
  [1200, 900],
  [1200, 900],
  [1600, 1200],
  [1600, 1200],
  [2400, 1600],
  [3600, 2400],
];

/** A folder that stands for a card, with photos that compress badly: their copying takes its time. */
export async function makeMedium(folder) {
  mkdirSync(folder, { recursive: true });
  for (const [at, [width, height]] of SIDES.entries()) {
    const bytes = await noisy(width, height).jpeg({ quality: 92 }).toBuffer();
    writeFileSync(join(folder, `IMG_${String(at + 1).padStart(4, '0')}.jpg`), bytes);
  }
  return hashesOf(folder);
}

/** SHA-256 of each photo by its name. */
export function hashesOf(folder) {
  const hash = (name) =>
    createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex');
  return new Map(readdirSync(folder).map((name) => [name, hash(name)]));
}
