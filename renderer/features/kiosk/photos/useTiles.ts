import { useCallback, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import type { DraftItem } from '../../../../shared/contract/drafts.ts';
import type { Stack } from '../../../../shared/domain/alike.ts';
import type { PhotoId } from '../../../../shared/domain/ids.ts';
import { formatDate } from '../../../../shared/domain/time.ts';
import { type Texts, useTexts } from '../../../i18n/index.ts';
import { stackWords } from '../../../i18n/stackWords.ts';
import type { PhotoTileData } from '../../../ui/index.ts';
import { useDraft, useKiosk, useVisit } from '../frame/KioskContext.tsx';

/** The face of each photo in the grid; the same function and objects as long as nothing about them changed. */
export function useTiles(stacks: ReadonlyMap<PhotoId, Stack>): (id: string) => PhotoTileData {
  const t = useTexts();
  const { media } = useKiosk();
  const locale = useVisit((state) => state.locale);
  const draft = useDraft();
  const photos = useStore(media, (state) => state.photos);
  const kept = useRef(new Map<string, PhotoTileData>());
  const known = useMemo(() => new Map(photos.map((photo) => [photo.photoId, photo])), [photos]);
  const picked = useMemo(
    () => new Map(draft?.photos.map((photo) => [photo.photoId, photo])),
    [draft?.photos],
  );
  const copies = useMemo(() => copiesOf(draft?.items ?? []), [draft?.items]);
  return useCallback(
    (id) => {
      const photoId = id as PhotoId;
      const photo = known.get(photoId);
      const own = picked.get(photoId);
      const name = photo?.name ?? own?.name ?? '';
      const takenAt = photo?.takenAt ?? own?.takenAt ?? null;
      const stack = stacks.get(photoId);
      const reason = photo?.usable === false && !own ? (photo.reason ?? 'unsupported_type') : null;
      const next: PhotoTileData = {
        name: takenAt === null ? name : `${name}, ${formatDate(takenAt, locale)}`,
        isSelected: own !== undefined,
        note: noteOf(t, copies.get(photoId) ?? 1, stack),
        stack: stack && Math.max(stack.same, stack.series),
        disabledReason: reason === null ? undefined : t(`kiosk:photos.reason.${reason}`),
      };
      const before = kept.current.get(id);
      if (before && isSame(before, next)) return before;
      kept.current.set(id, next);
      return next;
    },
    [t, locale, known, picked, copies, stacks],
  );
}

function copiesOf(items: readonly DraftItem[]): ReadonlyMap<PhotoId, number> {
  const copies = new Map<PhotoId, number>();
  for (const item of items) copies.set(item.photoId, (copies.get(item.photoId) ?? 0) + item.copies);
  return copies;
}

/** „× 2 · Vienādas: 2 · Līdzīgas: 5” */
function noteOf(t: Texts, copies: number, stack: Stack | undefined): string | undefined {
  const words = [...(copies > 1 ? [`× ${copies}`] : []), ...stackWords(t, stack)];
  return words.length === 0 ? undefined : words.join(' · ');
}

const isSame = (a: PhotoTileData, b: PhotoTileData): boolean =>
  a.name === b.name &&
  a.isSelected === b.isSelected &&
  a.note === b.note &&
  a.stack === b.stack &&
  a.disabledReason === b.disabledReason;
