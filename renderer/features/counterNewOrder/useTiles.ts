import { useCallback, useRef } from 'react';
import type { MediaPhoto } from '../../../shared/contract/media.ts';
import type { Stack } from '../../../shared/domain/alike.ts';
import type { PhotoId } from '../../../shared/domain/ids.ts';
import { useTexts } from '../../i18n/index.ts';
import { stackWords } from '../../i18n/stackWords.ts';
import type { PhotoTileData } from '../../ui/index.ts';

/** The same object for a tile that did not change, so that the grid draws only what did. */
export function useTiles(
  byId: ReadonlyMap<string, MediaPhoto>,
  picked: ReadonlySet<PhotoId>,
  stacks: ReadonlyMap<PhotoId, Stack>,
): (id: string) => PhotoTileData {
  const t = useTexts();
  const kept = useRef(new Map<string, { readonly key: string; readonly tile: PhotoTileData }>());
  return useCallback(
    (id) => {
      const photo = byId.get(id);
      const isSelected = picked.has(id as PhotoId);
      const reason =
        photo?.usable === false && photo.reason !== null ? t(`counter:media.${photo.reason}`) : null;
      const stack = stacks.get(id as PhotoId);
      const note = stackWords(t, stack).join(' · ') || undefined;
      const key = `${isSelected} ${reason} ${note}`;
      const known = kept.current.get(id);
      if (known?.key === key) return known.tile;
      const tile = {
        name: photo?.name ?? '',
        isSelected,
        note,
        stack: stack && Math.max(stack.same, stack.series),
        ...(reason === null ? {} : { disabledReason: reason }),
      };
      kept.current.set(id, { key, tile });
      return tile;
    },
    [t, byId, picked, stacks],
  );
}
