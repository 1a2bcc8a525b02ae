import type { StoreApi } from 'zustand/vanilla';
import type { CopyState, MediaPhoto, MediaSource } from '../../../../shared/contract/media.ts';
import type { SourceId } from '../../../../shared/domain/ids.ts';
import type { Api } from '../../../app/api.ts';
import { createRefresher } from '../flow/refresher.ts';
import type { Visit } from '../flow/visitStore.ts';
import type { WipeRegistry } from '../flow/wipe.ts';

export interface MediaState {
  readonly sources: readonly MediaSource[];
  readonly photos: readonly MediaPhoto[];
  readonly copy: CopyState | null;
}

export interface Media extends StoreApi<MediaState> {
  readonly refreshSources: () => Promise<void>;
  readonly refreshPhotos: () => Promise<void>;
  readonly refreshCopy: () => Promise<void>;
  readonly startCopy: () => Promise<void>;
  readonly cancelCopy: () => Promise<void>;
  readonly dropMissing: () => Promise<void>;
}

const PAGE = 5000;
/** A card that is being read changes many times a second; the screen need not. */
const REST_MS = 600;

/** What media hold, and how far copying is: core's answers, asked again when it says so. */
export function createMedia(api: Api, visit: Visit, wipes: WipeRegistry): Media {
  const store = wipes.store<MediaState>('media', () => ({ sources: [], photos: [], copy: null }));
  const { getState: get, setState: set } = store;

  const pagesOf = async (sourceId: SourceId): Promise<readonly MediaPhoto[]> => {
    const photos: MediaPhoto[] = [];
    for (;;) {
      const answer = await api.ask('media:photos', { sourceId, offset: photos.length, limit: PAGE });
      if (!answer.ok) return photos;
      photos.push(...answer.value.photos);
      if (answer.value.photos.length === 0 || photos.length >= answer.value.total) return photos;
    }
  };
  const refreshSources = createRefresher(async () => {
    const answer = await api.ask('media:sources', {});
    if (answer.ok) set({ sources: answer.value.sources });
  });
  const refreshCopy = createRefresher(async () => {
    const draftId = visit.getState().draft?.draftId;
    if (draftId === undefined) return;
    const answer = await api.ask('media:copyState', { draftId });
    if (answer.ok) set({ copy: answer.value });
  });

  return {
    ...store,
    refreshSources,
    refreshPhotos: createRefresher(async () => {
      await refreshSources();
      const pages = await Promise.all(get().sources.map(({ sourceId }) => pagesOf(sourceId)));
      set({ photos: pages.flat() });
    }, REST_MS),
    refreshCopy,
    startCopy: async () => {
      await visit.onDraft('media:startCopy', {});
      await refreshCopy();
    },
    cancelCopy: async () => {
      await visit.onDraft('media:cancelCopy', {});
      await refreshCopy();
      await visit.refreshDraft();
    },
    dropMissing: async () => {
      await visit.onDraft('media:dropMissing', {});
      await visit.refreshDraft();
      await refreshCopy();
    },
  };
}
