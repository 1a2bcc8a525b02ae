import { describe, expect, it } from 'vitest';
import sharp from 'sharp';
import { DEFAULT_LIMITS } from '../../../electron/core/ports/imaging.ts';
import { openPhoto } from '../../../electron/imaging/photo.ts';
import { makeThumbnail } from '../../../electron/imaging/thumbnail.ts';
import { RECOGNITION_BYTES } from '../../../shared/domain/media.ts';
import { jpegWithExif, withSegment } from '../../fixtures/photos/exifBytes.ts';
import { ftyp, pngHeadOf, rawWith } from '../../fixtures/photos/makeFiles.ts';
import { noisy, quarterNames, quarters, storedQuarters } from '../../fixtures/photos/makePhotos.ts';
import { probed, printed, refusalOf, thumbnailed, workOn } from '../../fixtures/photos/workOn.ts';

const UPRIGHT = 'red green blue yellow';
const jpeg = await quarters(400, 300).jpeg({ quality: 95 }).toBuffer();
const preview = (width: number, height: number) => quarters(width, height).jpeg({ quality: 95 }).toBuffer();

describe('photos in', () => {
  it.each([
    ['jpeg', () => quarters(400, 300).jpeg({ quality: 95 }).toBuffer()],
    ['jpeg', () => quarters(400, 300).jpeg({ quality: 95, progressive: true }).toBuffer()],
    ['png', () => quarters(400, 300).png().toBuffer()],
    ['tiff', () => quarters(400, 300).tiff({ compression: 'lzw' }).toBuffer()],
    ['webp', () => quarters(400, 300).webp({ quality: 95 }).toBuffer()],
    ['avif', () => quarters(400, 300).avif({ quality: 90 }).toBuffer()],
    ['raw', async () => rawWith([await preview(1600, 1200)], 1)],
  ] as const)('[MED-3] a %s is measured, shown and printed, under a wrong name too', async (kind, make) => {
    const bytes = await make();
    const name = kind === 'raw' ? 'DSC_1.NEF' : 'wrong.gif';
    const facts = await probed(bytes, name);
    expect(facts).toMatchObject({ kind, incomplete: false, notes: [] });
    expect([facts.width, facts.height]).toEqual(kind === 'raw' ? [1600, 1200] : [400, 300]);
    expect(await quarterNames((await printed(bytes, { width: 400, height: 300 }, name)).bytes)).toBe(UPRIGHT);
  });

  it.each([
    ['nothing', Buffer.alloc(0), 'empty'],
    ['a PDF named .jpg', Buffer.from('%PDF-1.7 and so on'), 'pdf'],
    ['a video named .jpg', ftyp('isom'), 'video'],
    ['a program named .jpg', Buffer.from('MZ\x90\0'), 'unsupported_type'],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'unsupported_type'],
    ['a JPEG head alone', jpeg.subarray(0, 40), 'damaged'],
    [
      'a PNG of random bytes',
      Buffer.concat([pngHeadOf(9, 9).subarray(0, 8), Buffer.alloc(900, 3)]),
      'damaged',
    ],
    ['a HEIC that is only its first box', ftyp('heic'), 'damaged'],
    ['a PNG bomb, by sides', pngHeadOf(65_501, 100), 'too_many_pixels'],
    ['a PNG bomb, by pixels', pngHeadOf(60_000, 60_000), 'too_many_pixels'],
    ['a RAW without a preview', rawWith([], 1), 'raw_no_preview'],
  ])('[MED-3] %s is grey with its reason', async (_name, bytes, reason) => {
    expect(await refusalOf(bytes, reason === 'raw_no_preview' ? 'a.nef' : 'a.jpg')).toBe(reason);
  });

  it('holds the limits to the pixel and the byte', async () => {
    const make = (width: number, height: number) => quarters(width, height).png().toBuffer();
    expect(await refusalOf(await make(63, 200))).toBe('too_small');
    expect(await refusalOf(await make(64, 64))).toBe('none');
    const refusalWith = async (limits: Partial<typeof DEFAULT_LIMITS>, bytes: Buffer) => {
      const result = await workOn(bytes, (source) => ({
        kind: 'probe',
        source,
        limits: { ...DEFAULT_LIMITS, ...limits },
      }));
      return result.ok ? 'none' : result.reason;
    };
    expect(await refusalWith({ bytes: jpeg.length - 1 }, jpeg)).toBe('too_big');
    expect(await refusalWith({ bytes: jpeg.length }, jpeg)).toBe('none');
    expect(await refusalWith({ pixels: 400 * 300 - 1 }, jpeg)).toBe('too_many_pixels');
    expect(await refusalWith({ pixels: 400 * 300 }, jpeg)).toBe('none');
    expect(await refusalWith({ maxSide: 399 }, jpeg)).toBe('too_many_pixels');
    const avif = await quarters(400, 300).avif({ quality: 50 }).toBuffer();
    expect(await refusalWith({ heifPixels: 400 * 300 - 1 }, avif)).toBe('too_many_pixels');
    const tiff = await quarters(400, 300).tiff({ compression: 'none' }).toBuffer();
    expect(await refusalWith({ bytes: 1000 }, tiff)).toBe('none');
    expect(await refusalWith({ bytes: 1000, largeBytes: tiff.length - 1 }, tiff)).toBe('too_big');
  });

  it('[MED-3] a truncated photo is flagged and can still be printed', async () => {
    const whole = await noisy(800, 600).jpeg({ quality: 90 }).toBuffer();
    const cut = whole.subarray(0, Math.floor(whole.length * 0.6));
    expect((await probed(cut)).incomplete).toBe(true);
    expect(await printed(cut)).toMatchObject({ incomplete: true, width: 300, height: 200 });
    expect((await probed(whole)).incomplete).toBe(false);
    expect((await printed(whole)).incomplete).toBe(false);
  });

  it('[MED-3] a truncated PNG is flagged; a truncated WebP cannot be decoded', async () => {
    const png = await noisy(400, 300).png().toBuffer();
    const webp = await noisy(400, 300).webp({ quality: 90 }).toBuffer();
    const cut = png.subarray(0, png.length - 5000);
    expect((await probed(png)).incomplete).toBe(false);
    expect((await probed(cut)).incomplete).toBe(true);
    expect((await printed(cut)).incomplete).toBe(true);
    expect(await refusalOf(webp.subarray(0, webp.length - 5000))).toBe('damaged');
  });

  it('[MED-3] a photo with a hole in its middle is flagged when it is decoded, and can still be printed', async () => {
    const holed = Buffer.from(await noisy(400, 300).png().toBuffer());
    holed.fill(0x55, holed.length >> 1, (holed.length >> 1) + 2000);
    expect(await thumbnailed(holed)).toMatchObject({ incomplete: true, width: 160, height: 120 });
    expect(await printed(holed)).toMatchObject({ incomplete: true, width: 300, height: 200 });
  });

  it('[MED-3] a truncated AVIF is flagged', async () => {
    const avif = await noisy(400, 300).avif({ quality: 60 }).toBuffer();
    expect((await probed(avif)).incomplete).toBe(false);
    expect((await probed(avif.subarray(0, avif.length - 500))).incomplete).toBe(true);
  });

  it('takes a trailer after the end, as phones write it, for no damage', async () => {
    const withVideo = Buffer.concat([jpeg, Buffer.alloc(300_000, 0x11)]);
    expect((await probed(withVideo)).incomplete).toBe(false);
  });

  it('takes the first of many pages and says so', async () => {
    const pages = await sharp(
      [await quarters(200, 200).png().toBuffer(), await quarters(200, 200).negate().png().toBuffer()],
      { join: { animated: true } },
    )
      .tiff({ compression: 'none' })
      .toBuffer();
    expect((await probed(pages)).notes).toEqual(['more_pages']);
    expect(await quarterNames((await printed(pages, { width: 200, height: 200 })).bytes)).toBe(UPRIGHT);
  });

  it('takes the first frame of an animated WebP', async () => {
    const frames = [
      await quarters(200, 200).png().toBuffer(),
      await quarters(200, 200).negate().png().toBuffer(),
    ];
    const webp = await sharp(frames, { join: { animated: true } })
      .webp({ lossless: true })
      .toBuffer();
    expect(await probed(webp)).toMatchObject({ kind: 'webp', width: 200, height: 200 });
    expect(await quarterNames((await printed(webp, { width: 200, height: 200 })).bytes)).toBe(UPRIGHT);
  });

  it('reads the head of a JPEG beyond 64 KiB of metadata', async () => {
    let bytes = jpegWithExif(jpeg, { orientation: 6, takenAt: '2026:07:08 09:10:11' });
    for (let n = 0; n < 3; n += 1) bytes = withSegment(bytes, 0xe2, Buffer.alloc(60_000, 1));
    const facts = await probed(bytes);
    expect(facts).toMatchObject({ width: 300, height: 400, takenAt: '2026-07-08T09:10:11' });
  });
});

describe('RAW', () => {
  it('[MED-3] prints the largest embedded JPEG', async () => {
    const small = await quarters(1600, 1100).negate().jpeg().toBuffer();
    const raw = rawWith([small, await preview(2400, 1600), small], 1);
    const facts = await probed(raw, 'a.arw');
    expect(facts).toMatchObject({ kind: 'raw', width: 2400, height: 1600, takenAt: '2026-05-04T03:02:01' });
    expect(await quarterNames((await printed(raw, {}, 'a.arw')).bytes)).toBe(UPRIGHT);
  });

  it('[MED-3] has no preview below 1600 pixels', async () => {
    expect(await refusalOf(rawWith([await preview(1599, 1000)], 1), 'a.nef')).toBe('raw_no_preview');
    expect(await refusalOf(rawWith([await preview(1600, 1000)], 1), 'a.nef')).toBe('none');
  });

  it("is turned by the preview's own orientation, else by the RAW's", async () => {
    const lying = await storedQuarters(1100, 1600, 6).jpeg({ quality: 95 }).toBuffer();
    const own = rawWith([jpegWithExif(lying, { orientation: 6 })], 1);
    const outer = rawWith([lying], 6);
    const silent = rawWith([jpegWithExif(lying, { takenAt: '2026:01:01 00:00:00' })], 6);
    for (const raw of [own, outer, silent]) {
      expect(await probed(raw, 'a.nef')).toMatchObject({ width: 1100, height: 1600 });
      const print = await printed(raw, { width: 220, height: 320 }, 'a.nef');
      expect(await quarterNames(print.bytes)).toBe(UPRIGHT);
    }
  });
});

describe('thumbnails', () => {
  it('uses the embedded picture when quick, turned and without its black bars', async () => {
    const inner = await quarters(160, 107).png().toBuffer();
    const thumbnail = await sharp(inner)
      .extend({ top: 6, bottom: 7, background: '#000000' })
      .jpeg({ quality: 95 })
      .toBuffer();
    const bytes = jpegWithExif(await quarters(1500, 1000).negate().jpeg().toBuffer(), {
      orientation: 3,
      thumbnail,
    });
    const quick = await thumbnailed(bytes, 'quick', 320);
    expect(quick).toMatchObject({ origin: 'embedded', width: 160, height: 107 });
    expect(await quarterNames(quick.bytes)).toBe('yellow blue green red');
    expect(await thumbnailed(bytes, 'sharp', 320)).toMatchObject({
      origin: 'decoded',
      width: 320,
      height: 213,
    });
  });

  it('decodes where the embedded picture is too small, of another ratio, or broken', async () => {
    const photo = await quarters(1500, 1000).jpeg().toBuffer();
    const cases = [
      await quarters(60, 40).jpeg().toBuffer(),
      await quarters(107, 160).jpeg().toBuffer(),
      Buffer.concat([Buffer.from('ffd8', 'hex'), Buffer.alloc(3000, 9)]),
    ];
    for (const thumbnail of cases) {
      const made = await thumbnailed(jpegWithExif(photo, { thumbnail }), 'quick', 320);
      expect(made).toMatchObject({ origin: 'decoded', width: 320, height: 213 });
    }
  });

  it('reads only head and tail of a photo that holds a picture of itself', async () => {
    const thumbnail = await quarters(160, 120).jpeg().toBuffer();
    const bytes = jpegWithExif(await noisy(2000, 1500).jpeg({ quality: 90 }).toBuffer(), { thumbnail });
    const bytesReadFor = async (quality: 'quick' | 'sharp') => {
      let count = 0;
      const read = async (offset: number, length: number) => {
        const part = bytes.subarray(offset, offset + length);
        count += part.length;
        return part;
      };
      const source = { name: 'a.jpg', size: bytes.length, read, whole: () => read(0, bytes.length) };
      const photo = await openPhoto(source, DEFAULT_LIMITS);
      await makeThumbnail(photo, { maxEdge: 320, quality });
      return count;
    };
    expect(bytes.length).toBeGreaterThan(10 * RECOGNITION_BYTES);
    expect(await bytesReadFor('quick')).toBeLessThanOrEqual(2 * RECOGNITION_BYTES);
    expect(await bytesReadFor('sharp')).toBeGreaterThanOrEqual(bytes.length);
  });

  it('does not enlarge', async () => {
    expect(await thumbnailed(jpeg, 'sharp', 1600)).toMatchObject({ width: 400, height: 300 });
  });
});
