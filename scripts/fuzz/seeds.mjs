import { configure, Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import sharp from 'sharp';
import { jpegWithExif } from '../../tests/fixtures/photos/exifBytes.ts';
import { pngHeadOf, rawWith } from '../../tests/fixtures/photos/makeFiles.ts';
import { noisy } from '../../tests/fixtures/photos/makePhotos.ts';

/** @typedef {{ name: string, bytes: Buffer }} Seed A whole file that a camera or a program could have written. */

const BOMB_SIDE = 12_000;

/**
 * One small file of every kind that is decoded, those that need their own care (CMYK, progressive, a preview inside),
 * two that are small on disk and huge in memory, and an archive under its own name and under a photo's.
 * @returns {Promise<readonly Seed[]>}
 */
export async function makeSeeds() {
  const photo = () => noisy(320, 240);
  const plain = await photo().jpeg({ quality: 80 }).toBuffer();
  const preview = await noisy(160, 120).jpeg().toBuffer();
  const archive = await archiveOf(plain);
  return [
    {
      name: 'camera.jpg',
      bytes: jpegWithExif(plain, { takenAt: '2026:07:14 12:00:00', orientation: 6, gps: true }),
    },
    { name: 'progressive.jpg', bytes: await photo().jpeg({ progressive: true }).toBuffer() },
    { name: 'print.jpg', bytes: await photo().toColourspace('cmyk').jpeg().toBuffer() },
    { name: 'picture.png', bytes: await photo().png().toBuffer() },
    { name: 'clear.png', bytes: await photo().ensureAlpha(0.5).png({ palette: true }).toBuffer() },
    { name: 'scan.tif', bytes: await photo().tiff({ compression: 'lzw' }).toBuffer() },
    { name: 'tiles.tif', bytes: await photo().tiff({ tile: true, compression: 'deflate' }).toBuffer() },
    { name: 'web.webp', bytes: await photo().webp().toBuffer() },
    { name: 'phone.avif', bytes: await photo().avif({ effort: 0 }).toBuffer() },
    { name: 'camera.cr2', bytes: rawWith([preview, plain], 1) },
    { name: 'bomb.png', bytes: await bomb() },
    { name: 'claims.png', bytes: pngHeadOf(60_000, 60_000) },
    { name: 'holiday.zip', bytes: archive },
    { name: 'renamed.jpg', bytes: archive },
  ];
}

/** A few hundred kilobytes that unfold to a picture of 144 megapixels. */
function bomb() {
  const size = { width: BOMB_SIDE, height: BOMB_SIDE, channels: 3 };
  return sharp({ create: { ...size, background: '#fff' }, limitInputPixels: false })
    .png()
    .toBuffer();
}

/** A photo under names that lead out of the folder or mean a device: nothing of it may ever be unpacked. */
async function archiveOf(photo) {
  configure({ useWebWorkers: false });
  const zip = new ZipWriter(new Uint8ArrayWriter());
  for (const name of ['../../outside.jpg', '/tmp/outside.jpg', 'CON.jpg'])
    await zip.add(name, new Uint8ArrayReader(photo));
  return Buffer.from(await zip.close());
}
