import { Buffer } from 'node:buffer';
import sharp, { type Metadata } from 'sharp';
import type { ImagingLimits, PhotoFacts } from '../core/ports/imaging.ts';
import { type PhotoKind, RECOGNITION_BYTES } from '../../shared/domain/media.ts';
import { PhotoFailure } from './failure.ts';
import { type Exif, NO_EXIF, readExif } from './formats/exif.ts';
import { boxesAreWhole, withHeif } from './formats/heif.ts';
import { END_MARKER, type JpegHead, endsWell, readJpegHead } from './formats/jpeg.ts';
import { type Preview, largestPreview, readRawExif } from './formats/rawPreview.ts';
import { recognise } from './recognise.ts';
import type { OpenSource } from './source.ts';

/** Shortest long side of a RAW file's preview that is worth printing, in pixels. */
const MIN_RAW_PREVIEW = 1600;
const TAIL_BYTES = 64 * 1024;

/** A recognised photo within the limits, not yet decoded. `bytes` reads the whole file, once. */
export type Photo = {
  readonly facts: PhotoFacts;
  readonly exif: Exif;
  readonly bytes: () => Promise<Buffer>;
} & (
  | { readonly kind: 'jpeg'; readonly head: JpegHead }
  | { readonly kind: 'raw'; readonly preview: Preview }
  | {
      readonly kind: OtherKind;
      readonly profile: Buffer | null;
      /** 16 bits a channel. */
      readonly deep: boolean;
    }
);

type OtherKind = Exclude<PhotoKind, 'jpeg' | 'raw'>;

/** Recognises, reads what stands in the headers and applies the limits. Throws PhotoFailure. */
export async function openPhoto(source: OpenSource, limits: ImagingLimits): Promise<Photo> {
  const head = await source.read(0, RECOGNITION_BYTES);
  const recognised = recognise(head, source.name);
  if (!recognised.ok) throw new PhotoFailure(recognised.reason, recognised.format);
  const { kind } = recognised;
  const large = kind === 'tiff' || kind === 'raw';
  if (source.size > (large ? limits.largeBytes : limits.bytes)) throw new PhotoFailure('too_big');
  const photo = await readHeaders(kind, source, head);
  assertSides(photo.facts, limits);
  return photo;
}

function readHeaders(kind: PhotoKind, source: OpenSource, head: Buffer): Promise<Photo> {
  if (kind === 'jpeg') return readJpeg(source, head);
  return kind === 'raw' ? readRaw(source.whole) : readOther(kind, source.whole);
}

function assertSides({ kind, width, height }: PhotoFacts, limits: ImagingLimits): void {
  const pixels = kind === 'heic' || kind === 'avif' ? limits.heifPixels : limits.pixels;
  if (width * height > pixels || Math.max(width, height) > limits.maxSide) {
    throw new PhotoFailure('too_many_pixels');
  }
  if (Math.min(width, height) < limits.minSide) throw new PhotoFailure('too_small');
}

/** Of a JPEG only head and tail are read, so that a card full of them shows at once. */
async function readJpeg(source: OpenSource, start: Buffer): Promise<Photo> {
  let head = readJpegHead(start);
  if (head === 'cut') head = readJpegHead(await source.whole());
  if (typeof head === 'string') throw new PhotoFailure('damaged');
  // It is whole, and nobody should be told that it is damaged.
  if (head.bits !== 8) throw new PhotoFailure('unsupported_type', `JPEG ${head.bits} bit`);
  const facts: PhotoFacts = {
    kind: 'jpeg',
    ...upright(head.width, head.height, head.exif.orientation ?? 1),
    ...momentOf(head.exif),
    hasThumbnail: head.thumbnail !== null,
    incomplete: !(await hasEnd(source, head)),
    notes: head.components === 4 ? ['cmyk'] : [],
  };
  return { kind: 'jpeg', facts, exif: head.exif, head, bytes: source.whole };
}

async function hasEnd(source: OpenSource, head: JpegHead): Promise<boolean> {
  const from = Math.max(head.scan, source.size - TAIL_BYTES);
  const tail = await source.read(from, TAIL_BYTES);
  return tail.includes(END_MARKER) || endsWell(await source.whole(), head.scan);
}

async function readRaw(bytes: () => Promise<Buffer>): Promise<Photo> {
  const raw = await bytes();
  const preview = largestPreview(raw);
  if (preview === null || Math.max(preview.head.width, preview.head.height) < MIN_RAW_PREVIEW) {
    throw new PhotoFailure('raw_no_preview');
  }
  const own = readRawExif(raw);
  const exif: Exif = {
    ...preview.head.exif,
    orientation: preview.head.exif.orientation ?? own.orientation,
    ...(preview.head.exif.takenAt === null ? momentOf(own) : momentOf(preview.head.exif)),
  };
  const facts: PhotoFacts = {
    kind: 'raw',
    ...upright(preview.head.width, preview.head.height, exif.orientation ?? 1),
    ...momentOf(exif),
    hasThumbnail: true,
    incomplete: !endsWell(preview.bytes, preview.head.scan),
    notes: [],
  };
  return { kind: 'raw', facts, exif, preview, bytes };
}

async function readOther(kind: OtherKind, load: () => Promise<Buffer>): Promise<Photo> {
  const bytes = await load();
  const metadata = await sharp(bytes, { limitInputPixels: false }).metadata();
  const exif =
    kind === 'tiff' ? readExif(bytes) : metadata.exif ? readExif(withoutMark(metadata.exif)) : NO_EXIF;
  const turnedByContainer = kind === 'heic' || kind === 'avif';
  const facts: PhotoFacts = {
    kind,
    ...upright(metadata.width, metadata.height, turnedByContainer ? 1 : (metadata.orientation ?? 1)),
    ...momentOf(exif),
    hasThumbnail: kind === 'heic' && withHeif(bytes, (file) => file.hasThumbnail),
    incomplete: isCut(kind, bytes),
    notes: notesOf(kind, metadata),
  };
  return {
    kind,
    facts,
    exif,
    profile: metadata.icc ?? null,
    deep: metadata.space === 'rgb16',
    bytes: load,
  };
}

function notesOf(kind: PhotoKind, metadata: Metadata): PhotoFacts['notes'] {
  const notes: PhotoFacts['notes'] = [];
  if (metadata.space === 'cmyk') notes.push('cmyk');
  if (kind === 'tiff' && (metadata.pages ?? 1) > 1) notes.push('more_pages');
  return notes;
}

function withoutMark(exif: Buffer): Buffer {
  return exif.toString('latin1', 0, 6) === 'Exif\0\0' ? exif.subarray(6) : exif;
}

const PNG_END = Buffer.from('IEND');

function isCut(kind: OtherKind, bytes: Buffer): boolean {
  if (kind === 'png') return !bytes.includes(PNG_END, -TAIL_BYTES);
  return (kind === 'heic' || kind === 'avif') && !boxesAreWhole(bytes);
}

const momentOf = ({ takenAt, takenMs, camera }: Exif) => ({ takenAt, takenMs, camera });

function upright(width: number, height: number, orientation: number) {
  return orientation >= 5 ? { width: height, height: width, orientation } : { width, height, orientation };
}
