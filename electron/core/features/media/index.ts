export { Copier, type CopierOptions, type StoredRow } from './copier.ts';
export type { CopyTrouble, CopyView } from './copy.policy.ts';
export type { PickedPhoto } from './copyDraft.ts';
export type {
  FoundRecord,
  KnownPhoto,
  MediaLibraryOptions,
  ThumbnailAnswer,
  ThumbnailRequest,
} from './libraryTypes.ts';
export { linuxVolumes, REMOVABLE_ROOTS } from './linuxVolumes.ts';
export { MediaLibrary } from './mediaLibrary.ts';
export { createOpenCount, type OpenCount } from './openMedium.ts';
export { shownPhoto } from './photoRecord.ts';
export { allVolumes, folderVolumes, type Volume, type VolumeLister } from './volumes.ts';
