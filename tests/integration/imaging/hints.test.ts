import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { createImagingHost } from '../../../electron/core/imagingHost/imagingHost.ts';
import type { PhotoHint } from '../../../shared/domain/media.ts';
import { exifBytes, jpegWithExif } from '../../fixtures/photos/exifBytes.ts';
import {
  emptySky,
  movedSideways,
  nightSky,
  outOfFocus,
  portrait,
  SEEN,
  sharpView,
} from '../../fixtures/photos/focus.ts';
import { plain } from '../../fixtures/photos/makePhotos.ts';
import { printed, tempFolder } from '../../fixtures/photos/workOn.ts';

/*
 * What the real imaging process says of photos whose focus is known, with the preview that it makes of them.
 */
const entry = join(import.meta.dirname, '../../../electron/imaging/process.ts');
const imaging = createImagingHost({ command: { nodePath: process.execPath, entry }, processes: 1 });
const folder = await tempFolder();
afterAll(async () => {
  await imaging.close();
  await folder.remove();
});

let files = 0;
type Asked = { readonly maxEdge: number; readonly quality: 'quick' | 'sharp' };
async function hintOf(photo: Uint8Array, asked: Partial<Asked> = {}): Promise<PhotoHint | null> {
  const name = `${(files += 1)}.jpg`;
  const path = join(folder.path, name);
  await writeFile(path, photo);
  const size = { maxEdge: 640, quality: 'sharp', ...asked } as const;
  const made = await imaging.thumbnail({ kind: 'medium', path, name }, size, { priority: 'screen' });
  if (!made.ok) throw new Error(made.reason);
  return made.picture.hint;
}
const jpeg = (photo: Sharp): Promise<Buffer> => photo.jpeg({ quality: 88 }).toBuffer();

describe('a blurred photo, through the real imaging process', () => {
  it.each<readonly [string, () => Promise<Sharp>, PhotoHint | null]>([
    ['a garden in focus', async () => sharpView(), null],
    ['the same out of focus', () => outOfFocus(sharpView(), SEEN), 'blurred'],
    ['the same far out of focus', () => outOfFocus(sharpView(), 3 * SEEN), 'blurred'],
    ['the same, softer than a print shows', () => outOfFocus(sharpView(), SEEN / 4), null],
    ['the same from a camera that moved', () => movedSideways(sharpView(), 5 * SEEN), 'blurred'],
    ['a face before a garden out of focus', portrait, null],
    ['stars', async () => nightSky(), null],
    ['a sky without a cloud', async () => emptySky(), null],
  ])('[MED-10] %s', async (_what, photo, expected) => {
    expect(await hintOf(await jpeg(await photo()))).toBe(expected);
  });

  it('[MED-10] is judged alike wherever it is shown larger than on a tile, and not for a tile, which must be quick', async () => {
    const soft = await jpeg(await outOfFocus(sharpView(), SEEN));
    const clear = await jpeg(sharpView());
    for (const maxEdge of [640, 1600]) {
      expect([maxEdge, await hintOf(soft, { maxEdge }), await hintOf(clear, { maxEdge })]).toEqual([
        maxEdge,
        'blurred',
        null,
      ]);
    }
    expect(await hintOf(soft, { maxEdge: 320 })).toBe(null);
  });

  it('[MED-10] is not judged on the small picture in the file: that one is soft, the photo need not be', async () => {
    const thumbnail = await jpeg((await outOfFocus(sharpView(), SEEN)).resize(640));
    const photo = jpegWithExif(await jpeg(sharpView()), { thumbnail });
    expect(await hintOf(photo, { quality: 'quick' })).toBe(null);
    const soft = jpegWithExif(await jpeg(await outOfFocus(sharpView(), SEEN)), { thumbnail });
    expect([await hintOf(soft, { quality: 'quick' }), await hintOf(soft)]).toEqual([null, 'blurred']);
  });

  it('[MED-10] says nothing on a print', async () => {
    const print = await printed(await jpeg(await outOfFocus(sharpView(), SEEN)), { width: 600, height: 400 });
    expect(print.hint).toBe(null);
  });
});

/** A PNG whose eXIf chunk is as phones write it. */
async function pngWithExif(image: Sharp, values: Parameters<typeof exifBytes>[0]): Promise<Buffer> {
  const png = await image.png().toBuffer();
  const body = Buffer.concat([Buffer.from('eXIf'), exifBytes(values)]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(body.length - 4);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  // Behind the header: eight bytes of signature, and IHDR of 25.
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);
}

describe('a screenshot, through the real imaging process', () => {
  it('[MED-10] is what says so, in the file of any kind, and not what a camera took', async () => {
    const page = plain(900, 700, [240, 240, 240]);
    const noted = { comment: 'Screenshot' };
    expect(await hintOf(await pngWithExif(page, noted))).toBe('screenshot');
    expect(await hintOf(jpegWithExif(await jpeg(page), noted))).toBe('screenshot');
    expect(await hintOf(jpegWithExif(await jpeg(page), { ...noted, bigEndian: true }))).toBe('screenshot');
    expect(await hintOf(jpegWithExif(await jpeg(page), { ...noted, camera: 'LETE X1' }))).toBe(null);
    expect(await hintOf(jpegWithExif(await jpeg(page), { comment: 'Vecrīga' }))).toBe(null);
    const print = await printed(await pngWithExif(page, noted), {});
    expect([print.hint, (await sharp(print.bytes).metadata()).exif]).toEqual([null, undefined]);
  });

  it('[MED-10] is a PNG of a phone’s screen, which is not judged for blur', async () => {
    const blurredPage = sharp(await jpeg(await outOfFocus(sharpView(), SEEN))).resize(1080, 2400);
    expect(await hintOf(await blurredPage.png().toBuffer())).toBe('screenshot');
    expect(await hintOf(await jpeg(blurredPage))).toBe('blurred');
  });
});
