import type { CallInput, CallOutput } from '../../../../../shared/contract/index.ts';
import type { QueryContext } from '../../../call/context.ts';
import { reject } from '../../../call/rejection.ts';
import type { FileStore } from '../../../files/fileStore.ts';
import type { FileKeys } from '../../../keys/fileKeys.ts';
import type { Imaging } from '../../../ports/imaging.ts';
import { getOrder } from '../store/access.ts';
import { listPhotos } from '../store/photos.store.ts';

export interface ThumbnailDeps {
  readonly imaging: Imaging;
  readonly fileKeys: FileKeys;
  readonly files: FileStore;
}

const SMALL = 320;

/** A picture of one photo, decoded from its encrypted original each time: no plain copy is kept. */
export const orderThumbnail = async (
  { imaging, fileKeys, files }: ThumbnailDeps,
  q: QueryContext,
  input: CallInput<'orders:thumbnail'>,
): Promise<CallOutput<'orders:thumbnail'>> => {
  const { orderId } = getOrder(q, input.orderId, 'view');
  const photo =
    listPhotos(q.db, orderId).find(({ photoId }) => photoId === input.photoId) ?? reject('NOT_FOUND');
  if (!photo.here) return reject('PHOTO_ON_ITS_WAY');
  const key = (await fileKeys.get(orderId)) ?? reject('NOT_FOUND');
  const { fileId, name } = photo;
  const outcome = await imaging.thumbnail(
    { kind: 'sealed', path: files.pathOf({ orderId, fileId }), name, key, orderId, fileId },
    { maxEdge: input.edge, quality: input.edge === SMALL ? 'quick' : 'sharp' },
    { priority: 'screen' },
  );
  if (outcome.ok) return { ...outcome.picture, bytes: new Uint8Array(outcome.picture.bytes) };
  return reject(outcome.reason === 'out_of_service' ? 'IMAGING_DOWN' : 'PHOTO_UNREADABLE');
};
