import type { StoreApi } from 'zustand/vanilla';
import type { CopyState, MediaPhoto, MediaSource } from '../../../../shared/contract/media.ts';
import type { Api } from '../../../app/api.ts';
import { createPhotoPages } from '../../../app/photoPages.ts';
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

/** A card that is being read changes many times a second; the screen need not. */
const REST_MS = 600;

/** What media hold, and how far copying is: core's answers, asked again when it says so. */
export function createMedia(api: Api, visit: Visit, wipes: WipeRegistry): Media {
  const store = wipes.store<MediaState>('media', () => ({ sources: [], photos: [], copy: null }));
  const { getState: get, setState: set } = store;

  const pages = createPhotoPages(api);
  wipes.add('photoPages', pages.forget);

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
      const read = await Promise.all(get().sources.map(({ sourceId }) => pages.read(sourceId)));
      set({ photos: read.flatMap((source) => (source.ok ? source.photos : [])) });
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
