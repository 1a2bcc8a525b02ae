import { setMaxListeners } from 'node:events';
import type { PhotoId } from '../../../../shared/domain/ids.ts';
import type { MediaReason } from '../../../../shared/domain/media.ts';
import type { Outcome, Picture } from '../../ports/imaging.ts';
import type { MediaLibraryOptions, ThumbnailAnswer, ThumbnailRequest } from './libraryTypes.ts';
import { lookOf, imagingSource, type PhotoRecord } from './photoRecord.ts';
import { createThumbnailCache, type ThumbnailCache } from './thumbnailCache.ts';

const THUMBNAIL_BYTES = 64 * 1024 * 1024;

export type PhotoPicturesOptions = Pick<
  MediaLibraryOptions,
  'imaging' | 'opened' | 'stored' | 'thumbnailBytes'
> & {
  /** The photo, while its medium is there. */
  readonly present: (photoId: PhotoId) => PhotoRecord | undefined;
  /** What content said of a photo that nobody had looked at. */
  readonly onLook: (record: PhotoRecord, look: PhotoRecord['look']) => void;
};

/** Previews for the screen: from memory, from our own stored copy, or else from the medium. */
export class PhotoPictures {
  readonly #options: PhotoPicturesOptions;
  readonly #cache: ThumbnailCache;

  constructor(options: PhotoPicturesOptions) {
    this.#options = options;
    this.#cache = createThumbnailCache(options.thumbnailBytes ?? THUMBNAIL_BYTES);
  }

  /** The signal is the visit's end: then nothing is kept. */
  async thumbnail(
    photoId: PhotoId,
    request: ThumbnailRequest,
    signal: AbortSignal,
  ): Promise<ThumbnailAnswer> {
    const key = `${photoId} ${request.edge} ${request.quick}`;
    const kept = this.#cache.get(key);
    if (kept !== undefined) return { ok: true, ...kept };
    const answer = await this.#picture(photoId, request, signal);
    if (!answer.ok) return { ok: false, reason: answer.reason };
    const { bytes, width, height, hint } = answer.picture;
    if (!signal.aborted) this.#cache.put(key, { bytes, width, height, hint });
    return { ok: true, bytes, width, height, hint };
  }

  wipe(): void {
    this.#cache.wipe();
  }

  async #picture(
    photoId: PhotoId,
    request: ThumbnailRequest,
    signal: AbortSignal,
  ): Promise<Outcome<{ readonly picture: Picture }>> {
    const { imaging, opened, stored } = this.#options;
    const size = { maxEdge: request.edge, quality: request.quick ? 'quick' : 'sharp' } as const;
    const how = { priority: 'screen', signal } as const;
    const sealed = await stored(photoId);
    if (sealed !== undefined) return imaging.thumbnail(sealed, size, how);
    const record = this.#options.present(photoId);
    if (record === undefined) return refusal('unreadable_media');
    if (record.look?.usable === false) return refusal(record.look.reason);
    const source = imagingSource(record);
    if (record.look !== null) return opened.during(() => imaging.thumbnail(source, size, how));
    const seen = await opened.during(() => imaging.look(source, size, how));
    this.#options.onLook(record, lookOf(seen));
    return seen;
  }
}

function refusal(reason: MediaReason) {
  return { ok: false, reason, format: null } as const;
}

/** Every picture a visit waits for listens to its end, which are many at once and no leak. */
export function newVisit(): AbortController {
  const visit = new AbortController();
  setMaxListeners(0, visit.signal);
  return visit;
}
