import type { StoreApi } from 'zustand/vanilla';
import type { Draft, DraftItem } from '../../../../shared/contract/drafts.ts';
import { type Adjust, adjusted } from '../../../../shared/domain/adjust.ts';
import type { PhotoId } from '../../../../shared/domain/ids.ts';
import type { Visit } from '../flow/visitStore.ts';
import type { WipeRegistry } from '../flow/wipe.ts';
import type { History } from '../photos/historyStore.ts';
import {
  type Change,
  changeAll,
  changeItem,
  exceptionsOf,
  itemOf,
  settle,
  veryLowPhotos,
} from './sizes.policy.ts';

export interface SizesState {
  /** What the controls change: all photos, or the one on show. */
  readonly scope: 'all' | 'one';
  /** The photo on show; null is the first. */
  readonly photoId: PhotoId | null;
  readonly question:
    | { readonly kind: 'overwrite'; readonly common: Draft['common']; readonly count: number }
    | { readonly kind: 'veryLow'; readonly photoIds: readonly PhotoId[] }
    | null;
  /** The customer has seen and accepted prints of very low resolution. */
  readonly acceptedVeryLow: boolean;
}

export type ItemEdit = Change & Partial<Pick<DraftItem, 'crop' | 'rotation' | 'mirror' | 'adjust'>>;

export interface Sizes extends StoreApi<SizesState> {
  readonly setScope: (scope: SizesState['scope']) => void;
  readonly show: (photoId: PhotoId) => void;
  /** Changes size, paper, copies or edges within the scope. */
  readonly change: (change: Change) => Promise<void>;
  readonly changePhoto: (photoId: PhotoId, edit: ItemEdit) => Promise<void>;
  /** Corrects every photo of the order; what else was corrected on one stays. */
  readonly adjustAll: (change: Partial<Adjust>) => Promise<void>;
  readonly answerOverwrite: (overwrite: boolean | null) => Promise<void>;
  readonly answerVeryLow: (goOn: boolean) => Promise<void>;
  readonly goOn: () => Promise<void>;
}

/** Sizes, papers and copies: „all the same” first, then exceptions. */
export function createSizes(visit: Visit, history: History, wipes: WipeRegistry): Sizes {
  const store = wipes.store<SizesState>('sizes', () => ({
    scope: 'all',
    photoId: null,
    question: null,
    acceptedVeryLow: false,
  }));
  const { getState: get, setState: set } = store;

  const applyAll = (common: Draft['common'], overwrite: boolean): Promise<void> =>
    history.change(async () => {
      const { draft } = visit.getState();
      if (draft === null) return null;
      const plan = changeAll(draft, common, overwrite);
      const done = await visit.onDraft('drafts:setAll', { ...plan.common, overwrite: plan.overwrite });
      if (done === null) return null;
      if (plan.put.length > 0) await visit.onDraft('drafts:putItems', { items: [...plan.put] });
      if (plan.remove.length > 0) await visit.onDraft('drafts:removeItems', { keys: [...plan.remove] });
      return done;
    });

  const changePhoto = (photoId: PhotoId, edit: ItemEdit): Promise<void> =>
    history.change(async () => {
      const { draft } = visit.getState();
      const item = draft && itemOf(draft, photoId);
      if (!draft || !item) return null;
      const { put, remove } = changeItem(draft, item, edit);
      // First the new, then away with the old: a photo without any item would leave the order.
      const done = await visit.onDraft('drafts:putItems', { items: [put] });
      if (done !== null && remove !== null) await visit.onDraft('drafts:removeItems', { keys: [remove] });
      return done;
    });

  const changeCommon = async (change: Change): Promise<void> => {
    const { draft, catalogue } = visit.getState();
    if (draft === null || catalogue === null) return;
    const common = settle(catalogue, draft.common, change);
    const count = exceptionsOf(draft).length;
    if (count > 0) set({ question: { kind: 'overwrite', common, count } });
    else await applyAll(common, true);
  };

  return {
    ...store,
    setScope: (scope) => set({ scope }),
    show: (photoId) => set({ photoId }),
    changePhoto,
    adjustAll: (change) =>
      history.change(async () => {
        const items = visit.getState().draft?.items.map((item) => adjusted(item, change)) ?? [];
        return items.length === 0 ? null : visit.onDraft('drafts:putItems', { items });
      }),
    change: async (change) => {
      const { scope, photoId } = get();
      const { draft, catalogue } = visit.getState();
      const shown = photoId ?? draft?.photos[0]?.photoId;
      const item = draft && shown ? itemOf(draft, shown) : undefined;
      if (scope === 'all' || !item || catalogue === null) return changeCommon(change);
      const { format, paper, copies, fit } = settle(catalogue, item, change);
      return changePhoto(item.photoId, { format, paper, copies, fit });
    },
    answerOverwrite: async (overwrite) => {
      const { question } = get();
      set({ question: null });
      if (question?.kind === 'overwrite' && overwrite !== null) await applyAll(question.common, overwrite);
    },
    answerVeryLow: async (goOn) => {
      const { question } = get();
      set({ question: null });
      if (goOn) {
        set({ acceptedVeryLow: true });
        await visit.goTo('details');
      } else if (question?.kind === 'veryLow') {
        set({ scope: 'one', photoId: question.photoIds[0] ?? null });
      }
    },
    goOn: async () => {
      const { draft, catalogue } = visit.getState();
      const photoIds = draft && catalogue ? veryLowPhotos(catalogue, draft) : [];
      if (photoIds.length > 0 && !get().acceptedVeryLow) set({ question: { kind: 'veryLow', photoIds } });
      else await visit.goTo('details');
    },
  };
}
