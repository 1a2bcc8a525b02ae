import { useEffect, useId } from 'react';
import { useStore } from 'zustand';
import type { PhotoId } from '../../../../shared/domain/ids.ts';
import { useKiosk } from '../frame/KioskContext.tsx';
import { type Picture, type PictureEdge, pictureOf } from './pictures.ts';

/** The preview of one photo while this part is on the screen; undefined until the first one comes. */
export function usePicture(photoId: PhotoId | null, edge: PictureEdge): Picture | undefined {
  const { pictures } = useKiosk();
  const owner = useId();
  useEffect(() => {
    pictures.want(owner, photoId === null ? [] : [photoId], edge);
    return () => pictures.want(owner, [], edge);
  }, [pictures, owner, photoId, edge]);
  return useStore(pictures, (state) => (photoId === null ? undefined : pictureOf(state, photoId, edge)));
}
