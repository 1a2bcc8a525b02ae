import type { StoreApi } from 'zustand/vanilla';
import { pickedTwice } from '../../../../shared/domain/alike.ts';
import type { PhotoId, SourceId } from '../../../../shared/domain/ids.ts';
import type { Visit } from '../flow/visitStore.ts';
import type { WipeRegistry } from '../flow/wipe.ts';
import type { Media } from '../source/mediaStore.ts';
import {
  ASK_CLEAR_ABOVE,
  ASK_SELECT_ABOVE,
  choosable,
  EVERYTHING,
  type Filter,
  rangeBetween,
  viewPhotos,
} from './choice.policy.ts';
import type { History } from './historyStore.ts';

export interface ChoiceState {
  readonly filter: Filter;
  /** Photos alike stand side by side instead of behind one tile. */
  readonly isUnfolded: boolean;
  readonly opened: ReadonlySet<PhotoId>;
  /** What a tap on a photo does. */
  readonly tap: 'toggle' | 'range' | 'enlarge';
  /** The photo tapped last: where a range begins. */
  readonly anchor: PhotoId | null;
  readonly loupe: PhotoId | null;
  /** Asked before many photos change at once. */
  readonly question: { readonly kind: 'all' | 'none'; readonly ids: readonly PhotoId[] } | null;
}

export interface Choice extends StoreApi<ChoiceState> {
  readonly setFilter: (filter: Partial<Filter>) => void;
  /** Shows photos alike side by side, or behind one tile each; opened series close. */
  readonly unfold: (isUnfolded: boolean) => void;
  /** Of photos chosen more than once, one of each stays. */
  readonly leaveOutCopies: () => Promise<void>;
  readonly setTap: (tap: ChoiceState['tap']) => void;
  readonly tapPhoto: (photoId: PhotoId) => Promise<void>;
  readonly openLoupe: (photoId: PhotoId | null) => void;
  readonly selectAll: () => Promise<void>;
  readonly clearAll: () => Promise<void>;
  readonly answer: (yes: boolean) => Promise<void>;
  /** „Kamerā atzīmētās fotogrāfijas”: asked once for each card. */
  readonly answerMarks: (sourceId: SourceId, accept: boolean) => Promise<void>;
}

/** Choosing photos: which are shown, and what taps do to the choice. */
export function createChoice(visit: Visit, media: Media, history: History, wipes: WipeRegistry): Choice {
  const store = wipes.store<ChoiceState>('choice', () => ({
    filter: EVERYTHING,
    isUnfolded: false,
    opened: new Set(),
    tap: 'toggle',
    anchor: null,
    loupe: null,
    question: null,
  }));
  const { getState: get, setState: set } = store;

  const picked = (): ReadonlySet<PhotoId> =>
    new Set(visit.getState().draft?.photos.map(({ photoId }) => photoId));
  const view = (opened = get().opened) =>
    viewPhotos(media.getState().photos, visit.getState().draft?.photos ?? [], { ...get(), opened });
  const inView = (opened?: ReadonlySet<PhotoId>): readonly PhotoId[] =>
    view(opened).days.flatMap(({ photos }) => photos);
  /** A series whose tile is tapped opens, so that one of its photos can be chosen. */
  const opens = (photoId: PhotoId): PhotoId | null => {
    const isSeries = (view().stacks.get(photoId)?.series ?? 1) > 1 && !picked().has(photoId);
    return isSeries
      ? (media.getState().photos.find((photo) => photo.photoId === photoId)?.series ?? null)
      : null;
  };
  /** A series is folded for the eye only: its tile stands for all its photos when many are chosen at once. */
  const withSeries = (ids: readonly PhotoId[]): readonly PhotoId[] => {
    const { stacks } = view();
    const folded = new Set(ids.filter((photoId) => (stacks.get(photoId)?.series ?? 1) > 1));
    if (folded.size === 0) return ids;
    const seriesOf = new Map(media.getState().photos.map(({ photoId, series }) => [photoId, series]));
    const wanted = new Set([...folded].map((photoId) => seriesOf.get(photoId)));
    const everySeries = new Set([...seriesOf.values()].filter((series) => series !== null));
    const known = new Set(ids);
    return inView(everySeries).filter(
      (photoId) => known.has(photoId) || wanted.has(seriesOf.get(photoId) ?? null),
    );
  };
  const pick = (ids: readonly PhotoId[], isPicked: boolean): Promise<void> =>
    ids.length === 0
      ? Promise.resolve()
      : history.change(() => visit.onDraft('drafts:pick', { photoIds: [...ids], picked: isPicked }));
  const fresh = (ids: readonly PhotoId[]): readonly PhotoId[] => {
    const [may, has] = [choosable(media.getState().photos), picked()];
    return ids.filter((photoId) => may.has(photoId) && !has.has(photoId));
  };

  return {
    ...store,
    setFilter: (filter) => set((state) => ({ filter: { ...state.filter, ...filter } })),
    unfold: (isUnfolded) => set({ isUnfolded, opened: new Set() }),
    leaveOutCopies: () => pick(pickedTwice(media.getState().photos, picked()), false),
    setTap: (tap) => set({ tap }),
    openLoupe: (loupe) => set({ loupe }),
    tapPhoto: async (photoId) => {
      const { tap, anchor } = get();
      const series = tap === 'toggle' ? opens(photoId) : null;
      if (series !== null) return set((state) => ({ opened: new Set([...state.opened, series]) }));
      set({ anchor: photoId });
      if (tap !== 'range' || anchor === null) return pick([photoId], !picked().has(photoId));
      set({ tap: 'toggle' });
      return pick(fresh(withSeries(rangeBetween(inView(), anchor, photoId))), true);
    },
    selectAll: async () => {
      const ids = fresh(withSeries(inView()));
      if (ids.length > ASK_SELECT_ABOVE) set({ question: { kind: 'all', ids } });
      else await pick(ids, true);
    },
    clearAll: async () => {
      const has = picked();
      const ids = inView().filter((photoId) => has.has(photoId));
      if (ids.length > ASK_CLEAR_ABOVE) set({ question: { kind: 'none', ids } });
      else await pick(ids, false);
    },
    answerMarks: async (sourceId, accept) => {
      const ask = () => visit.onDraft('drafts:answerMarks', { sourceId, accept });
      if (accept) return history.change(ask);
      await ask();
      await visit.refreshDraft();
    },
    answer: async (yes) => {
      const { question } = get();
      set({ question: null });
      if (yes && question) await pick(question.ids, question.kind === 'all');
    },
  };
}
