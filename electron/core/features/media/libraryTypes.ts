import type { MediaPhoto } from '../../../../shared/contract/media.ts';
import type { PhotoId, SourceId } from '../../../../shared/domain/ids.ts';
import type { Ids } from '../../ports/clock.ts';
import type { Imaging, ImagingRefusal, ImagingSource } from '../../ports/imaging.ts';
import type { OpenCount } from './openMedium.ts';
import type { FoundFile } from './pairFiles.ts';
import type { Look, PhotoRecord, SealedSource } from './photoRecord.ts';
import type { Thumbnail } from './thumbnailCache.ts';
import type { VolumeLister } from './volumes.ts';

/** What the library works with. */
export type MediaLibraryOptions = {
  readonly imaging: Pick<Imaging, 'probe' | 'thumbnail' | 'look' | 'likeness'>;
  readonly ids: Pick<Ids, 'ulid'>;
  readonly volumes: VolumeLister;
  readonly opened: OpenCount;
  /** A source appeared, went, or has other photos to show. */
  readonly onChange: (sourceId: SourceId) => void;
  /** Our stored copy of a photo, if there is one: it is shown from there, so that its card stays closed. */
  readonly stored: (photoId: PhotoId) => Promise<ImagingSource | undefined>;
  readonly lookEveryMs?: number;
  readonly thumbnailBytes?: number;
};

/** A photo that a draft knew before a restart. Path on its medium, bytes, UTC milliseconds. */
export type KnownPhoto = {
  readonly photoId: PhotoId;
  readonly relPath: string;
  readonly bytes: number;
  readonly mtimeMs: number;
};

/** A photo that came from a phone; `look` is null where the decoders did not answer. */
export type ReceivedPhoto = {
  readonly file: FoundFile;
  readonly sealed: SealedSource;
  /** Of the photo's bytes, in hex. */
  readonly sha256: string;
  readonly look: Look | null;
};

/** Preview size by the long edge in pixels; `quick` may answer an embedded, smaller one. */
export type ThumbnailRequest = { readonly edge: 320 | 640 | 1600; readonly quick: boolean };
export type ThumbnailAnswer =
  | ({ readonly ok: true } & Thumbnail)
  | { readonly ok: false; readonly reason: ImagingRefusal['reason'] };

/** Some photos of a source, of `total`. `version` names just this page; `unchanged` leaves out what whoever asks has. */
export type PhotoPage = {
  readonly total: number;
  readonly version: string;
  readonly unchanged: boolean;
  readonly photos: readonly MediaPhoto[];
};

/** A photo and whether its medium is there to read it. */
export type FoundRecord = PhotoRecord & { readonly present: boolean };
