import { type Dispatch, type ReactNode, type SetStateAction, useState } from 'react';
import { type Adjust, adjustOf, colourFilter, coverScale } from '../../shared/domain/adjust.ts';
import type { Pieces, PictureMm } from '../../shared/domain/catalogue.ts';
import {
  cropOf,
  cutShare,
  type ImageSize,
  MOVE_STEP,
  moveCrop,
  orientedMm,
  type PhotoEdit,
  turnedSize,
  ZOOM_STEP,
  zoomCrop,
} from '../../shared/domain/crop.ts';
import { useTexts } from '../i18n/index.ts';
import { CropFrame, SegmentedControl } from '../ui/index.ts';
import { cx } from '../ui/cx.ts';
import styles from './editor.module.css';
import { FrameTools } from './FrameTools.tsx';
import { LookTools } from './LookTools.tsx';

export type PhotoEditorProps = {
  /** Beside the tabs: what this screen is. */
  readonly head?: ReactNode;
  /** The photo's name, for what is said of it. */
  readonly name: string;
  readonly edit: PhotoEdit;
  /** Sides of the upright photo. */
  readonly image: ImageSize;
  /** What is cut of it, in millimetres. */
  readonly mm: PictureMm;
  /** How tall a head should be in it; absent where none is asked for. */
  readonly headMm?: NonNullable<Pieces['headMm']> | undefined;
  readonly src: string;
  /** Keeps an edit; resolves when what is shown from outside is the new one. */
  readonly onEdit: (edit: PhotoEdit) => Promise<void>;
  /** Corrects all photos of the order; absent where there is only this one. */
  readonly onAdjustAll?: (change: Partial<Adjust>) => Promise<void>;
};

const editOf = ({ crop, rotation, mirror, fit, adjust }: PhotoEdit): PhotoEdit => ({
  crop,
  rotation,
  mirror,
  fit,
  ...(adjust ? { adjust } : {}),
});

/** One photo in the frame of its print, and the two sets of tools: where it is cut, and how it looks. */
export function PhotoEditor(props: PhotoEditorProps) {
  const { head, image, mm, onAdjustAll } = props;
  const t = useTexts();
  const [part, setPart] = useState<'frame' | 'look'>('frame');
  const [isTilting, setTilting] = useState(false);
  const { edit, setMoving, save, keep } = useEdit(props);
  return (
    <div className={cx(styles['editor'])}>
      {head !== undefined && <div className={cx(styles['head'])}>{head}</div>}
      <div className={cx(styles['tabs'])}>
        <SegmentedControl
          label={t('common:editor.parts')}
          segments={[
            { id: 'frame', label: t('common:editor.frame') },
            { id: 'look', label: t('common:editor.look') },
          ]}
          selected={part}
          onSelect={setPart}
        />
      </div>
      <div className={cx(styles['stage'])}>
        <Stage {...props} edit={edit} isGuided={isTilting} onMoving={setMoving} onSave={save} />
      </div>
      <div className={cx(styles['tools'])}>
        {part === 'frame' ? (
          <FrameTools
            edit={edit}
            mm={mm}
            onEdit={save}
            move={(dx, dy) => save(moveCrop(edit, image, mm, dx, dy))}
            zoom={(factor) => save(zoomCrop(edit, image, mm, factor))}
          />
        ) : (
          <LookTools
            edit={edit}
            onMove={(next, tilts) => {
              setMoving(next);
              setTilting(tilts);
            }}
            onEdit={(next, change, isForAll) => {
              setTilting(false);
              if (isForAll && onAdjustAll) keep(next, onAdjustAll(change));
              else save(next);
            }}
            hasOthers={onAdjustAll !== undefined}
          />
        )}
      </div>
    </div>
  );
}

/** The edit on show: the one in the making, or the one that is kept. */
function useEdit({ edit: kept, onEdit }: Pick<PhotoEditorProps, 'edit' | 'onEdit'>) {
  const [moving, setMoving] = useState<PhotoEdit | null>(null);
  const keep = (next: PhotoEdit, done: Promise<void>) => {
    setMoving(next);
    // Another change may have followed meanwhile, and is shown until it is kept too.
    void done.then(() => setMoving((now) => (now === next ? null : now)));
  };
  return {
    edit: moving ?? editOf(kept),
    setMoving,
    keep,
    save: (next: PhotoEdit) => keep(next, onEdit(editOf(next))),
  };
}

/** More room below the head than above, as with every cut. */
const HEAD_FROM_TOP = 0.4;
/** Width ÷ height of a head. */
const HEAD_RATIO = 0.75;

const ovalsOf = ({ min, max }: NonNullable<Pieces['headMm']>, height: number) =>
  [...new Set([max, min])].map((head) => {
    const from = (HEAD_FROM_TOP * (height - head)) / height;
    return { from, to: from + head / height, ratio: HEAD_RATIO };
  });

function Stage(
  props: PhotoEditorProps & {
    readonly isGuided: boolean;
    readonly onMoving: Dispatch<SetStateAction<PhotoEdit | null>>;
    readonly onSave: (edit: PhotoEdit) => void;
  },
) {
  const { name, edit, image, mm, headMm, src, isGuided, onMoving, onSave } = props;
  const t = useTexts();
  const print = orientedMm(mm, image, edit.rotation);
  const turned = turnedSize(image, edit.rotation);
  const adjust = adjustOf(edit);
  const crop = cropOf(edit, image, mm);
  const percent = edit.fit === 'fit' ? 100 : Math.round((1 - cutShare(crop)) * 100);
  return (
    <CropFrame
      label={t('common:editor.label', { name })}
      valueText={t('common:editor.value', { percent })}
      src={src}
      frameRatio={print.w / print.h}
      crop={crop}
      rotation={edit.rotation}
      tilt={{ degrees: adjust.straighten, scale: coverScale(turned, adjust.straighten) }}
      filter={colourFilter(adjust)}
      mirror={edit.mirror}
      fit={edit.fit}
      pictureRatio={turned.w / turned.h}
      isGuided={isGuided}
      ovals={headMm === undefined ? [] : ovalsOf(headMm, print.h)}
      onMove={(dx, dy) => onMoving((now) => moveCrop(now ?? edit, image, mm, dx, dy))}
      onZoom={(factor) => onMoving((now) => zoomCrop(now ?? edit, image, mm, factor))}
      onSettled={() =>
        onMoving((now) => {
          if (now !== null) queueMicrotask(() => onSave(now));
          return now;
        })
      }
      moveStep={MOVE_STEP}
      zoomStep={ZOOM_STEP}
    />
  );
}
