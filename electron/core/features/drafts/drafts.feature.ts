import type { drafts } from '../../../../shared/contract/drafts.ts';
import type { Health } from '../../../../shared/contract/terminal.ts';
import type { media } from '../../../../shared/contract/media.ts';
import type { phone } from '../../../../shared/contract/phone.ts';
import type { visits } from '../../../../shared/contract/visits.ts';
import type { DraftId, PhotoId } from '../../../../shared/domain/ids.ts';
import type { CoreDeps, Feature } from '../../call/deps.ts';
import type { ReadableDb } from '../../db/handles.ts';
import type { HandlersFor } from '../../call/handlers.ts';
import type { Tx } from '../../call/context.ts';
import type { FileStore } from '../../files/fileStore.ts';
import type { FileKeys } from '../../keys/fileKeys.ts';
import type { AvailabilityFeature } from '../availability/index.ts';
import type { ConsentsFeature } from '../consents/index.ts';
import { type Copier, type MediaLibrary, shownPhoto } from '../media/index.ts';
import type { PhoneReception } from '../phone/index.ts';
import { changeDraft } from './change.ts';
import type { Copies } from './copies.ts';
import type { NewPhoto } from './draftPhotos.store.ts';
import { findVisit } from './drafts.store.ts';
import { createHeadHandlers } from './head.handlers.ts';
import { createItemHandlers } from './items.handlers.ts';
import { createMediaHandlers } from './media.handlers.ts';
import { createPhoneHandlers } from './phone.handlers.ts';
import { createPlaceHandler } from './place.ts';
import { createLinkedHandler } from './startLinked.ts';
import { recoverDrafts } from './recover.ts';
import { createVisitHandlers, kiosksHealth } from './visit.handlers.ts';
import { createWipe } from './wipe.ts';

export interface DraftsDeps extends CoreDeps {
  readonly availability: Pick<AvailabilityFeature, 'readyAt' | 'isSellable'>;
  readonly library: MediaLibrary;
  readonly copier: Copier;
  readonly copies: Copies;
  readonly reception: PhoneReception;
  readonly files: FileStore;
  readonly keys: FileKeys;
  readonly roomToCopy: () => Promise<boolean>;
  readonly checkpoint: () => boolean;
  readonly recordConsents: ConsentsFeature['record'];
}

type Handlers = HandlersFor<typeof drafts> &
  HandlersFor<typeof visits> &
  HandlersFor<typeof media> &
  HandlersFor<typeof phone>;

export interface DraftsFeature extends Feature<Handlers> {
  /** Ends or resumes what the last run left; before the first call is answered. */
  readonly recover: (restored: boolean) => Promise<void>;
  /** Staff take the running visit to the counter. */
  readonly takeOverVisit: (tx: Tx) => void;
  readonly kiosksHealth: (db: ReadableDb) => Health['kiosks'];
}

const pickableFrom =
  (library: MediaLibrary) =>
  (photoId: PhotoId): NewPhoto | undefined => {
    const record = library.find(photoId);
    if (!record?.present || record.look?.usable === false) return undefined;
    const { name, width, height, takenAt, bytes } = shownPhoto(record, null);
    return {
      photoId,
      name,
      relPath: record.file.relPath,
      bytes,
      mtime: record.file.mtimeMs,
      width,
      height,
      takenAt,
    };
  };

/** Visits, drafts and their media: everything up to the placed order. */
export const createDraftsFeature = (deps: DraftsDeps): DraftsFeature => {
  const { library, copies, files, keys, reception } = deps;
  const wipe = createWipe({
    log: deps.log,
    removeFiles: async (draftId) => {
      await reception.end(draftId);
      await copies.remove(draftId);
    },
    forgetMedia: () => {
      reception.close();
      library.forget();
    },
    checkpoint: deps.checkpoint,
  });
  const help = { called: false };
  const sidesOf = (photoId: PhotoId) => {
    const record = library.find(photoId);
    return record?.look?.usable === true ? record.look.facts : null;
  };
  return {
    handlers: {
      ...createHeadHandlers({ ...deps, sidesOf }),
      ...createItemHandlers({
        ...deps,
        pickable: pickableFrom(library),
        marked: (sourceId) => library.marked(sourceId),
        syncCopies: copies.sync,
      }),
      ...createVisitHandlers({ ...deps, wipe, help, beginMedia: () => library.begin() }),
      ...createMediaHandlers(deps),
      ...createPhoneHandlers(deps),
      'drafts:startLinked': createLinkedHandler(deps),
      'drafts:place': createPlaceHandler({
        ...deps,
        sidesOf,
        onPlaced: (draftId) => {
          copies.end(draftId);
          void reception.end(draftId);
        },
      }),
    },
    recover: (restored) =>
      recoverDrafts({
        ...deps,
        restored,
        wipe,
        expectPhotos: (photos) => library.expect(photos),
        resumeCopies: (draftId) => copies.begin(draftId as DraftId),
        ordersWithFiles: files.orders,
        ordersWithKeys: keys.orders,
        removeFiles: async (orderId) => {
          await files.removeOrder(orderId);
          await keys.destroy(orderId);
        },
        removeParts: files.removeParts,
        filesOf: files.files,
        removeFile: (orderId, fileId) => files.remove({ orderId, fileId }),
      }),
    takeOverVisit: (tx) => {
      const visit = findVisit(tx.db);
      if (!visit) return;
      changeDraft(tx, visit, { takenOver: true, helpCalled: false });
      tx.emit('kiosk-changed', {});
    },
    kiosksHealth: (db) => kiosksHealth(db, help),
    stop: async () => {
      await reception.stop();
      await deps.copier.stop();
      library.stop();
      await wipe.finished();
    },
  };
};
