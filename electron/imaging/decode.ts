import type { Buffer } from 'node:buffer';
import sharp, { type Sharp } from 'sharp';
import type { PhotoFacts } from '../core/ports/imaging.ts';
import { ADOBE_RGB, DISPLAY_P3 } from './formats/iccProfile.ts';
import { withHeif } from './formats/heif.ts';
import { withOrientation, withProfile } from './formats/jpeg.ts';
import type { Preview } from './formats/rawPreview.ts';
import { rgbTiff } from './formats/rgbTiff.ts';
import type { Photo } from './photo.ts';

/**
 * Encoded bytes that sharp can open. `turn`: their EXIF orientation still has to be applied. `pixels`: what the header
 * promised; a decoder that finds more stops.
 */
export type Decodable = {
  readonly bytes: Buffer | Uint8Array;
  readonly turn: boolean;
  readonly pixels: number;
};

/** Brings every kind of photo to something sharp reads with the right colours and the right side up. */
export async function decodable(photo: Photo): Promise<Decodable> {
  const pixels = photo.facts.width * photo.facts.height;
  switch (photo.kind) {
    case 'jpeg': {
      const bytes = await photo.bytes();
      const untagged = photo.exif.adobeRgb && !photo.head.hasProfile;
      return { bytes: untagged ? withProfile(bytes, ADOBE_RGB) : bytes, turn: true, pixels };
    }
    case 'raw':
      return { bytes: orientedPreview(photo.preview, photo.facts.orientation), turn: true, pixels };
    case 'heic': {
      const bytes = await photo.bytes();
      return { bytes: heicTiff(bytes, 'primary', photo), turn: false, pixels };
    }
    default: {
      const bytes = await photo.bytes();
      const turn = photo.kind !== 'avif';
      const assumed = photo.profile === null ? assumedProfile(photo, bytes) : null;
      if (assumed === null) return { bytes, turn, pixels };
      return { bytes: await tagged({ bytes, turn, pixels }, assumed), turn: false, pixels };
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

/** sharp on untrusted bytes: first page only, EXIF orientation applied if asked, strict unless `lenient`. */
export function openSharp({ bytes, turn, pixels }: Decodable, lenient: boolean): Sharp {
  const image = sharp(bytes, { limitInputPixels: pixels, failOn: lenient ? 'none' : 'error', pages: 1 });
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

function orientedPreview({ bytes, head }: Preview, orientation: number): Buffer | Uint8Array {
  return head.exif.orientation === null && orientation !== 1
    ? withOrientation(bytes, head, orientation)
    : bytes;
}

function assumedProfile(photo: Photo, bytes: Buffer): Buffer | null {
  if (photo.exif.adobeRgb) return ADOBE_RGB;
  return photo.kind === 'avif' && withHeif(bytes, (file) => file.displayP3) ? DISPLAY_P3 : null;
}

async function tagged(input: Decodable, profile: Buffer): Promise<Buffer> {
  const { data, info } = await openSharp(input, true)
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const channels = info.channels === 4 ? 4 : 3;
  return rgbTiff({ data, width: info.width, height: info.height, channels }, profile);
}
