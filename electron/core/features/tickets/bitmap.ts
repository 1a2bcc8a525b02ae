/** One bit per dot, rows of whole bytes, left is the high bit, 1 is black. */
export interface Bitmap {
  readonly widthBytes: number;
  readonly height: number;
  readonly bits: Uint8Array;
}

/** Lines in one raster command; firmware with a small buffer prints the rest as letters. */
const MAX_BAND = 128;
const THRESHOLD = 128;

/** Black is what is darker than half; `width` must be a multiple of 8, `rgba` opaque. */
export function bitmapOf(rgba: Uint8ClampedArray, width: number, height: number): Bitmap {
  const widthBytes = width / 8;
  const bits = new Uint8Array(widthBytes * height);
  for (let dot = 0; dot < width * height; dot++) {
    const at = dot * 4;
    const light = (rgba[at] ?? 0) * 0.299 + (rgba[at + 1] ?? 0) * 0.587 + (rgba[at + 2] ?? 0) * 0.114;
    const index = Math.floor(dot / 8);
    if (light < THRESHOLD) bits[index] = (bits[index] ?? 0) | (0x80 >> (dot % 8));
  }
  return { widthBytes, height, bits };
}

/** `GS v 0` commands of at most 128 lines each (formats.md 12). */
export function rasterCommands({ widthBytes, height, bits }: Bitmap): Uint8Array {
  const chunks: Uint8Array[] = [];
  for (let top = 0; top < height; top += MAX_BAND) {
    const rows = Math.min(MAX_BAND, height - top);
    chunks.push(
      Uint8Array.of(0x1d, 0x76, 0x30, 0, widthBytes & 0xff, widthBytes >> 8, rows, 0),
      bits.subarray(top * widthBytes, (top + rows) * widthBytes),
    );
  }
  return concat(chunks);
}

export function concat(chunks: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
