import type { Buffer } from 'node:buffer';
import { createRequire } from 'node:module';
import type { Pixels } from './rgbTiff.ts';

/*
 * HEIC through the C functions of libheif (WebAssembly): they give what its small JavaScript wrapper does not, the
 * primary image, the embedded thumbnail and the colour primaries. libheif turns the picture as the container says.
 */

type Pointer = number;
type LibHeif = {
  readonly HEAPU8: Uint8Array;
  readonly _malloc: (bytes: number) => Pointer;
  readonly _free: (at: Pointer) => void;
  readonly _heif_context_alloc: () => Pointer;
  readonly _heif_context_free: (context: Pointer) => void;
  readonly _heif_context_read_from_memory_without_copy: (
    error: Pointer,
    context: Pointer,
    bytes: Pointer,
    length: number,
    options: Pointer,
  ) => void;
  readonly _heif_context_get_primary_image_handle: (error: Pointer, context: Pointer, out: Pointer) => void;
  readonly _heif_image_handle_release: (handle: Pointer) => void;
  readonly _heif_image_handle_get_width: (handle: Pointer) => number;
  readonly _heif_image_handle_get_height: (handle: Pointer) => number;
  readonly _heif_image_handle_has_alpha_channel: (handle: Pointer) => number;
  readonly _heif_image_handle_get_list_of_thumbnail_IDs: (
    handle: Pointer,
    out: Pointer,
    count: number,
  ) => number;
  readonly _heif_image_handle_get_thumbnail: (
    error: Pointer,
    handle: Pointer,
    id: number,
    out: Pointer,
  ) => void;
  readonly _heif_image_handle_get_nclx_color_profile: (error: Pointer, handle: Pointer, out: Pointer) => void;
  readonly _heif_nclx_color_profile_free: (profile: Pointer) => void;
  readonly _heif_decode_image: (
    error: Pointer,
    handle: Pointer,
    out: Pointer,
    colourSpace: number,
    chroma: number,
    options: Pointer,
  ) => void;
  readonly _heif_image_get_width: (image: Pointer, channel: number) => number;
  readonly _heif_image_get_height: (image: Pointer, channel: number) => number;
  readonly _heif_image_get_plane_readonly: (image: Pointer, channel: number, stride: Pointer) => Pointer;
  readonly _heif_image_release: (image: Pointer) => void;
};

// Values of libheif's C header.
const COLOURSPACE_RGB = 1;
const CHROMA_RGB = 10;
const CHROMA_RGBA = 11;
const CHANNEL_INTERLEAVED = 10;
const PRIMARIES_P3 = 12;

/** A HEIC or AVIF file in the decoder's memory. Valid inside `withHeif` only. */
export type HeifFile = {
  /** Sides of the upright primary image. */
  readonly width: number;
  readonly height: number;
  /** Colours are Display P3 by number, without an ICC profile. */
  readonly displayP3: boolean;
  readonly hasThumbnail: boolean;
  /** HEVC pictures only. Throws where the data are damaged, or the picture has more than `maxPixels`. */
  readonly decode: (which: 'primary' | 'thumbnail', maxPixels: number) => Pixels;
};

/** Whether no box of the file runs beyond its end. libheif decodes what is there and keeps silent about the rest. */
export function boxesAreWhole(bytes: Buffer): boolean {
  for (let at = 0; at + 8 <= bytes.length; ) {
    const short = bytes.readUInt32BE(at);
    // 0: to the end of the file; 1: the length follows in 64 bits.
    if (short === 0) return true;
    const long = short === 1 && at + 16 <= bytes.length;
    const length = long ? Number(bytes.readBigUInt64BE(at + 8)) : short;
    if (length < 8 || at + length > bytes.length) return false;
    at += length;
  }
  return true;
}

let loaded: LibHeif | undefined;

function library(): LibHeif {
  loaded ??= createRequire(import.meta.url)('libheif-js/wasm-bundle') as LibHeif;
  return loaded;
}

/** Opens the file for the time of `use`. Synchronous: the decoder blocks its thread, so there is never a second one. */
export function withHeif<Result>(bytes: Uint8Array, use: (file: HeifFile) => Result): Result {
  const lib = library();
  const call = new Calls(lib);
  const data = lib._malloc(bytes.length);
  const context = lib._heif_context_alloc();
  try {
    lib.HEAPU8.set(bytes, data);
    call.check((error) =>
      lib._heif_context_read_from_memory_without_copy(error, context, data, bytes.length, 0),
    );
    const primary = call.get((error, out) => lib._heif_context_get_primary_image_handle(error, context, out));
    try {
      return use(describe(lib, call, primary));
    } finally {
      lib._heif_image_handle_release(primary);
    }
  } finally {
    lib._heif_context_free(context);
    lib._free(data);
    call.free();
  }
}

function describe(lib: LibHeif, call: Calls, primary: Pointer): HeifFile {
  const thumbnailId = call.first((out) => lib._heif_image_handle_get_list_of_thumbnail_IDs(primary, out, 1));
  return {
    width: lib._heif_image_handle_get_width(primary),
    height: lib._heif_image_handle_get_height(primary),
    displayP3: primariesOf(lib, call, primary) === PRIMARIES_P3,
    hasThumbnail: thumbnailId !== null,
    decode: (which, maxPixels) => {
      if (which === 'primary') return decode(lib, call, primary, maxPixels);
      if (thumbnailId === null) throw new RangeError('no-thumbnail');
      const handle = call.get((error, out) =>
        lib._heif_image_handle_get_thumbnail(error, primary, thumbnailId, out),
      );
      try {
        return decode(lib, call, handle, maxPixels);
      } finally {
        lib._heif_image_handle_release(handle);
      }
    },
  };
}

function primariesOf(lib: LibHeif, call: Calls, handle: Pointer): number | null {
  const profile = call.tryGet((error, out) =>
    lib._heif_image_handle_get_nclx_color_profile(error, handle, out),
  );
  if (profile === null) return null;
  const primaries = call.u32(profile + 4);
  lib._heif_nclx_color_profile_free(profile);
  return primaries;
}

function decode(lib: LibHeif, call: Calls, handle: Pointer, maxPixels: number): Pixels {
  const promised = lib._heif_image_handle_get_width(handle) * lib._heif_image_handle_get_height(handle);
  if (promised > maxPixels) throw new RangeError('too-many-pixels');
  const channels = lib._heif_image_handle_has_alpha_channel(handle) ? 4 : 3;
  const chroma = channels === 4 ? CHROMA_RGBA : CHROMA_RGB;
  const image = call.get((error, out) =>
    lib._heif_decode_image(error, handle, out, COLOURSPACE_RGB, chroma, 0),
  );
  try {
    const width = lib._heif_image_get_width(image, CHANNEL_INTERLEAVED);
    const height = lib._heif_image_get_height(image, CHANNEL_INTERLEAVED);
    const { plane, stride } = call.plane(image);
    const data = new Uint8Array(width * height * channels);
    for (let row = 0; row < height; row += 1) {
      const from = plane + row * stride;
      data.set(lib.HEAPU8.subarray(from, from + width * channels), row * width * channels);
    }
    return { data, width, height, channels };
  } finally {
    lib._heif_image_release(image);
  }
}

/** C calls return an error structure and write their answers to memory: this keeps that memory. */
class Calls {
  readonly #lib: LibHeif;
  readonly #error: Pointer;
  readonly #out: Pointer;

  constructor(lib: LibHeif) {
    this.#lib = lib;
    this.#error = lib._malloc(32);
    this.#out = this.#error + 16;
  }

  check(call: (error: Pointer) => void): void {
    call(this.#error);
    if (this.u32(this.#error) !== 0) throw new Error(`libheif ${this.u32(this.#error)}`);
  }

  get(call: (error: Pointer, out: Pointer) => void): Pointer {
    this.check((error) => call(error, this.#out));
    return this.u32(this.#out);
  }

  tryGet(call: (error: Pointer, out: Pointer) => void): Pointer | null {
    call(this.#error, this.#out);
    return this.u32(this.#error) === 0 ? this.u32(this.#out) : null;
  }

  first(call: (out: Pointer) => number): number | null {
    return call(this.#out) > 0 ? this.u32(this.#out) : null;
  }

  plane(image: Pointer): { readonly plane: Pointer; readonly stride: number } {
    const plane = this.#lib._heif_image_get_plane_readonly(image, CHANNEL_INTERLEAVED, this.#out);
    if (plane === 0) throw new Error('libheif plane');
    return { plane, stride: this.u32(this.#out) };
  }

  u32(at: Pointer): number {
    const heap = this.#lib.HEAPU8;
    return new DataView(heap.buffer, heap.byteOffset).getUint32(at, true);
  }

  free(): void {
    this.#lib._free(this.#error);
  }
}
