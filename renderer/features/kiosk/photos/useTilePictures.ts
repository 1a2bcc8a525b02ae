import { useMemo } from 'react';
import type { PhotoId } from '../../../../shared/domain/ids.ts';
import { useTexts } from '../../../i18n/index.ts';
import type { TilePictures } from '../../../ui/index.ts';
import { useKiosk } from '../frame/KioskContext.tsx';
import { hintOf, pictureOf } from '../pictures/pictures.ts';

/** The previews of the grid's tiles, and what is pointed out about their photos. */
export function useTilePictures(): TilePictures {
  const t = useTexts();
  const { pictures } = useKiosk();
  return useMemo(() => {
    const hints = {
      blurred: { kind: 'blurred', word: t('kiosk:photos.hint.blurred') },
      screenshot: { kind: 'screenshot', word: t('kiosk:photos.hint.screenshot') },
    } as const;
    return {
      subscribe: pictures.subscribe,
      srcOf: (id) => pictureOf(pictures.getState(), id as PhotoId, 320)?.url,
      hintOf: (id) => {
        const hint = hintOf(pictures.getState(), id as PhotoId);
        return hint === null ? undefined : hints[hint];
      },
    };
  }, [pictures, t]);
}
