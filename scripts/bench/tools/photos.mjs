import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { jpegWithExif, withSegment } from '../../../tests/fixtures/photos/exifBytes.ts';
import { repoRoot } from '../../lib/paths.mjs';

const COMMENT = 0xfe;
const END = Buffer.from([0xff, 0xd9]);
const PICTURES = 8;
const SMALL_BYTES = 200_000;
const SMALL_WIDTH = 500;
const PHOTOS_A_DAY = 1000;

/** A made-up photo: soft shapes and grain, which compress about as a camera's pictures do. */
async function picture(width, height, { grain, quality }) {
  const shapes = await sharp(randomBytes(12 * 8 * 3), { raw: { width: 12, height: 8, channels: 3 } })
    .resize(width, height, { kernel: 'cubic' })
    .raw()
    .toBuffer();
  const noise = randomBytes(shapes.length);
  for (let i = 0; i < shapes.length; i += 1) shapes[i] = Math.min(255, shapes[i] * 0.8 + noise[i] * grain);
  return sharp(shapes, { raw: { width, height, channels: 3 } })
    .jpeg({ quality })
    .toBuffer();
}

/** Sides of what most cameras of today take, in pixels. */
export const CAMERA_24_MP = { width: 6000, height: 4000 };

const nameOf = (index) => `IMG_${String(index + 1).padStart(4, '0')}.JPG`;
/** No two files are alike: their number stands in a comment. */
const numbered = (jpeg, index) => withSegment(jpeg, COMMENT, Buffer.from(nameOf(index)));

/** `count` photos of `width` × `height` with the embedded thumbnail that cameras write (160 × 120). Answers the paths. */
export async function makeCameraPhotos(folder, count, { width = 3000, height = 2000 } = {}) {
  await mkdir(folder, { recursive: true });
  const pictures = [];
  for (let i = 0; i < Math.min(PICTURES, count); i += 1) {
    const jpeg = await picture(width, height, { grain: 0.06, quality: 90 });
    const thumbnail = await sharp(jpeg).resize(160, 120, { fit: 'contain' }).jpeg().toBuffer();
    pictures.push({ jpeg, thumbnail });
  }
  const paths = [];
  for (let i = 0; i < count; i += 1) {
    const { jpeg, thumbnail } = pictures[i % pictures.length];
    const minute = String(i % 60).padStart(2, '0');
    const hour = String(8 + (Math.floor(i / 60) % 12)).padStart(2, '0');
    // No two of one moment: they would be a series.
    const second = String(Math.floor(i / 720) * 10).padStart(2, '0');
    const photo = jpegWithExif(jpeg, {
      orientation: 1,
      takenAt: `2026:11:21 ${hour}:${minute}:${second}`,
      thumbnail,
    });
    paths.push(join(folder, nameOf(i)));
    await writeFile(paths[i], numbered(photo, i));
  }
  return paths;
}

/** Real photos beside the project, or where LETE_SAMPLES says; null where there are none. */
export function samplesFolder() {
  const folder = process.env.LETE_SAMPLES ?? join(repoRoot, '../shared/samples');
  return existsSync(join(folder, 'card')) ? join(folder, 'card', 'DCIM') : null;
}

/**
 * `count` small photos that cannot be told from a card's by the app: of real ones, or made up where those are absent,
 * each with a time and a content of its own, a thousand a day. Answers whether they are real.
 */
export async function makeManyPhotos(folder, count) {
  const samples = samplesFolder();
  const bases = await Promise.all((samples ? await smallJpegs(samples) : await madeJpegs()).map(asBase));
  await mkdir(folder, { recursive: true });
  for (let i = 0; i < count; i += 1) {
    const { jpeg, orientation, thumbnail } = bases[i % bases.length];
    const at = new Date(Date.UTC(2026, 9, 1 + Math.floor(i / PHOTOS_A_DAY), 8, 0, (i % PHOTOS_A_DAY) * 40));
    const takenAt = at.toISOString().slice(0, 19).replace('T', ' ').replaceAll('-', ':');
    const name = `IMG_${String(i + 1).padStart(5, '0')}.JPG`;
    // Lengths differ as those of real photos do.
    const own = withSegment(jpeg, COMMENT, Buffer.concat([Buffer.from(name), Buffer.alloc((i * 97) % 8192)]));
    await writeFile(join(folder, name), jpegWithExif(own, { orientation, takenAt, thumbnail }));
  }
  return samples !== null;
}

async function smallJpegs(folder) {
  const files = (await readdir(folder, { recursive: true }))
    .filter((name) => /\.jpg$/i.test(name))
    .toSorted();
  const small = [];
  for (const name of files) {
    const bytes = await readFile(join(folder, name));
    const { width } = await sharp(bytes).metadata();
    if (bytes.length <= SMALL_BYTES && width >= SMALL_WIDTH) small.push(bytes);
  }
  return small;
}

const madeJpegs = () =>
  Promise.all(Array.from({ length: PICTURES }, () => picture(1800, 1200, { grain: 0.02, quality: 80 })));

async function asBase(jpeg) {
  const { orientation = 1 } = await sharp(jpeg).metadata();
  return {
    jpeg,
    orientation,
    thumbnail: await sharp(jpeg).resize(160, 120, { fit: 'contain' }).jpeg().toBuffer(),
  };
}

/** `count` JPEG files of exactly `bytes` bytes each; what the pixels do not fill follows them, as phones do it. */
export async function makeLargeFiles(folder, count, bytes) {
  await mkdir(folder, { recursive: true });
  const jpeg = await picture(4000, 3000, { grain: 0.12, quality: 88 });
  const paths = [];
  for (let i = 0; i < count; i += 1) {
    const photo = numbered(jpeg, i);
    const rest = bytes - photo.length - END.length;
    if (rest < 0) throw new Error(`The photo is larger than ${bytes} bytes`);
    paths.push(join(folder, nameOf(i)));
    await writeFile(paths[i], Buffer.concat([photo, randomBytes(rest), END]));
  }
  return paths;
}
