import type { Buffer } from 'node:buffer';
import sharp, { type Sharp } from 'sharp';
import type { PhotoFacts } from '../core/ports/imaging.ts';
import type { Exif } from './formats/exif.ts';
import { ADOBE_RGB, DISPLAY_P3 } from './formats/iccProfile.ts';
import { withHeif } from './formats/heif.ts';
import { type JpegHead, withOrientation, withProfile } from './formats/jpeg.ts';
import { rgbTiff } from './formats/rgbTiff.ts';
import type { Photo } from './photo.ts';

/** Encoded bytes that sharp can open, and how. */
export type Decodable = {
  readonly bytes: Uint8Array;
  /** Their EXIF orientation still has to be applied. */
  readonly turn: boolean;
  /** What the header promised; a decoder that finds more stops. */
  readonly pixels: number;
  /** 16 bits a channel: to be brought to 8 before the profile is applied, else sharp leaves the colours in P3. */
  readonly deep: boolean;
};

/** Brings every kind of photo to something sharp reads with the right colours and the right side up. */
export async function decodable(photo: Photo): Promise<Decodable> {
  const pixels = photo.facts.width * photo.facts.height;
  const bytes = await photo.bytes();
  switch (photo.kind) {
    case 'jpeg':
      return { bytes: assumeAdobe(bytes, photo.head, photo.exif), turn: true, pixels, deep: false };
    case 'raw':
      return { bytes: developedPreview(photo), turn: true, pixels, deep: false };
    case 'heic':
      return { bytes: heicTiff(bytes, 'primary', photo), turn: false, pixels, deep: false };
    default: {
      const plain = { bytes, turn: photo.kind !== 'avif', pixels, deep: photo.deep };
      const profile = photo.profile === null ? assumedProfile(photo, bytes) : null;
      return profile === null
        ? plain
        : { ...plain, bytes: await tagged(plain, profile), turn: false, deep: false };
    }
  }
}

/** The HEIC's pixels with the profile they are meant in. */
export function heicTiff(
  bytes: Buffer,
  which: 'primary' | 'thumbnail',
  { facts, profile }: HeicPhoto,
): Buffer {
  return withHeif(bytes, (file) =>
    rgbTiff(file.decode(which, facts.width * facts.height), profile ?? (file.displayP3 ? DISPLAY_P3 : null)),
  );
}
type HeicPhoto = { readonly facts: PhotoFacts; readonly profile: Buffer | null };

const JPEG_FIRST_BYTE = 0xff;

/** sharp on untrusted bytes: first page only, EXIF orientation applied if asked, strict unless `lenient`. */
export function openSharp({ bytes, turn, pixels, deep }: Decodable, lenient: boolean): Sharp {
  const options = { limitInputPixels: pixels, pages: 1 };
  // libjpeg's limit on warnings would refuse a JPEG with a hole; time and memory are limited from outside.
  const image = lenient
    ? sharp(bytes, { ...options, failOn: 'none', unlimited: bytes[0] === JPEG_FIRST_BYTE })
    : sharp(bytes, { ...options, failOn: 'error' });
  if (deep) image.pipelineColourspace('srgb');
  return turn ? image.autoOrient() : image;
}

/**
 * Runs a pipeline strictly; where that fails, once more with whatever can be decoded, flagged incomplete. Throws when
 * nothing can be decoded at all.
 */
export async function decodeOrPart<Result>(
  input: Decodable,
  work: (image: Sharp) => Promise<Result>,
): Promise<{ readonly result: Result; readonly incomplete: boolean }> {
  try {
    return { result: await work(openSharp(input, false)), incomplete: false };
  } catch {
    return { result: await work(openSharp(input, true)), incomplete: true };
  }
}

function developedPreview({ preview, exif, facts }: Extract<Photo, { kind: 'raw' }>): Uint8Array {
  const { bytes, head } = preview;
  const bare = head.exif.orientation === null && facts.orientation !== 1;
  return assumeAdobe(bare ? withOrientation(bytes, head, facts.orientation) : bytes, head, exif);
}

function assumeAdobe(jpeg: Uint8Array, head: JpegHead, exif: Exif): Uint8Array {
  return exif.adobeRgb && !head.hasProfile ? withProfile(jpeg, ADOBE_RGB) : jpeg;
}

function assumedProfile(photo: Photo, bytes: Buffer): Buffer | null {
  if (photo.exif.adobeRgb) return ADOBE_RGB;
  return photo.kind === 'avif' && withHeif(bytes, (file) => file.displayP3) ? DISPLAY_P3 : null;
}

async function tagged(input: Decodable, profile: Buffer): Promise<Buffer> {
  const { data, info } = await openSharp(input, false)
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const channels = info.channels === 4 ? 4 : 3;
  return rgbTiff({ data, width: info.width, height: info.height, channels }, profile);
}
