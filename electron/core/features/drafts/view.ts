import type { Draft } from '../../../../shared/contract/drafts.ts';
import { photosKeptUntil } from '../../../../shared/domain/retention.ts';
import { shopDayOf } from '../../../../shared/domain/time.ts';
import type { QueryContext } from '../../call/context.ts';
import type { CoreDeps } from '../../call/deps.ts';
import type { AvailabilityFeature } from '../availability/index.ts';
import { listItems, listPhotos } from './draftPhotos.store.ts';
import type { DraftRecord } from './drafts.store.ts';
import { priceDraft } from './priceDraft.ts';
import { knownSides, type SidesOf } from './sides.ts';

export interface ViewDeps extends CoreDeps {
  readonly sidesOf: SidesOf;
  readonly availability: Pick<AvailabilityFeature, 'readyAt'>;
}

/** Everything a window shows of a draft, priced by the list of its visit. */
export const viewDraft = (deps: ViewDeps, q: QueryContext, draft: DraftRecord): Draft => {
  const items = listItems(q.db, draft.draftId);
  const settings = deps.settings(q.db);
  const price = priceDraft(deps, q, draft, items);
  return {
    draftId: draft.draftId,
    source: draft.source,
    takenOver: draft.takenOver,
    locale: draft.locale,
    step: draft.step,
    ease: draft.ease,
    photos: listPhotos(q.db, draft.draftId).map((photo) => {
      const { photoId, name, takenAt, file } = photo;
      const sides = knownSides(photo, deps.sidesOf);
      return {
        photoId,
        name,
        width: sides?.width ?? null,
        height: sides?.height ?? null,
        takenAt,
        stored: file !== null,
      };
    }),
    marksAnswered: [...draft.marksAnswered],
    items: items.map(({ exception: _own, ...item }) => item),
    common: draft.common,
    exceptions: new Set(items.filter((item) => item.exception).map(({ photoId }) => photoId)).size,
    contact: draft.contact,
    express: draft.express,
    indexPrint: draft.indexPrint,
    discount: draft.discount,
    consents: [...draft.consents],
    age: draft.age,
    price,
    keepUntil: photosKeptUntil({ placed: shopDayOf(q.now), ended: null }, settings.retention),
    dueAt: deps.availability.readyAt(q, price, draft.express),
  };
};
