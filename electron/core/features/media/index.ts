export { Copier, type StoredRow } from './copier.ts';
export type { PickedPhoto } from './copyDraft.ts';
export type {
  KnownPhoto,
  MediaLibraryOptions,
} from './libraryTypes.ts';
export { linuxVolumes } from './linuxVolumes.ts';
export { MediaLibrary } from './mediaLibrary.ts';
export type { MarkedPhotos, Wish } from './marks/markedPhotos.ts';
export { createOpenCount } from './openMedium.ts';
export { lookOf, shownPhoto } from './photoRecord.ts';
export { allVolumes, folderVolumes, type VolumeLister } from './volumes.ts';
