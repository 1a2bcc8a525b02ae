import type { PhotoId, SourceId } from '../../../shared/domain/ids.ts';
import { createPhotoPages } from '../../app/photoPages.ts';
import type { GetState, MediaPart, NewOrderDeps, Run, SetState } from './newOrderState.ts';

const AT_ONCE = 4;

const addressOf = (bytes: Uint8Array<ArrayBuffer>): string =>
  URL.createObjectURL(new Blob([bytes], { type: 'image/jpeg' }));

/** Media, their photos with small pictures, and how far copying is. */
export function createMediaPart(deps: NewOrderDeps, run: Run, set: SetState, get: GetState): MediaPart {
  const { api, makeAddress = addressOf, revoke = (address: string) => URL.revokeObjectURL(address) } = deps;
  const pictures = createPictures(deps, (photoId, address) =>
    set({ pictures: { ...get().pictures, [photoId]: address } }),
  );
  const pages = createPhotoPages(api);
  const show = async (sourceId: SourceId) => {
    const read = await pages.read(sourceId);
    if (read.ok) {
      if (get().source === sourceId) set({ photos: read.photos });
    } else if (get().draft !== null) set({ failure: { code: read.code, ref: read.ref } });
  };
  return {
    sources: [],
    source: null,
    photos: [],
    pictures: {},
    copy: null,
    readSources: async () => {
      const answer = await api.ask('media:sources', {});
      if (!answer.ok) return;
      const { sources } = answer.value;
      set({ sources });
      const { source } = get();
      const still =
        sources.find((one) => one.sourceId === source) ?? sources.find((one) => one.state === 'ready');
      if (still === undefined) {
        pages.forget();
        return set({ source: null, photos: [] });
      }
      set({ source: still.sourceId });
      await show(still.sourceId);
    },
    choose: async (sourceId) => {
      pages.forget();
      set({ source: sourceId, photos: [] });
      await show(sourceId);
    },
    wantPictures: pictures.want,
    largePicture: async (photoId) => {
      const answer = await api.ask('media:thumbnail', { photoId, edge: 1600, quick: false });
      if (!answer.ok) return null;
      const { bytes, width, height } = answer.value;
      const src = makeAddress(bytes as Uint8Array<ArrayBuffer>);
      return { src, width, height, drop: () => revoke(src) };
    },
    readCopy: async () => {
      const { draft } = get();
      if (draft === null) return;
      const answer = await api.ask('media:copyState', { draftId: draft.draftId });
      if (answer.ok && get().draft?.draftId === draft.draftId) set({ copy: answer.value });
    },
    dropMissing: async () => {
      await run('media:dropMissing', {});
      await get().readCopy();
    },
  };
}

/** Small pictures by photo, a few at a time, those in sight first. */
function createPictures(deps: NewOrderDeps, onPicture: (photoId: PhotoId, address: string | null) => void) {
  const { makeAddress = addressOf } = deps;
  const asked = new Set<string>();
  let queue: readonly string[] = [];
  let running = 0;
  const pump = (): void => {
    while (running < AT_ONCE) {
      const photoId = queue.find((id) => !asked.has(id)) as PhotoId | undefined;
      if (photoId === undefined) return;
      asked.add(photoId);
      running += 1;
      void deps.api.ask('media:thumbnail', { photoId, edge: 320, quick: true }).then((answer) => {
        running -= 1;
        const bytes = answer.ok ? (answer.value.bytes as Uint8Array<ArrayBuffer>) : null;
        onPicture(photoId, bytes === null ? null : makeAddress(bytes));
        pump();
      });
    }
  };
  return {
    want: (photoIds: readonly string[]) => {
      queue = photoIds;
      pump();
    },
  };
}
