import type { PhotoId } from '../../../../shared/domain/ids.ts';
import type { PickedPhotoRecord } from './draftPhotos.store.ts';

export interface Sides {
  readonly width: number;
  readonly height: number;
}

/** Sides of a photo as its medium showed them, once someone looked. */
export type SidesOf = (photoId: PhotoId) => Sides | null;

/** What is known of a photo's sides, shown and placed alike: recorded, or seen on its medium before the copy was. */
export const knownSides = ({ photoId, width, height }: PickedPhotoRecord, seen: SidesOf): Sides | null =>
  width === null || height === null ? seen(photoId) : { width, height };
