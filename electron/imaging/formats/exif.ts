/** The few EXIF values that decide something. All else of a customer's metadata stays unread. */
export type Exif = {
  /** 1 … 8, or null where absent or senseless. */
  readonly orientation: number | null;
  /** DateTimeOriginal as `YYYY-MM-DDTHH:MM:SS`. */
  readonly takenAt: string | null;
  /** Milliseconds of that second, or null where the camera wrote none. */
  readonly takenMs: number | null;
  /** Model of the camera: tells whether two photos may be of one moment. */
  readonly camera: string | null;
  /** UserComment, where it is short and in ASCII. Phones and computers of Apple write `Screenshot` there. */
  readonly comment: string | null;
  /** InteroperabilityIndex `R03`: pixels are Adobe RGB although no profile says so. */
  readonly adobeRgb: boolean;
  /** Embedded JPEG thumbnail, as a place inside the TIFF structure. */
  readonly thumbnail: { readonly offset: number; readonly length: number } | null;
};

export const NO_EXIF: Exif = {
  orientation: null,
  takenAt: null,
  takenMs: null,
  camera: null,
  comment: null,
  adobeRgb: false,
  thumbnail: null,
};

const TAG = {
  model: 0x0110,
  orientation: 0x0112,
  thumbnailOffset: 0x0201,
  thumbnailLength: 0x0202,
  exifIfd: 0x8769,
  dateTimeOriginal: 0x9003,
  userComment: 0x9286,
  subSecTimeOriginal: 0x9291,
  interopIfd: 0xa005,
  interopIndex: 0x0001,
} as const;
const MAX_ENTRIES = 512;

type Ifd = {
  readonly number: (tag: number) => number | null;
  readonly text: (tag: number) => string | null;
  readonly comment: (tag: number) => string | null;
  readonly next: number;
};

/** Reads the TIFF structure of EXIF data (without the `Exif\0\0` before it). Broken parts read as absent. */
export function readExif(tiff: Uint8Array): Exif {
  const order = String.fromCharCode(...tiff.subarray(0, 2));
  if (tiff.length < 8 || (order !== 'II' && order !== 'MM')) return NO_EXIF;
  const little = order === 'II';
  const first = readIfd(tiff, view(tiff).getUint32(4, little), little);
  const exif = readIfd(tiff, first.number(TAG.exifIfd) ?? 0, little);
  const interop = readIfd(tiff, exif.number(TAG.interopIfd) ?? 0, little);
  const second = readIfd(tiff, first.next, little);
  return {
    orientation: orientationOf(first.number(TAG.orientation)),
    takenAt: readDate(exif.text(TAG.dateTimeOriginal) ?? first.text(TAG.dateTimeOriginal)),
    takenMs: millisecondsOf(exif.text(TAG.subSecTimeOriginal)),
    camera: first.text(TAG.model)?.trim() || null,
    comment: exif.comment(TAG.userComment),
    adobeRgb: interop.text(TAG.interopIndex) === 'R03',
    thumbnail: thumbnailOf(second, tiff.length),
  };
}

function orientationOf(value: number | null): number | null {
  return value !== null && value >= 1 && value <= 8 ? value : null;
}

/** Cameras write as many digits of the second as they know. */
function millisecondsOf(fraction: string | null): number | null {
  const digits = /^\d{1,9}/.exec(fraction ?? '')?.[0];
  return digits === undefined ? null : Number(digits.slice(0, 3).padEnd(3, '0'));
}

function thumbnailOf(ifd: Ifd, size: number): Exif['thumbnail'] {
  const offset = ifd.number(TAG.thumbnailOffset);
  const length = ifd.number(TAG.thumbnailLength);
  if (offset === null || length === null || length < 100 || offset + length > size) return null;
  return { offset, length };
}

function readIfd(tiff: Uint8Array, at: number, little: boolean): Ifd {
  const bytes = view(tiff);
  const inside = at >= 8 && at + 2 <= tiff.length;
  const count = inside ? bytes.getUint16(at, little) : 0;
  const end = at + 2 + count * 12;
  if (count > MAX_ENTRIES || end > tiff.length) return emptyIfd;
  const find = (tag: number) => {
    for (let entry = at + 2; entry < end; entry += 12) {
      if (bytes.getUint16(entry, little) === tag) return entry;
    }
    return null;
  };
  return {
    number: (tag) => readNumber(bytes, find(tag), little),
    text: (tag) => readText(tiff, find(tag), little),
    comment: (tag) => readComment(tiff, find(tag), little),
    next: inside && end + 4 <= tiff.length ? bytes.getUint32(end, little) : 0,
  };
}

const emptyIfd: Ifd = { number: () => null, text: () => null, comment: () => null, next: 0 };
const SHORT = 3;
const LONG = 4;
const ASCII = 2;
const UNDEFINED = 7;
/** Stands before a comment in ASCII (CIPA DC-008, UserComment). */
const ASCII_COMMENT = 'ASCII\0\0\0';

function readNumber(bytes: DataView, entry: number | null, little: boolean): number | null {
  if (entry === null) return null;
  const type = bytes.getUint16(entry + 2, little);
  if (type === SHORT) return bytes.getUint16(entry + 8, little);
  return type === LONG ? bytes.getUint32(entry + 8, little) : null;
}

function readText(tiff: Uint8Array, entry: number | null, little: boolean): string | null {
  return readChars(tiff, entry, little, ASCII)?.replace(/\0.*$/s, '') ?? null;
}

function readComment(tiff: Uint8Array, entry: number | null, little: boolean): string | null {
  const chars = readChars(tiff, entry, little, UNDEFINED);
  if (chars?.startsWith(ASCII_COMMENT) !== true) return null;
  return chars.slice(ASCII_COMMENT.length).replace(/\0.*$/s, '').trim();
}

function readChars(
  tiff: Uint8Array,
  entry: number | null,
  little: boolean,
  type: typeof ASCII | typeof UNDEFINED,
): string | null {
  if (entry === null) return null;
  const bytes = view(tiff);
  const length = bytes.getUint32(entry + 4, little);
  if (bytes.getUint16(entry + 2, little) !== type || length > 64) return null;
  const at = length <= 4 ? entry + 8 : bytes.getUint32(entry + 8, little);
  return String.fromCharCode(...tiff.subarray(at, at + length));
}

const dateText = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)/;

function readDate(text: string | null): string | null {
  const found = text === null ? null : dateText.exec(text);
  if (found === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1).map(Number);
  const monthDays = [31, year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28, 31, 30, 31, 30];
  const days = [...monthDays, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  const real = year >= 1826 && day >= 1 && day <= days && hour < 24 && minute < 60 && second < 60;
  return real ? `${found.slice(1, 4).join('-')}T${found.slice(4, 7).join(':')}` : null;
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
