import { Copy, Layers } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { MediaPhoto } from '../../../shared/contract/media.ts';
import { countSame, foldAlike, pickedTwice, type Stack } from '../../../shared/domain/alike.ts';
import type { PhotoId } from '../../../shared/domain/ids.ts';
import { useTexts } from '../../i18n/index.ts';
import { Button, ToggleChip } from '../../ui/index.ts';

export interface AlikeView {
  readonly shown: readonly MediaPhoto[];
  readonly stacks: ReadonlyMap<PhotoId, Stack>;
  /** What „all” chooses: a series is folded for the eye only, a photo that is there twice is taken once. */
  readonly each: readonly MediaPhoto[];
  readonly hasAlike: boolean;
  readonly isUnfolded: boolean;
  /** Photos picked although the same one is. */
  readonly twice: readonly PhotoId[];
  readonly unfold: (isUnfolded: boolean) => void;
  /** Opens the series behind a tile of which nothing is picked; false where there is none. */
  readonly open: (photoId: PhotoId) => boolean;
}

const NOTHING: ReadonlySet<PhotoId> = new Set();

/** The card's photos with those alike behind one tile each. */
export function useAlike(photos: readonly MediaPhoto[], picked: ReadonlySet<PhotoId>): AlikeView {
  const [isUnfolded, setUnfolded] = useState(false);
  const [opened, setOpened] = useState(NOTHING);
  const folded = useMemo(
    () => (isUnfolded ? { shown: photos, stacks: countSame(photos) } : foldAlike(photos, picked, opened)),
    [photos, picked, opened, isUnfolded],
  );
  const each = useMemo(() => {
    if (isUnfolded) return photos;
    const everySeries = new Set(photos.flatMap(({ series }) => series ?? []));
    return foldAlike(photos, picked, everySeries).shown;
  }, [photos, picked, isUnfolded]);
  return {
    ...folded,
    each,
    isUnfolded,
    hasAlike: photos.some(({ same, series }) => same !== null || series !== null),
    twice: useMemo(() => pickedTwice(photos, picked), [photos, picked]),
    unfold: (next) => {
      setUnfolded(next);
      setOpened(NOTHING);
    },
    open: (photoId) => {
      if (picked.has(photoId) || (folded.stacks.get(photoId)?.series ?? 1) === 1) return false;
      const series = photos.find((photo) => photo.photoId === photoId)?.series ?? null;
      if (series !== null) setOpened(new Set([...opened, series]));
      return series !== null;
    },
  };
}

/** Folds photos alike or shows them all, and leaves out what was picked twice. */
export function AlikeTools(props: {
  readonly alike: AlikeView;
  readonly onLeaveOut: (photoIds: readonly PhotoId[]) => void;
}) {
  const { alike, onLeaveOut } = props;
  const t = useTexts();
  return (
    <>
      {alike.twice.length > 0 && (
        <Button icon={Copy} onPress={() => onLeaveOut(alike.twice)}>
          {t('common:alike.leaveOut')}
        </Button>
      )}
      {alike.hasAlike && (
        <ToggleChip icon={Layers} isSelected={!alike.isUnfolded} onChange={(isOn) => alike.unfold(!isOn)}>
          {t('common:alike.fold')}
        </ToggleChip>
      )}
    </>
  );
}
