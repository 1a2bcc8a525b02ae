import { describe, expect, it } from 'vitest';
import sharp from 'sharp';
import { GPS_MARK, jpegWithExif, withSegment } from '../../fixtures/photos/exifBytes.ts';
import {
  coloursAt,
  distance,
  nameOf,
  plain,
  quarterNames,
  quarters,
  type Rgb,
  storedQuarters,
} from '../../fixtures/photos/makePhotos.ts';
import { segmentsOf } from '../../fixtures/photos/segmentsOf.ts';
import { printed, probed, thumbnailed } from '../../fixtures/photos/workOn.ts';

const UPRIGHT = 'red green blue yellow';
const jpeg = await quarters(400, 300).jpeg({ quality: 95, chromaSubsampling: '4:4:4' }).toBuffer();
const centre = async (bytes: Uint8Array): Promise<Rgb> =>
  (await coloursAt(bytes, [[0.5, 0.5]]))[0] ?? [0, 0, 0];

describe('upright', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'EXIF orientation %i, in JPEG, PNG, TIFF and WebP',
    async (orientation) => {
      const stored = storedQuarters(400, 300, orientation);
      const files = [
        jpegWithExif(await stored.clone().jpeg({ quality: 95 }).toBuffer(), { orientation }),
        await stored.clone().withMetadata({ orientation }).png().toBuffer(),
        await stored.clone().withMetadata({ orientation }).tiff({ compression: 'none' }).toBuffer(),
        await stored.clone().withMetadata({ orientation }).webp({ quality: 95 }).toBuffer(),
      ];
      for (const bytes of files) {
        expect(await probed(bytes)).toMatchObject({ width: 400, height: 300, orientation });
        expect(await quarterNames((await printed(bytes)).bytes)).toBe(UPRIGHT);
        const small = await thumbnailed(bytes);
        expect([small.width, small.height]).toEqual([160, 120]);
        expect(await quarterNames(small.bytes)).toBe(UPRIGHT);
        const crop = { x: 0.5, y: 0.5, w: 0.5, h: 0.5 };
        expect(nameOf(await centre((await printed(bytes, { crop })).bytes))).toBe('yellow');
      }
    },
  );

  it('AVIF is turned by its container, not by EXIF, and once', async () => {
    const stored = storedQuarters(400, 300, 6);
    const turned = await stored.clone().withMetadata({ orientation: 6 }).avif({ quality: 90 }).toBuffer();
    expect(turned.includes('irot')).toBe(true);
    expect(await probed(turned)).toMatchObject({ width: 400, height: 300, orientation: 1 });
    expect(await quarterNames((await printed(turned)).bytes)).toBe(UPRIGHT);
    const silent = Buffer.from(turned);
    silent.write('free', silent.indexOf('irot'), 'latin1');
    expect(await probed(silent)).toMatchObject({ width: 300, height: 400 });
    expect(await quarterNames((await printed(silent, { width: 200, height: 300 })).bytes)).toBe(
      'green yellow red blue',
    );
  });
});

describe('crop, turns and mirror', () => {
  it.each([
    [0, false, 'red green blue yellow'],
    [1, false, 'blue red yellow green'],
    [2, false, 'yellow blue green red'],
    [3, false, 'green yellow red blue'],
    [0, true, 'green red yellow blue'],
    [1, true, 'red blue green yellow'],
    [2, true, 'blue yellow red green'],
    [3, true, 'yellow green blue red'],
  ] as const)('%i quarter turns clockwise, then mirrored: %s', async (rotation, mirror, expected) => {
    const [width, height] = rotation % 2 === 1 ? [240, 320] : [320, 240];
    const print = await printed(jpeg, { rotation, mirror, width, height });
    expect(await quarterNames(print.bytes)).toBe(expected);
  });

  it.each([
    [0, false, ['red', 'green', 'blue', 'yellow']],
    [1, false, ['blue', 'red', 'yellow', 'green']],
    [2, true, ['yellow', 'blue', 'green', 'red']],
    [3, true, ['green', 'yellow', 'red', 'blue']],
  ] as const)(
    'crops in the turned picture, before it is mirrored: %i turns, %s',
    async (rotation, mirror, quarter) => {
      const corners = [0, 1, 2, 3].map((n) => ({ x: (n % 2) / 2, y: Math.floor(n / 2) / 2, w: 0.5, h: 0.5 }));
      const prints = await Promise.all(corners.map((crop) => printed(jpeg, { crop, rotation, mirror })));
      const names = await Promise.all(prints.map(async ({ bytes }) => nameOf(await centre(bytes))));
      expect(names).toEqual(quarter);
    },
  );

  it('mirrors the cut itself', async () => {
    const crop = { x: 0, y: 0, w: 1, h: 0.5 };
    const { bytes } = await printed(jpeg, { crop, mirror: true, width: 300, height: 100 });
    const places = [
      [0.25, 0.5],
      [0.75, 0.5],
    ] as const;
    expect((await coloursAt(bytes, places)).map(nameOf)).toEqual(['green', 'red']);
  });

  it('fill cuts around the centre, fit adds white, both to the exact pixel', async () => {
    for (const [width, height] of [
      [1181, 1772],
      [413, 531],
      [1205, 1205],
      [1773, 1181],
    ] as const) {
      const fill = await printed(jpeg, { fit: 'fill', width, height });
      const fit = await printed(jpeg, { fit: 'fit', width, height });
      for (const { bytes } of [fill, fit]) {
        const metadata = await sharp(bytes).metadata();
        expect([metadata.width, metadata.height]).toEqual([width, height]);
      }
      expect(await quarterNames(fill.bytes)).toBe(UPRIGHT);
    }
    const tall = (await printed(jpeg, { fit: 'fit', width: 300, height: 600 })).bytes;
    const names = (
      await coloursAt(tall, [
        [0.5, 0.02],
        [0.25, 0.45],
        [0.75, 0.55],
        [0.5, 0.98],
      ])
    ).map(nameOf);
    expect(names).toEqual(['white', 'red', 'yellow', 'white']);
  });

  it('a crop of one corner never leaves the picture', async () => {
    const crop = { x: 0.9999, y: 0.9999, w: 0.0001, h: 0.0001 };
    expect(nameOf(await centre((await printed(jpeg, { crop })).bytes))).toBe('yellow');
  });
});

describe('colour', () => {
  // What an sRGB green looks like in wider spaces, computed from their published primaries.
  const SRGB_GREEN: Rgb = [0, 255, 0];

  it('Display P3 becomes sRGB', async () => {
    const p3 = await plain(100, 100, SRGB_GREEN).withIccProfile('p3').jpeg({ quality: 100 }).toBuffer();
    const stored = (await sharp(p3, { ignoreIcc: true }).raw().toBuffer()).subarray(0, 3);
    expect(stored[0]).toBeGreaterThan(100);
    expect(distance(await centre((await printed(p3)).bytes), SRGB_GREEN)).toBeLessThanOrEqual(4);
    expect(distance(await centre((await thumbnailed(p3)).bytes), SRGB_GREEN)).toBeLessThanOrEqual(4);
  });

  it('Display P3 in 16 bits becomes sRGB too', async () => {
    const p3 = await plain(100, 100, SRGB_GREEN).withIccProfile('p3').toColourspace('rgb16').png().toBuffer();
    expect((await sharp(p3).metadata()).depth).toBe('ushort');
    expect(distance(await centre((await printed(p3)).bytes), SRGB_GREEN)).toBeLessThanOrEqual(4);
  });

  it('EXIF R03 without a profile is Adobe RGB', async () => {
    // Adobe RGB (144, 255, 60) is sRGB green: its curve is 2.2, red = 0.2849^(1/2.2) × 255.
    const bytes = await plain(100, 100, [144, 255, 60])
      .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
      .toBuffer();
    const r03 = jpegWithExif(bytes, { adobeRgb: true });
    expect(distance(await centre((await printed(r03)).bytes), SRGB_GREEN)).toBeLessThanOrEqual(6);
    const untagged = await centre((await printed(bytes)).bytes);
    expect(distance(untagged, [144, 255, 60])).toBeLessThanOrEqual(3);
  });

  it('an embedded profile outweighs R03', async () => {
    const p3 = await plain(100, 100, SRGB_GREEN).withIccProfile('p3').jpeg({ quality: 100 }).toBuffer();
    const both = jpegWithExif(p3, { adobeRgb: true });
    expect(distance(await centre((await printed(both)).bytes), SRGB_GREEN)).toBeLessThanOrEqual(4);
  });

  it('CMYK becomes sRGB, with a note', async () => {
    const cmyk = await plain(100, 100, [200, 40, 40]).toColourspace('cmyk').jpeg({ quality: 100 }).toBuffer();
    expect((await probed(cmyk)).notes).toEqual(['cmyk']);
    const { bytes } = await printed(cmyk);
    expect(await sharp(bytes).metadata()).toMatchObject({ space: 'srgb', channels: 3 });
    const [red, green, blue] = await centre(bytes);
    expect(red).toBeGreaterThan(150);
    expect(Math.max(green, blue)).toBeLessThan(110);
  });

  it('grey and 16-bit pictures become 8-bit sRGB', async () => {
    const grey = await plain(100, 100, [128, 128, 128]).greyscale().jpeg().toBuffer();
    const deep = await plain(100, 100, [120, 60, 200])
      .toColourspace('rgb16')
      .tiff({ compression: 'none' })
      .toBuffer();
    for (const [bytes, colour] of [
      [grey, [128, 128, 128]],
      [deep, [120, 60, 200]],
    ] as const) {
      const print = (await printed(bytes)).bytes;
      expect(await sharp(print).metadata()).toMatchObject({ space: 'srgb', channels: 3, depth: 'uchar' });
      expect(distance(await centre(print), colour)).toBeLessThanOrEqual(4);
    }
  });

  it.each(['png', 'webp', 'avif'] as const)('alpha lies on white: %s', async (format) => {
    const image = sharp({
      create: { width: 100, height: 100, channels: 4, background: { r: 255, g: 0, b: 0, alpha: 0.5 } },
    });
    const bytes = await image[format]({ quality: 100 }).toBuffer();
    for (const { bytes: made } of [await printed(bytes), await thumbnailed(bytes)]) {
      expect(distance(await centre(made), [255, 127, 127])).toBeLessThanOrEqual(6);
    }
  });
});

describe('output file', () => {
  const rich = () => {
    const exif = { orientation: 1, takenAt: '2026:01:02 03:04:05', gps: true, thumbnail: jpeg };
    let bytes = jpegWithExif(jpeg, exif);
    bytes = withSegment(
      bytes,
      0xe1,
      Buffer.from('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>Ilze Izdomāta</x:xmpmeta>'),
    );
    bytes = withSegment(
      bytes,
      0xed,
      Buffer.from('Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x12IPTC Ilze Izdomata'),
    );
    return withSegment(bytes, 0xfe, Buffer.from('comment: Ilze Izdomata'));
  };

  it('[OUT-6] carries no EXIF, place, XMP, IPTC, comment or profile', async () => {
    const bytes = rich();
    for (const mark of [GPS_MARK, 'Exif', 'xmpmeta', '8BIM', 'Ilze']) expect(bytes.includes(mark)).toBe(true);
    const p3 = await quarters(200, 200).withIccProfile('p3').jpeg().toBuffer();
    const made = [
      await printed(bytes),
      await thumbnailed(bytes, 'sharp'),
      await thumbnailed(bytes, 'quick'),
      await printed(p3),
      await printed(bytes, { rotation: 1, mirror: true, fit: 'fit' }),
    ];
    for (const { bytes: out } of made) {
      for (const mark of [GPS_MARK, 'Exif', 'xmp', '8BIM', 'Photoshop', 'Ilze', 'ICC_PROFILE', '2026']) {
        expect(Buffer.from(out).includes(mark)).toBe(false);
      }
      expect(segmentsOf(out)).not.toContain(0xe1);
      expect(segmentsOf(out).every((marker) => marker < 0xe1 || marker > 0xef)).toBe(true);
    }
  });

  it('is a baseline JPEG, 4:4:4, 300 dpi, of quality 95', async () => {
    const { bytes } = await printed(jpeg);
    expect(await sharp(bytes).metadata()).toMatchObject({
      format: 'jpeg',
      density: 300,
      isProgressive: false,
      chromaSubsampling: '4:4:4',
      channels: 3,
      hasProfile: false,
    });
    expect(segmentsOf(bytes)).toContain(0xc0);
    // The first entry of the luminance table is 16 at quality 50 and 2 at quality 95.
    const table = Buffer.from(bytes).indexOf(Buffer.from('ffdb', 'hex'));
    expect(bytes[table + 5]).toBe(2);
  });

  it('is the same for the same original, edits and settings', async () => {
    const twice = await Promise.all([printed(jpeg, { rotation: 1 }), printed(jpeg, { rotation: 1 })]);
    expect(Buffer.from(twice[0].bytes).equals(Buffer.from(twice[1].bytes))).toBe(true);
  });
});
