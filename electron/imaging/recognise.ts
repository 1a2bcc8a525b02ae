import type { MediaReason, PhotoKind } from '../../shared/domain/media.ts';

/** What the first bytes say. `format` names a refused type for the person at the counter. */
export type Recognised =
  | { readonly ok: true; readonly kind: PhotoKind }
  | { readonly ok: false; readonly reason: RefusedReason; readonly format: string };
type RefusedReason = Extract<MediaReason, 'empty' | 'pdf' | 'video' | 'unsupported_type'>;

const photo = (kind: PhotoKind): Recognised => ({ ok: true, kind });
const refused = (reason: RefusedReason, format: string): Recognised => ({ ok: false, reason, format });

/**
 * Says what a file is by its first 64 KiB (`head`). The name counts for one thing only: RAW files that look like any
 * other TIFF are told by their extension.
 */
export function recognise(head: Uint8Array, name: string): Recognised {
  if (head.length === 0) return refused('empty', 'empty');
  const signature = signatures.find(({ at, hex }) => matches(head, at, hex));
  if (signature !== undefined) return signature.is;
  if (text(head, 4, 4) === 'ftyp') return byBrands(head);
  if (isTiff(head)) return photo(isTiffRaw(head, name) ? 'raw' : 'tiff');
  if (text(head, 0, 4) === 'RIFF') return byRiffForm(text(head, 8, 4));
  if (looksLikeSvg(head)) return refused('unsupported_type', 'SVG');
  return refused('unsupported_type', 'other');
}

type Signature = { readonly at: number; readonly hex: string; readonly is: Recognised };
const signatures: readonly Signature[] = [
  { at: 0, hex: 'ffd8ff', is: photo('jpeg') },
  { at: 0, hex: '89504e470d0a1a0a', is: photo('png') },
  { at: 0, hex: '49492b00', is: refused('unsupported_type', 'BigTIFF') },
  { at: 0, hex: '4d4d002b', is: refused('unsupported_type', 'BigTIFF') },
  { at: 0, hex: '4949524f', is: photo('raw') },
  { at: 0, hex: '49495253', is: photo('raw') },
  { at: 0, hex: '4d4d4f52', is: photo('raw') },
  { at: 0, hex: '49495500', is: photo('raw') },
  { at: 0, hex: '46554a4946494c4d4343442d524157', is: photo('raw') },
  { at: 0, hex: '255044462d', is: refused('pdf', 'PDF') },
  { at: 0, hex: '47494638', is: refused('unsupported_type', 'GIF') },
  { at: 0, hex: '38425053', is: refused('unsupported_type', 'PSD') },
  { at: 0, hex: 'ff0a', is: refused('unsupported_type', 'JPEG XL') },
  { at: 0, hex: '0000000c4a584c20', is: refused('unsupported_type', 'JPEG XL') },
  { at: 0, hex: '0000000c6a502020', is: refused('unsupported_type', 'JPEG 2000') },
  { at: 0, hex: 'ff4fff51', is: refused('unsupported_type', 'JPEG 2000') },
  { at: 0, hex: '000001ba', is: refused('video', 'MPEG') },
  { at: 0, hex: '504b0304', is: refused('unsupported_type', 'ZIP') },
  { at: 0, hex: '4d5a', is: refused('unsupported_type', 'program') },
  { at: 0, hex: '7f454c46', is: refused('unsupported_type', 'program') },
  { at: 0, hex: '424d', is: refused('unsupported_type', 'BMP') },
];

const heicBrands: ReadonlySet<string> = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx']);
const avifBrands: ReadonlySet<string> = new Set(['avif', 'avis']);
const genericBrands: ReadonlySet<string> = new Set(['mif1', 'msf1']);
const videoBrand = /^(?:qt {2}|isom|iso[2-9]|mp4[12]|m4v |avc1|dash|3g[p2].)$/i;

function byBrands(head: Uint8Array): Recognised {
  const major = text(head, 8, 4);
  if (heicBrands.has(major)) return photo('heic');
  if (avifBrands.has(major)) return photo('avif');
  if (major === 'crx ') return photo('raw');
  if (videoBrand.test(major)) return refused('video', 'MP4');
  if (!genericBrands.has(major)) return refused('unsupported_type', 'other');
  const brands = compatibleBrands(head);
  if (brands.some((brand) => avifBrands.has(brand))) return photo('avif');
  if (brands.some((brand) => heicBrands.has(brand))) return photo('heic');
  return refused('unsupported_type', 'HEIF');
}

function compatibleBrands(head: Uint8Array): string[] {
  const end = Math.min(head.length, viewOf(head).getUint32(0));
  const brands: string[] = [];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(text(head, at, 4));
  return brands;
}

function byRiffForm(form: string): Recognised {
  if (form === 'WEBP') return photo('webp');
  if (form === 'AVI ') return refused('video', 'AVI');
  return refused('unsupported_type', 'other');
}

const rawExtension = /\.(?:nef|nrw|arw|sr2|pef|srw|3fr|erf)$/i;
const DNG_VERSION = 0xc612;

function isTiff(head: Uint8Array): boolean {
  return matches(head, 0, '49492a00') || matches(head, 0, '4d4d002a');
}

function isTiffRaw(head: Uint8Array, name: string): boolean {
  return text(head, 8, 2) === 'CR' || rawExtension.test(name) || hasDngVersion(head);
}

function hasDngVersion(head: Uint8Array): boolean {
  const view = viewOf(head);
  const little = head[0] === 0x49;
  if (head.length < 8) return false;
  const ifd = view.getUint32(4, little);
  if (ifd + 2 > head.length) return false;
  const count = view.getUint16(ifd, little);
  for (let entry = 0; entry < count; entry += 1) {
    const at = ifd + 2 + entry * 12;
    if (at + 2 > head.length) return false;
    if (view.getUint16(at, little) === DNG_VERSION) return true;
  }
  return false;
}

function looksLikeSvg(head: Uint8Array): boolean {
  return /^\uFEFF?\s*<(?:\?xml|!--|!doctype svg|svg)[^\0]*<?svg/i.test(text(head, 0, 1024));
}

function matches(head: Uint8Array, at: number, hex: string): boolean {
  for (let index = 0; index < hex.length / 2; index += 1) {
    if (head[at + index] !== Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16)) return false;
  }
  return true;
}

function text(head: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...head.subarray(at, at + length));
}

function viewOf(head: Uint8Array): DataView {
  return new DataView(head.buffer, head.byteOffset, head.byteLength);
}
