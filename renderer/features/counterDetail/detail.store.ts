import { createStore, type StateCreator } from 'zustand/vanilla';
import type { OrderId } from '../../../shared/domain/ids.ts';
import type { Api } from '../../app/api.ts';
import { createChanges } from './changes.ts';
import { type DetailDeps, type DetailState, failed, type Photos } from './detailState.ts';
import { createDialogActions } from './dialogActions.ts';
import { createPhotoLoader } from './photoLoader.ts';

/** Arrow keys pass many orders; only the one rested on counts as open. */
const REST_MS = 500;
/** Core forgets who has an order open after five minutes; this says it again in time. */
const OPEN_AGAIN_MS = 120_000;

const NO_PHOTOS: Photos = { opened: false, pictures: {}, loupe: null };

/** CS2: one order, what may be done with it, and the forms that are open on it. */
export function createDetailStore(deps: DetailDeps) {
  const { api, loader = createPhotoLoader } = deps;
  const createState: StateCreator<DetailState> = (set, get) => {
    const pictures = loader(api, (photoId, address) => {
      const { photos } = get();
      set({ photos: { ...photos, pictures: { ...photos.pictures, [photoId]: address } } });
    });
    const lock = createSoftLock(api, (orderId, openBy) => {
      if (get().orderId === orderId) set({ openBy });
    });
    return {
      orderId: null,
      order: null,
      failure: null,
      openBy: null,
      conflict: false,
      pending: false,
      dialog: null,
      photos: NO_PHOTOS,
      undoable: null,
      ...createChanges(deps, set, get),
      ...createDialogActions(deps, set, get),
      show: (orderId) => {
        if (orderId === get().orderId) return;
        pictures.clear();
        lock.move(orderId);
        set({ orderId, failure: null, openBy: null, conflict: false, dialog: null, photos: NO_PHOTOS });
        if (orderId === null) set({ order: null });
        else void get().reload();
      },
      reload: async () => {
        const { orderId } = get();
        if (orderId === null) return;
        const answer = await api.ask('orders:get', { orderId });
        if (get().orderId !== orderId) return;
        if (answer.ok) set({ order: answer.value, openBy: answer.value.openBy });
        else set({ order: null, failure: { code: answer.code, ref: answer.ref } });
      },
      openPhotos: async () => {
        const { orderId, order } = get();
        if (orderId === null || order === null) return;
        const answer = await api.ask('orders:viewPhotos', { orderId });
        if (get().orderId !== orderId) return;
        if (await failed(answer, set, get)) return;
        set({ photos: { ...get().photos, opened: true } });
      },
      wantPictures: (photoIds) => {
        const { orderId, photos } = get();
        if (orderId !== null && photos.opened) pictures.want(orderId, photoIds);
      },
      openLoupe: async (photoId, name) => {
        const { orderId, photos } = get();
        if (orderId === null || !photos.opened) return;
        const src = (await pictures.large(orderId, photoId)) ?? photos.pictures[photoId];
        if (get().orderId === orderId && src) set({ photos: { ...get().photos, loupe: { src, name } } });
      },
      closeLoupe: () => set({ photos: { ...get().photos, loupe: null } }),
      dismiss: () => set({ failure: null, conflict: false }),
      veil: () => {
        pictures.clear();
        set({ photos: NO_PHOTOS });
      },
    };
  };
  return createStore<DetailState>()(createState);
}

/** Says to core which order is open here, once someone rests on it, and takes it back when they leave. */
function createSoftLock(api: Pick<Api, 'ask'>, onOpenBy: (orderId: OrderId, name: string | null) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let held: OrderId | null = null;
  const say = async (orderId: OrderId) => {
    held = orderId;
    const answer = await api.ask('orders:open', { orderId });
    if (answer.ok) onOpenBy(orderId, answer.value.openBy);
    if (held === orderId) timer = setTimeout(() => void say(orderId), OPEN_AGAIN_MS);
  };
  return {
    move: (orderId: OrderId | null) => {
      clearTimeout(timer);
      if (held !== null) void api.ask('orders:close', { orderId: held });
      held = null;
      if (orderId !== null) timer = setTimeout(() => void say(orderId), REST_MS);
    },
  };
}

export type DetailStore = ReturnType<typeof createDetailStore>;
