import type { OrderId, PhotoId } from '../../../../shared/domain/ids.ts';
import type { FileStore } from '../../files/fileStore.ts';
import type { FileKeys } from '../../keys/fileKeys.ts';
import type { Imaging, ImagingRefusal, PrintRequest } from '../../ports/imaging.ts';
import type { ImageSource } from '../output/index.ts';
import type { JobLine } from './jobLines.store.ts';

export interface ImageDeps {
  readonly imaging: Imaging;
  readonly fileKeys: FileKeys;
  readonly files: FileStore;
}

/** JPEG at quality 95 stays well below one byte per channel. */
export const BYTES_PER_PIXEL = 3;
const IN_BACKGROUND = { priority: 'background' } as const;

export interface JobImages extends ImageSource {
  /** Photos whose stored file is gone or cannot be read, as found so far. */
  readonly missing: () => readonly PhotoId[];
  /** The decoders did not start: the photos themselves may be fine. */
  readonly isOutOfService: () => boolean;
}

/** Prints of one order's photos from the encrypted originals, and what kept any from being made. */
export const createPhotoPrints = ({ imaging, fileKeys, files }: ImageDeps, orderId: OrderId) => {
  const missing = new Set<PhotoId>();
  let outOfService = false;
  const stored = async ({ fileId }: JobLine): Promise<Uint8Array | undefined> => {
    if (!(await files.files(orderId)).includes(fileId)) return undefined;
    // A damaged key is the loss of its photos, not of the whole run.
    return fileKeys.get(orderId).catch(() => undefined);
  };
  const isAway = ({ reason }: ImagingRefusal): boolean =>
    reason === 'out_of_service' || reason === 'cancelled';
  return {
    missing: () => [...missing],
    isOutOfService: () => outOfService,
    isStored: async (line: JobLine): Promise<boolean> => {
      const found = (await stored(line)) !== undefined;
      if (!found) missing.add(line.photoId);
      return found;
    },
    print: async (line: JobLine, request: PrintRequest): Promise<Uint8Array | null> => {
      const { photoId, fileId, name } = line;
      const key = await stored(line);
      const path = files.pathOf({ orderId, fileId });
      const source = key && ({ kind: 'sealed', path, name, key, orderId, fileId } as const);
      const outcome = source && (await imaging.print(source, request, IN_BACKGROUND));
      if (outcome?.ok) return outcome.picture.bytes;
      if (outcome && isAway(outcome)) outOfService = true;
      else missing.add(photoId);
      return null;
    },
    /** Lays prints that were made before on one sheet. */
    lay: async (sheet: Parameters<Imaging['sheet']>[0]): Promise<Uint8Array | null> => {
      const outcome = await imaging.sheet(sheet, IN_BACKGROUND);
      if (outcome.ok) return outcome.picture.bytes;
      // No photo is at fault here.
      if (isAway(outcome)) outOfService = true;
      return null;
    },
  };
};
