import type { media } from '../../../../shared/contract/media.ts';
import type { CoreDeps } from '../../call/deps.ts';
import { command, type HandlersFor, preparedCommand, query } from '../../call/handlers.ts';
import { reject } from '../../call/rejection.ts';
import type { Copier, MediaLibrary } from '../media/index.ts';
import { changeDraft, usableDraft } from './change.ts';
import type { Copies } from './copies.ts';
import { listPhotos, removePhotos } from './draftPhotos.store.ts';

export interface MediaCallDeps extends CoreDeps {
  readonly library: MediaLibrary;
  readonly copier: Copier;
  readonly copies: Copies;
  /** False when so little room is left that nothing more is copied; selling goes on (ADM-6). */
  readonly roomToCopy: () => Promise<boolean>;
}

const refusalOf = (reason: string) =>
  reason === 'out_of_service' ? reject('IMAGING_DOWN') : reject('PHOTO_UNREADABLE');

/** Calls around media; what is copied belongs to a draft, so they stand here. */
export const createMediaHandlers = ({
  library,
  copier,
  copies,
  roomToCopy,
}: MediaCallDeps): HandlersFor<typeof media> => ({
  'media:sources': query('media:sources', () => ({ sources: [...library.sources()] })),
  'media:photos': query('media:photos', (_q, { sourceId, offset, limit, known }) => {
    const page = library.photos(sourceId, offset, limit, known ?? null);
    return { ...page, photos: [...page.photos] };
  }),
  'media:thumbnail': query('media:thumbnail', async (_q, { photoId, edge, quick }) => {
    const answer = await library.thumbnail(photoId, { edge, quick });
    if (!answer.ok) return refusalOf(answer.reason);
    const { bytes, width, height, hint } = answer;
    return { bytes, width, height, hint };
  }),
  'media:copyState': query('media:copyState', (q, { draftId }) => {
    usableDraft(q, draftId);
    const view = copier.state(draftId);
    const unsound = listPhotos(q.db, draftId).flatMap(({ photoId, failed }) =>
      failed ? [{ photoId, reason: failed }] : [],
    );
    return { ...view, missing: [...view.missing], failed: [...view.failed, ...unsound] };
  }),
  'media:startCopy': preparedCommand('media:startCopy', roomToCopy, (tx, { draftId }, room) => {
    const draft = usableDraft(tx, draftId);
    if (!room) return reject('DISK_FULL');
    changeDraft(tx, draft);
    tx.afterCommit(() => copies.begin(draftId));
    return {};
  }),
  'media:cancelCopy': command('media:cancelCopy', (tx, { draftId }) => {
    usableDraft(tx, draftId);
    tx.afterCommit(() => void copies.remove(draftId));
    return {};
  }),
  'media:dropMissing': command('media:dropMissing', (tx, { draftId }) => {
    const draft = usableDraft(tx, draftId);
    const { missing, failed } = copier.state(draftId);
    const unsound = listPhotos(tx.db, draftId).filter((photo) => photo.failed !== null);
    const gone = [
      ...missing,
      ...failed.map(({ photoId }) => photoId),
      ...unsound.map(({ photoId }) => photoId),
    ];
    const dropped = removePhotos(tx.db, draftId, gone);
    changeDraft(tx, draft);
    tx.afterCommit(() => copies.sync(draftId));
    return { dropped };
  }),
});
