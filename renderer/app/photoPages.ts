import type { MediaPhoto } from '../../shared/contract/media.ts';
import type { SourceId } from '../../shared/domain/ids.ts';
import type { Api } from './api.ts';

/** So few that taking one page over costs no frame. */
const PAGE = 500;

type Page = { readonly version: string; readonly photos: readonly MediaPhoto[] };
type Failed = Extract<Awaited<ReturnType<Api['ask']>>, { readonly ok: false }>;

/** All photos of a source, or why a page of them could not be had. */
export type SourcePhotos = { readonly ok: true; readonly photos: readonly MediaPhoto[] } | Failed;

export interface PhotoPages {
  readonly read: (sourceId: SourceId) => Promise<SourcePhotos>;
  /** Keeps nothing of what was read. */
  readonly forget: () => void;
}

/** Reads the photos of media page by page; a page that did not change since comes from here. */
export function createPhotoPages(api: Pick<Api, 'ask'>): PhotoPages {
  let kept = new Map<SourceId, readonly Page[]>();
  return {
    forget: () => {
      kept = new Map();
    },
    read: async (sourceId) => {
      // What is still being read when all is to be forgotten is kept by nobody.
      const mine = kept;
      const before = mine.get(sourceId) ?? [];
      const pages: Page[] = [];
      for (;;) {
        const had = before[pages.length];
        const answer = await api.ask('media:photos', {
          sourceId,
          offset: pages.length * PAGE,
          limit: PAGE,
          ...(had === undefined ? {} : { known: had.version }),
        });
        if (!answer.ok) return answer;
        const { total, version, unchanged, photos } = answer.value;
        pages.push(unchanged && had !== undefined ? had : { version, photos });
        if (pages.length * PAGE >= total) break;
      }
      mine.set(sourceId, pages);
      return { ok: true, photos: pages.flatMap(({ photos }) => photos) };
    },
  };
}
