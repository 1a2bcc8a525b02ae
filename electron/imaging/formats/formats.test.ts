import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { exifBytes, jpegWithExif, withSegment } from '../../../tests/fixtures/photos/exifBytes.ts';
import { quarters } from '../../../tests/fixtures/photos/makePhotos.ts';
import { NO_EXIF, readExif } from './exif.ts';
import { type JpegHead, endsWell, readJpegHead, withOrientation } from './jpeg.ts';
import { largestPreview } from './rawPreview.ts';

const jpeg = await quarters(200, 100).jpeg().toBuffer();
const headOf = (bytes: Buffer) => readJpegHead(bytes) as JpegHead;

describe('EXIF', () => {
  it.each([false, true])('reads what decides, big-endian: %s', (bigEndian) => {
    const thumbnail = Buffer.alloc(500, 7);
    const bytes = exifBytes({
      orientation: 6,
      takenAt: '2026:02:28 23:59:58',
      adobeRgb: true,
      thumbnail,
      bigEndian,
    });
    const exif = readExif(bytes);
    expect(exif).toMatchObject({ orientation: 6, takenAt: '2026-02-28T23:59:58', adobeRgb: true });
    const { offset, length } = exif.thumbnail ?? { offset: 0, length: 0 };
    expect(bytes.subarray(offset, offset + length).equals(thumbnail)).toBe(true);
  });

  it.each([
    '0000:00:00 00:00:00',
    '2026:02:30 10:00:00',
    '2026:13:01 10:00:00',
    '2026:01:01 24:00:00',
    '    :  :     :  :  ',
  ])('takes %j for no date', (takenAt) => expect(readExif(exifBytes({ takenAt })).takenAt).toBeNull());

  it.each([0, 9, 600])('takes orientation %i for none', (orientation) =>
    expect(readExif(exifBytes({ orientation })).orientation).toBeNull(),
  );

  it('never throws, whatever is broken', () => {
    const good = exifBytes({
      orientation: 3,
      takenAt: '2026:01:01 10:00:00',
      adobeRgb: true,
      thumbnail: jpeg,
    });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(700), fc.nat(255)), { maxLength: 30 }),
        fc.nat(good.length),
        (hits, end) => {
          const bytes = Buffer.from(good.subarray(0, end));
          for (const [at, value] of hits) if (at < bytes.length) bytes[at] = value;
          const { thumbnail } = readExif(bytes);
          return thumbnail === null || thumbnail.offset + thumbnail.length <= bytes.length;
        },
      ),
    );
    expect(readExif(Buffer.alloc(0))).toEqual(NO_EXIF);
  });
});

describe('JPEG head', () => {
  it('reads sides, components and embedded data', () => {
    const bytes = jpegWithExif(jpeg, { orientation: 8, thumbnail: jpeg });
    const head = headOf(bytes);
    expect(head).toMatchObject({
      width: 200,
      height: 100,
      components: 3,
      decodable: true,
      hasProfile: false,
    });
    expect(Buffer.from(head.thumbnail ?? []).equals(jpeg)).toBe(true);
  });

  it('passes over bytes that a program left behind a segment, as decoders do', () => {
    const first = jpeg.readUInt16BE(4) + 4;
    const strewn = Buffer.concat([
      jpeg.subarray(0, first),
      Buffer.from('0000aa', 'hex'),
      jpeg.subarray(first),
    ]);
    expect(headOf(strewn)).toMatchObject({ width: 200, height: 100, scan: headOf(jpeg).scan + 3 });
  });

  it('asks for more where the head is cut, and refuses what is none', () => {
    const long = withSegment(jpeg, 0xe5, Buffer.alloc(60_000));
    expect(readJpegHead(long.subarray(0, 1000))).toBe('cut');
    expect(readJpegHead(Buffer.from('ffd8ff000000', 'hex'))).toBe('bad');
    expect(readJpegHead(Buffer.concat([jpeg.subarray(0, 2), Buffer.alloc(500)]))).toBe('cut');
    expect(readJpegHead(Buffer.concat([jpeg.subarray(0, 2), Buffer.from('ffe100010000', 'hex')]))).toBe(
      'bad',
    );
  });

  it('finds the end of the pixels, not that of the thumbnail', () => {
    const bytes = jpegWithExif(jpeg, { thumbnail: jpeg });
    const { scan } = headOf(bytes);
    expect(endsWell(bytes, scan)).toBe(true);
    expect(endsWell(bytes.subarray(0, bytes.length - 2), scan)).toBe(false);
  });

  it('replaces EXIF data by an orientation alone', () => {
    const bytes = jpegWithExif(jpeg, { orientation: 1, takenAt: '2026:01:01 10:00:00', gps: true });
    const turned = withOrientation(bytes, headOf(bytes), 6);
    expect(headOf(turned).exif).toMatchObject({ orientation: 6, takenAt: null });
    expect(turned.includes('LETE-GPS')).toBe(false);
  });
});

describe('RAW previews', () => {
  it('stay bounded when a file is nothing but starts of JPEGs', () => {
    const starts = Buffer.alloc(3_000_000, Buffer.from('ffd8ff', 'hex'));
    expect(largestPreview(starts)).toBeNull();
  });

  it('passes over lossless sensor data', () => {
    const lossless = Buffer.from(jpeg);
    lossless[lossless.indexOf(Buffer.from('ffc0', 'hex')) + 1] = 0xc3;
    expect(largestPreview(lossless)).toBeNull();
  });
});
