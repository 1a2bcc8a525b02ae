import { type DraftItem, type drafts, MARKS_KEPT } from '../../../../shared/contract/drafts.ts';
import { isSoldFor } from '../../../../shared/domain/catalogue.ts';
import type { PhotoId, SourceId } from '../../../../shared/domain/ids.ts';
import type { CoreDeps } from '../../call/deps.ts';
import type { Tx } from '../../call/context.ts';
import { command, type HandlersFor } from '../../call/handlers.ts';
import { reject } from '../../call/rejection.ts';
import type { MarkedPhotos } from '../media/index.ts';
import { catalogueOf, changeDraft, usableDraft } from './change.ts';
import { allTheSame, isException, MAX_PHOTOS } from './draft.policy.ts';
import {
  addPhoto,
  countPhotos,
  listItems,
  listPhotos,
  type NewPhoto,
  putItem,
  removeItem,
  removePhotos,
  removePhotosWithoutItems,
} from './draftPhotos.store.ts';
import type { Common, DraftRecord } from './drafts.store.ts';
import { itemWished } from './marks.policy.ts';

export interface ItemDeps extends CoreDeps {
  /** A photo of a medium as it may be picked; undefined when unknown, unusable or gone. */
  readonly pickable: (photoId: PhotoId) => NewPhoto | undefined;
  /** What the camera marked on a source; null where it marked nothing, or the source is unknown. */
  readonly marked: (sourceId: SourceId) => MarkedPhotos | null;
  /** Tells the copier which photos the draft has now. Only acts on a draft whose copying has begun. */
  readonly syncCopies: (draftId: DraftRecord['draftId']) => void;
}

type ItemCalls = Pick<
  HandlersFor<typeof drafts>,
  'drafts:pick' | 'drafts:answerMarks' | 'drafts:putItems' | 'drafts:removeItems' | 'drafts:setAll'
>;

const isSame = (a: Common, b: Common): boolean =>
  a.format === b.format && a.paper === b.paper && a.copies === b.copies && a.fit === b.fit;

const keyOf = ({ photoId, format, paper }: DraftItem): string => `${photoId} ${format} ${paper}`;

/** Calls that change which photos are ordered and as what. Every picked photo has at least one item. */
export const createItemHandlers = (deps: ItemDeps): ItemCalls => {
  const finish = (tx: Tx, draft: DraftRecord, change: Partial<DraftRecord> = {}): void => {
    changeDraft(tx, draft, change);
    tx.afterCommit(() => deps.syncCopies(draft.draftId));
  };

  const add = (tx: Tx, draft: DraftRecord, photo: NewPhoto, own: Partial<Common> = {}): void => {
    if (!addPhoto(tx.db, draft.draftId, photo)) return;
    const wanted = { ...draft.common, ...own };
    const exception = !isSame(wanted, draft.common);
    putItem(tx.db, draft.draftId, {
      photoId: photo.photoId,
      ...wanted,
      crop: null,
      rotation: 0,
      mirror: false,
      exception,
    });
  };

  const assertRoom = (tx: Tx, draftId: string): number => {
    const photos = countPhotos(tx.db, draftId);
    return photos > MAX_PHOTOS ? reject('TOO_MANY_PHOTOS') : photos;
  };

  return {
    'drafts:pick': command('drafts:pick', (tx, { draftId, photoIds, picked }) => {
      const draft = usableDraft(tx, draftId);
      if (picked)
        for (const photoId of photoIds) add(tx, draft, deps.pickable(photoId) ?? reject('PHOTO_UNREADABLE'));
      else removePhotos(tx.db, draftId, photoIds);
      const photos = assertRoom(tx, draftId);
      finish(tx, draft);
      return { photos };
    }),
    'drafts:answerMarks': command('drafts:answerMarks', (tx, { draftId, sourceId, accept }) => {
      const draft = usableDraft(tx, draftId);
      const { id, wishes } = deps.marked(sourceId) ?? reject('SOURCE_GONE');
      if (accept) {
        const catalogue = catalogueOf(deps, tx, draft);
        const marked = [...wishes].flatMap(([photoId, wish]) => {
          const photo = deps.pickable(photoId);
          return photo === undefined ? [] : [{ photo, wish }];
        });
        if (marked.length === 0) return reject('SOURCE_GONE');
        // What the customer picked by hand stays as it is.
        for (const { photo, wish } of marked)
          add(tx, draft, photo, itemWished(catalogue, draft.source, draft.common, wish));
      }
      const photos = assertRoom(tx, draftId);
      const others = draft.marksAnswered.filter((known) => known !== id);
      finish(tx, draft, { marksAnswered: [...others, id].slice(-MARKS_KEPT) });
      return { photos };
    }),
    'drafts:putItems': command('drafts:putItems', (tx, { draftId, items }) => {
      const draft = usableDraft(tx, draftId);
      const catalogue = catalogueOf(deps, tx, draft);
      const known = new Set(listPhotos(tx.db, draftId).map(({ photoId }) => photoId));
      const before = new Map(listItems(tx.db, draftId).map((item) => [keyOf(item), item]));
      for (const item of items) {
        if (!known.has(item.photoId)) return reject('NOT_FOUND');
        if (!isSoldFor(catalogue, draft.source, item)) return reject('PRODUCT_UNAVAILABLE');
        putItem(tx.db, draftId, { ...item, exception: isException(before.get(keyOf(item)), item) });
      }
      finish(tx, draft);
      return {};
    }),
    'drafts:removeItems': command('drafts:removeItems', (tx, { draftId, keys }) => {
      const draft = usableDraft(tx, draftId);
      for (const key of keys) removeItem(tx.db, draftId, key);
      removePhotosWithoutItems(tx.db, draftId);
      finish(tx, draft);
      return {};
    }),
    'drafts:setAll': command('drafts:setAll', (tx, { draftId, format, paper, copies, fit, overwrite }) => {
      const draft = usableDraft(tx, draftId);
      const common = { format, paper, copies, fit };
      if (!isSoldFor(catalogueOf(deps, tx, draft), draft.source, common))
        return reject('PRODUCT_UNAVAILABLE');
      const photoIds = listPhotos(tx.db, draftId).map(({ photoId }) => photoId);
      const before = listItems(tx.db, draftId);
      for (const item of before) removeItem(tx.db, draftId, item);
      for (const item of allTheSame(photoIds, before, common, overwrite)) putItem(tx.db, draftId, item);
      finish(tx, draft, { common });
      return {};
    }),
  };
};
