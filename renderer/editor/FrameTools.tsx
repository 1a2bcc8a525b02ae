import {
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  FlipVertical2,
  Minus,
  Plus,
  RotateCcw,
  RotateCw,
} from 'lucide-react';
import type { PictureMm } from '../../shared/domain/catalogue.ts';
import {
  MOVE_STEP,
  mirrorPhoto,
  type PhotoEdit,
  resetPhoto,
  turnInFrame,
  ZOOM_STEP,
} from '../../shared/domain/crop.ts';
import { useTexts } from '../i18n/index.ts';
import { Button, SegmentedControl } from '../ui/index.ts';
import { cx } from '../ui/cx.ts';
import styles from './editor.module.css';

/** Where the photo is cut: a button for everything that can be dragged. */
export function FrameTools(props: {
  readonly edit: PhotoEdit;
  readonly mm: PictureMm;
  readonly onEdit: (edit: PhotoEdit) => void;
  readonly move: (dx: number, dy: number) => void;
  readonly zoom: (factor: number) => void;
}) {
  const { edit, mm, onEdit, move, zoom } = props;
  const t = useTexts();
  const isFixed = edit.fit === 'fit';
  const step = MOVE_STEP.normal;
  return (
    <>
      <SegmentedControl
        label={t('common:editor.fitLabel')}
        segments={[
          { id: 'fill', label: t('common:editor.fill') },
          { id: 'fit', label: t('common:editor.fit') },
        ]}
        selected={edit.fit}
        onSelect={(fit) => onEdit({ ...edit, fit })}
      />
      <div className={cx(styles['row'])} role="group" aria-label={t('common:editor.zoom')}>
        <Button icon={Minus} isDisabled={isFixed} onPress={() => zoom(1 / ZOOM_STEP)}>
          {t('common:editor.zoomOut')}
        </Button>
        <Button icon={Plus} isDisabled={isFixed} onPress={() => zoom(ZOOM_STEP)}>
          {t('common:editor.zoomIn')}
        </Button>
      </div>
      {/* An arrow moves the picture, so its cut goes the other way. */}
      <div className={cx(styles['arrows'])} role="group" aria-label={t('common:editor.move')}>
        <Button icon={ArrowUp} isDisabled={isFixed} onPress={() => move(0, step)}>
          {t('common:editor.up')}
        </Button>
        <Button icon={ArrowLeft} isDisabled={isFixed} onPress={() => move(step, 0)}>
          {t('common:editor.left')}
        </Button>
        <Button icon={ArrowRight} isDisabled={isFixed} onPress={() => move(-step, 0)}>
          {t('common:editor.right')}
        </Button>
        <Button icon={ArrowDown} isDisabled={isFixed} onPress={() => move(0, -step)}>
          {t('common:editor.down')}
        </Button>
      </div>
      <div className={cx(styles['row'])}>
        <Button icon={RotateCw} onPress={() => onEdit(turnInFrame(edit, mm))}>
          {t('common:editor.turn')}
        </Button>
        <Button icon={FlipVertical2} aria-pressed={edit.mirror} onPress={() => onEdit(mirrorPhoto(edit))}>
          {t('common:editor.mirror')}
        </Button>
      </div>
      <Button icon={RotateCcw} onPress={() => onEdit(resetPhoto(edit))}>
        {t('common:editor.reset')}
      </Button>
    </>
  );
}
