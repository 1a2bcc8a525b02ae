import { Buffer } from 'node:buffer';
import { type Exif, NO_EXIF, readExif } from './exif.ts';

/** What stands before the pixels of a JPEG. */
export type JpegHead = {
  /** Sides as stored, before turning. */
  readonly width: number;
  readonly height: number;
  readonly components: number;
  /** Bits of a channel: 8, or the 12 of scanners in medicine, which no photo decoder knows. */
  readonly bits: number;
  /** A frame a photo decoder knows: baseline, extended or progressive; not lossless, as in RAW files. */
  readonly decodable: boolean;
  readonly exif: Exif;
  /** Where the EXIF segment lies, its marker included. */
  readonly exifSegment: { readonly start: number; readonly end: number } | null;
  readonly thumbnail: Uint8Array | null;
  readonly hasProfile: boolean;
  /** Where the compressed data begin. */
  readonly scan: number;
};

type Draft = { -readonly [Key in keyof JpegHead]: JpegHead[Key] };

const SOS = 0xda;
const APP1 = 0xe1;
const APP2 = 0xe2;
// Far more segments than any photo has: a hostile file may be nothing else.
const MAX_STEPS = 2000;

const EMPTY: JpegHead = {
  width: 0,
  height: 0,
  components: 0,
  bits: 8,
  decodable: false,
  exif: NO_EXIF,
  exifSegment: null,
  thumbnail: null,
  hasProfile: false,
  scan: 0,
};

/** Reads the segments up to the first scan. `cut`: `bytes` end before it; `bad`: this is no JPEG that can be read. */
export function readJpegHead(bytes: Uint8Array): JpegHead | 'cut' | 'bad' {
  const head: Draft = { ...EMPTY };
  let at = 2;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    if (at + 4 > bytes.length) return 'cut';
    const next = bytes.indexOf(0xff, at);
    if (next === -1) return 'cut';
    // Some programs leave bytes behind a segment; decoders pass over them.
    if (next > at) {
      at = next;
      continue;
    }
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (isBare(marker)) {
      at += 2;
      continue;
    }
    const length = u16(bytes, at + 2);
    if (length < 2) return 'bad';
    const end = at + 2 + length;
    if (marker === SOS) return head.width > 0 && head.height > 0 ? { ...head, scan: end } : 'bad';
    if (end > bytes.length) return 'cut';
    readSegment(head, bytes, marker, at, end);
    at = end;
  }
  return 'bad';
}

/** Whether the compressed data that begin at `scan` come to their end marker. */
export function endsWell(bytes: Uint8Array, scan: number): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(END_MARKER, scan);
}

export const END_MARKER = Buffer.from([0xff, 0xd9]);

/** A copy of the JPEG that carries this ICC profile; its pixels are taken over as they are. */
export function withProfile(jpeg: Uint8Array, profile: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from('ICC_PROFILE\0\x01\x01', 'latin1'), profile]);
  return Buffer.concat([jpeg.subarray(0, 2), segment(APP2, body), jpeg.subarray(2)]);
}

/** A copy of the JPEG whose EXIF data say this orientation and nothing else. */
export function withOrientation(jpeg: Uint8Array, head: JpegHead, orientation: number): Buffer {
  const body = Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0?\0\0\0\0\0\0', 'latin1');
  body[25] = orientation;
  const cut = head.exifSegment ?? { start: 2, end: 2 };
  const rest = [jpeg.subarray(2, cut.start), jpeg.subarray(cut.end)];
  return Buffer.concat([jpeg.subarray(0, 2), segment(APP1, body), ...rest]);
}

function readSegment(head: Draft, bytes: Uint8Array, marker: number, at: number, end: number): void {
  const body = bytes.subarray(at + 4, end);
  if (isFrame(marker) && body.length >= 6) {
    head.height = u16(body, 1);
    head.width = u16(body, 3);
    head.components = body[5] ?? 0;
    head.bits = body[0] ?? 0;
    head.decodable = marker <= 0xc2 && head.bits === 8;
  } else if (marker === APP1 && head.exifSegment === null && startsWith(body, 'Exif\0\0')) {
    const tiff = body.subarray(6);
    head.exif = readExif(tiff);
    head.exifSegment = { start: at, end };
    head.thumbnail = embedded(tiff, head.exif);
  } else if (marker === APP2 && startsWith(body, 'ICC_PROFILE\0')) {
    head.hasProfile = true;
  }
}

function embedded(tiff: Uint8Array, { thumbnail }: Exif): Uint8Array | null {
  if (thumbnail === null) return null;
  const bytes = tiff.subarray(thumbnail.offset, thumbnail.offset + thumbnail.length);
  return bytes[0] === 0xff && bytes[1] === 0xd8 ? bytes : null;
}

function segment(marker: number, body: Buffer): Buffer {
  const start = Buffer.from([0xff, marker, 0, 0]);
  start.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([start, body]);
}

function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function isBare(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
}

function startsWith(body: Uint8Array, text: string): boolean {
  return String.fromCharCode(...body.subarray(0, text.length)) === text;
}

function u16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}
