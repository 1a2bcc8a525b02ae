import { Buffer } from 'node:buffer';
import { type Exif, NO_EXIF, readExif } from './exif.ts';
import { type JpegHead, readJpegHead } from './jpeg.ts';

/** A JPEG inside a RAW file: all bytes from its start on; a decoder stops at its end marker. */
export type Preview = { readonly bytes: Uint8Array; readonly head: JpegHead };

const JPEG_START = Buffer.from([0xff, 0xd8, 0xff]);
// A real RAW file has fewer than ten; a hostile one may be nothing but starts.
const MAX_STARTS = 20_000;

/**
 * The largest of the embedded JPEGs (JpgFromRaw, PreviewImage, OtherImage). Found by their bytes, not by each maker's
 * tables: what counts is that a decoder for photos can open it, so lossless sensor data are passed over.
 */
export function largestPreview(raw: Uint8Array): Preview | null {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.length);
  let best: Preview | null = null;
  let at = bytes.indexOf(JPEG_START);
  for (let starts = 0; at >= 0 && starts < MAX_STARTS; starts += 1) {
    const candidate = bytes.subarray(at);
    const head = readJpegHead(candidate);
    if (typeof head !== 'string' && isPhoto(head) && area(head) > (best ? area(best.head) : 0)) {
      best = { bytes: candidate, head };
    }
    at = bytes.indexOf(JPEG_START, at + 1);
  }
  return best;
}

/** Orientation and date of the RAW file itself: TIFF at its start, or in Canon's CMT boxes (CR3). */
export function readRawExif(raw: Uint8Array): Exif {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.length);
  if (bytes.toString('latin1', 4, 12) !== 'ftypcrx ') return readExif(bytes);
  const main = readBox(bytes, 'CMT1');
  return { ...NO_EXIF, orientation: main.orientation, takenAt: readBox(bytes, 'CMT2').takenAt };
}

function readBox(bytes: Buffer, type: string): Exif {
  const at = bytes.indexOf(type, 0, 'latin1');
  return at < 4 ? NO_EXIF : readExif(bytes.subarray(at + 4, at - 4 + bytes.readUInt32BE(at - 4)));
}

function isPhoto(head: JpegHead): boolean {
  return head.decodable && (head.components === 1 || head.components === 3);
}

function area(head: JpegHead): number {
  return head.width * head.height;
}
