import { Check, Focus, ImageOff, Layers, Smartphone, TriangleAlert } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { cx } from '../cx.ts';
import styles from './photos.module.css';

const hintIcons = { blurred: Focus, screenshot: Smartphone } as const;

export type PhotoTileData = {
  /** What a screen reader hears, e.g. „IMG_0012, 22.11.2026”. */
  readonly name: string;
  readonly isSelected: boolean;
  /** Present = grey tile that cannot be chosen, and why (a video, an unknown file). */
  readonly disabledReason?: string | undefined;
  /** So many photos are alike this one, itself included: drawn only, say it in `note`. */
  readonly stack?: number | undefined;
  /** Below the photo, never on it, e.g. „Maza izšķirtspēja”. */
  readonly badge?: string | undefined;
  /** Plain line below the photo, e.g. „×2” or „Tāda pati kā IMG_0003”. */
  readonly note?: string | undefined;
};

/** Below the photo, quieter than a badge: it may be wrong, and asks for nothing. */
export type TileHint = { readonly kind: keyof typeof hintIcons; readonly word: string };

/** Previews by photo. Each tile listens for its own: one that comes draws one tile anew. */
export type TilePictures = {
  /** Answers what ends the listening. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Absent while no preview is there; the cell keeps its place. */
  readonly srcOf: (id: string) => string | undefined;
  /** The same object as long as the hint is the same; it comes with a preview. */
  readonly hintOf: (id: string) => TileHint | undefined;
};

type TileProps = {
  readonly id: string;
  readonly photo: PhotoTileData;
  readonly hint: TileHint | undefined;
  readonly pictures: TilePictures;
};

/** The face of one photo: whole picture, ring and check when chosen. The cell around it takes press and focus. */
export function PhotoTile({ id, photo, hint, pictures }: TileProps) {
  const src = useSyncExternalStore(pictures.subscribe, () => pictures.srcOf(id));
  const isDisabled = photo.disabledReason !== undefined;
  const HintIcon = hint && hintIcons[hint.kind];
  return (
    <div
      className={cx(styles['tile'])}
      data-selected={photo.isSelected || undefined}
      data-disabled={isDisabled || undefined}
    >
      <div className={cx(styles['photoBox'])}>
        {isDisabled ? (
          <span className={cx(styles['refused'])}>
            <ImageOff className={cx(styles['refusedIcon'])} aria-hidden="true" />
            {photo.disabledReason}
          </span>
        ) : (
          src !== undefined && (
            <img src={src} alt="" draggable={false} decoding="async" className={cx(styles['photo'])} />
          )
        )}
      </div>
      {photo.stack !== undefined && (
        <span className={cx(styles['stack'])} aria-hidden="true">
          <Layers className={cx(styles['stackIcon'])} />
          {photo.stack}×
        </span>
      )}
      {photo.badge !== undefined && (
        <span className={cx(styles['badge'])}>
          <TriangleAlert className={cx(styles['badgeIcon'])} aria-hidden="true" />
          {photo.badge}
        </span>
      )}
      {HintIcon && (
        <span className={cx(styles['hint'])}>
          <HintIcon className={cx(styles['badgeIcon'])} aria-hidden="true" />
          {hint?.word}
        </span>
      )}
      {photo.note !== undefined && <span className={cx(styles['note'])}>{photo.note}</span>}
      {!isDisabled && (
        <span className={cx(styles['check'])} aria-hidden="true">
          {photo.isSelected && <Check className={cx(styles['checkIcon'])} />}
        </span>
      )}
    </div>
  );
}
