import type { Catalogue } from '../../../../shared/domain/catalogue.ts';
import type { Raster } from '../../../../shared/domain/dyeSub.ts';
import type { OrderId, PhotoId } from '../../../../shared/domain/ids.ts';
import type { FileStore } from '../../files/fileStore.ts';
import type { FileKeys } from '../../keys/fileKeys.ts';
import type { Imaging, PrintRequest } from '../../ports/imaging.ts';
import type { ImageSource } from '../output/index.ts';
import type { JobLine } from './jobLines.store.ts';
import { printRequestOf } from './printRequest.policy.ts';

export interface ImageDeps {
  readonly imaging: Imaging;
  readonly fileKeys: FileKeys;
  readonly files: FileStore;
}

interface Job {
  readonly orderId: OrderId;
  readonly format: string;
}

/** JPEG at quality 95 stays well below one byte per channel. */
const BYTES_PER_PIXEL = 3;

export interface JobImages extends ImageSource {
  /** Photos whose stored file is gone or cannot be read, as found so far. */
  readonly missing: () => readonly PhotoId[];
  /** The decoders did not start: the photos themselves may be fine. */
  readonly isOutOfService: () => boolean;
}

/** The prints of one job, made from the encrypted originals one by one when the hand-over asks for them. */
export const createJobImages = (
  { imaging, fileKeys, files }: ImageDeps,
  { orderId, format }: Job,
  lines: readonly JobLine[],
  catalogue: Catalogue,
  raster: Raster | null = null,
): JobImages => {
  const missing = new Set<PhotoId>();
  let outOfService = false;
  const find = (ref: string): { line: JobLine; request: PrintRequest } | null => {
    const line = lines.find(({ photoId }) => photoId === ref);
    const request =
      line && printRequestOf(catalogue, format, line.edit, { w: line.width, h: line.height }, raster);
    return line && request ? { line, request } : null;
  };
  const stored = async ({ fileId }: JobLine): Promise<Uint8Array | undefined> => {
    if (!(await files.files(orderId)).includes(fileId)) return undefined;
    // A damaged key is the loss of its photos, not of the whole run.
    return fileKeys.get(orderId).catch(() => undefined);
  };

  return {
    missing: () => [...missing],
    isOutOfService: () => outOfService,
    expectedBytes: async (ref) => {
      const found = find(ref);
      if (!found) return null;
      const { width, height } = found.request.sheet ?? found.request;
      if ((await stored(found.line)) !== undefined) return width * height * BYTES_PER_PIXEL;
      missing.add(found.line.photoId);
      return null;
    },
    render: async (ref) => {
      const found = find(ref);
      if (!found) return null;
      const { photoId, fileId, name } = found.line;
      const key = await stored(found.line);
      const path = files.pathOf({ orderId, fileId });
      const outcome =
        key &&
        (await imaging.print({ kind: 'sealed', path, name, key, orderId, fileId }, found.request, {
          priority: 'background',
        }));
      if (outcome?.ok) return outcome.picture.bytes;
      if (outcome?.reason === 'out_of_service' || outcome?.reason === 'cancelled') outOfService = true;
      else missing.add(photoId);
      return null;
    },
  };
};
