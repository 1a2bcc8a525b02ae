import type { StoreApi } from 'zustand/vanilla';
import type { PhotoId } from '../../../../shared/domain/ids.ts';
import type { PhotoHint } from '../../../../shared/domain/media.ts';
import type { Api } from '../../../app/api.ts';
import type { WipeRegistry } from '../flow/wipe.ts';

export type PictureEdge = 320 | 640 | 1600;

export interface Picture {
  readonly url: string;
  readonly width: number;
  readonly height: number;
  readonly isSharp: boolean;
  /** What core saw of the photo when it made this picture. */
  readonly hint: PhotoHint | null;
}

export interface PicturesState {
  readonly pictures: ReadonlyMap<string, Picture>;
}

export interface Pictures extends StoreApi<PicturesState> {
  /** What this owner shows now, in place of what it showed before; the rest is asked no more. */
  readonly want: (owner: string, photoIds: readonly PhotoId[], edge: PictureEdge) => void;
  /** After a change of media: what could not be shown may be now. */
  readonly retry: () => void;
}

const AT_ONCE = 6;
const KEPT = 500;
const TELL_AFTER_MS = 40;
/** While somebody scrolls, photos pass more quickly than their sharp pictures can be seen. */
const REST_MS = 150;
const edges: readonly PictureEdge[] = [1600, 640, 320];

const keyOf = (photoId: PhotoId, edge: PictureEdge): string => `${photoId} ${edge}`;

/** The best picture there is for this place: its own, else a smaller one of the same photo. */
export function pictureOf(state: PicturesState, photoId: PhotoId, edge: PictureEdge): Picture | undefined {
  for (const size of edges) {
    const picture = size <= edge ? state.pictures.get(keyOf(photoId, size)) : undefined;
    if (picture !== undefined) return picture;
  }
  return undefined;
}

/** What may be pointed out about a photo: what any of its pictures that are there came with. */
export function hintOf(state: PicturesState, photoId: PhotoId): PhotoHint | null {
  for (const edge of edges) {
    const hint = state.pictures.get(keyOf(photoId, edge))?.hint;
    if (hint) return hint;
  }
  return null;
}

interface Wish {
  readonly photoId: PhotoId;
  readonly edge: PictureEdge;
}

/** Previews of what is on the screen, and of nothing else: quick ones first, then sharp ones. */
export function createPictures(api: Api, wipes: WipeRegistry): Pictures {
  const store = wipes.store<PicturesState>('pictures', () => ({ pictures: new Map() }));
  const all = new Map<string, Picture>();
  const wishes = new Map<string, readonly Wish[]>();
  /** What was asked, and whether a quick picture was. */
  const running = new Map<string, boolean>();
  const refused = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Runs while somebody scrolls. */
  let scrolling: ReturnType<typeof setTimeout> | undefined;
  let visit = 0;

  wipes.add('pictureAddresses', () => {
    visit += 1;
    clearTimeout(timer);
    timer = undefined;
    clearTimeout(scrolling);
    scrolling = undefined;
    for (const { url } of all.values()) URL.revokeObjectURL(url);
    for (const held of [all, wishes, running, refused]) held.clear();
  });

  const tell = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      store.setState({ pictures: new Map(all) });
    }, TELL_AFTER_MS);
  };
  const wished = (): readonly Wish[] => [...wishes.values()].flat();

  const keep = (key: string, picture: Picture): void => {
    const old = all.get(key);
    if (old) URL.revokeObjectURL(old.url);
    all.delete(key);
    all.set(key, picture);
    const shown = new Set(wished().flatMap(({ photoId }) => edges.map((edge) => keyOf(photoId, edge))));
    for (const [other, { url }] of all) {
      if (all.size <= KEPT) break;
      if (shown.has(other)) continue;
      URL.revokeObjectURL(url);
      all.delete(other);
    }
    tell();
  };

  const fetchOne = async ({ photoId, edge }: Wish, quick: boolean): Promise<void> => {
    const key = keyOf(photoId, edge);
    const name = `${key} ${quick}`;
    const mine = visit;
    running.set(key, quick);
    const answer = await api.ask('media:thumbnail', { photoId, edge, quick });
    if (mine !== visit) return;
    running.delete(key);
    if (answer.ok) {
      const { bytes, width, height, hint } = answer.value;
      const url = URL.createObjectURL(new Blob([bytes.slice()], { type: 'image/jpeg' }));
      keep(key, { url, width, height, isSharp: !quick, hint });
    } else refused.add(name);
    pump();
  };

  const isOpen = ({ photoId, edge }: Wish, quick: boolean): boolean => {
    const key = keyOf(photoId, edge);
    const has = all.get(key);
    if (running.has(key) || refused.has(`${key} ${quick}`)) return false;
    // A large place shows the small picture until its sharp one comes.
    return quick ? has === undefined && edge === 320 : has?.isSharp !== true;
  };

  const pump = (): void => {
    const list = wished();
    while (running.size < AT_ONCE) {
      const quick = list.find((wish) => isOpen(wish, true));
      // A sharp picture holds a decoder for long: none is begun while a place in sight may still be empty.
      if (quick === undefined && (scrolling !== undefined || [...running.values()].includes(true))) return;
      const next = quick ?? list.find((wish) => isOpen(wish, false));
      if (next === undefined) return;
      void fetchOne(next, quick !== undefined);
    }
  };

  const noteScroll = (): void => {
    clearTimeout(scrolling);
    scrolling = setTimeout(() => {
      scrolling = undefined;
      pump();
    }, REST_MS);
  };

  return {
    ...store,
    want: (owner, photoIds, edge) => {
      if (wishes.has(owner)) noteScroll();
      if (photoIds.length === 0) wishes.delete(owner);
      else
        wishes.set(
          owner,
          photoIds.map((photoId) => ({ photoId, edge })),
        );
      pump();
    },
    retry: () => {
      refused.clear();
      pump();
    },
  };
}
