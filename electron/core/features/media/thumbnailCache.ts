import type { PhotoHint } from '../../../../shared/domain/media.ts';

/** JPEG bytes, upright, sRGB, without metadata; sides in pixels. The hint goes with the picture (ADR 0024). */
export type Thumbnail = {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly hint: PhotoHint | null;
};

/** Previews in memory, the least used leave first. */
export type ThumbnailCache = {
  readonly get: (key: string) => Thumbnail | undefined;
  readonly put: (key: string, thumbnail: Thumbnail) => void;
  /** Overwrites and drops everything. */
  readonly wipe: () => void;
  readonly bytes: () => number;
};

/** Holds at most `maxBytes` bytes of pictures. */
export function createThumbnailCache(maxBytes: number): ThumbnailCache {
  const kept = new Map<string, Thumbnail>();
  let bytes = 0;
  const drop = (key: string, thumbnail: Thumbnail) => {
    kept.delete(key);
    bytes -= thumbnail.bytes.length;
  };
  return {
    bytes: () => bytes,
    get: (key) => {
      const found = kept.get(key);
      if (found === undefined) return undefined;
      // A map keeps the order of insertion: the last used stands last.
      kept.delete(key);
      kept.set(key, found);
      return found;
    },
    put: (key, thumbnail) => {
      const old = kept.get(key);
      if (old !== undefined) drop(key, old);
      if (thumbnail.bytes.length > maxBytes) return;
      kept.set(key, thumbnail);
      bytes += thumbnail.bytes.length;
      for (const [oldest, value] of kept) {
        if (bytes <= maxBytes) break;
        drop(oldest, value);
      }
    },
    wipe: () => {
      for (const { bytes: picture } of kept.values()) picture.fill(0);
      kept.clear();
      bytes = 0;
    },
  };
}
