import {
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  Check,
  FlipVertical2,
  Minus,
  Plus,
  RotateCcw,
  RotateCw,
} from 'lucide-react';
import { useState } from 'react';
import type { DraftItem, DraftPhoto } from '../../../../shared/contract/drafts.ts';
import { findFormat, type PrintFormat, printMm } from '../../../../shared/domain/catalogue.ts';
import {
  cropOf,
  cutShare,
  type ImageSize,
  MOVE_STEP,
  mirrorPhoto,
  moveCrop,
  orientedMm,
  type PhotoEdit,
  resetPhoto,
  turnedSize,
  turnPhoto,
  ZOOM_STEP,
  zoomCrop,
} from '../../../../shared/domain/crop.ts';
import type { PhotoId } from '../../../../shared/domain/ids.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Button, CropFrame, SegmentedControl } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { useDraft, useKiosk, useVisit } from '../frame/KioskContext.tsx';
import { StepFrame } from '../frame/StepFrame.tsx';
import { useSum } from '../frame/useSum.ts';
import { usePicture } from '../pictures/usePicture.ts';
import { sizeOf } from '../sizes/PrintPreview.tsx';
import { itemOf } from '../sizes/sizes.policy.ts';
import styles from './crop.module.css';

/** KS4b: the frame stays, the picture moves under it. */
export function CropScreen({ photoId }: { readonly photoId: PhotoId }) {
  const t = useTexts();
  const { visit } = useKiosk();
  const draft = useDraft();
  const catalogue = useVisit((state) => state.catalogue);
  const picture = usePicture(photoId, 1600);
  const photo = draft?.photos.find((one) => one.photoId === photoId);
  const item = draft ? itemOf(draft, photoId) : undefined;
  const format = catalogue && item ? findFormat(catalogue, item.format) : undefined;
  const image = photo ? sizeOf(photo, picture) : null;
  const close = () => visit.send({ do: 'cropDone' });
  return (
    <StepFrame
      isFixed
      onBack={close}
      count={useSum()}
      primary={
        <Button variant="primary" icon={Check} onPress={close}>
          {t('common:actions.done')}
        </Button>
      }
    >
      <div className={cx(styles['head'])}>
        <h1>{t('kiosk:crop.title')}</h1>
        <p>{t('kiosk:crop.how')}</p>
      </div>
      {photo && item && format && image && picture && (
        <Editor key={photoId} photo={photo} item={item} format={format} image={image} src={picture.url} />
      )}
    </StepFrame>
  );
}

type EditorProps = {
  readonly photo: DraftPhoto;
  readonly item: DraftItem;
  readonly format: PrintFormat;
  readonly image: ImageSize;
  readonly src: string;
};

const editOf = ({ crop, rotation, mirror, fit }: PhotoEdit): PhotoEdit => ({ crop, rotation, mirror, fit });

/** Moves while a finger moves, and tells core when it has settled. */
function Editor({ photo, item, format, image, src }: EditorProps) {
  const t = useTexts();
  const { sizes } = useKiosk();
  const [moving, setMoving] = useState<PhotoEdit | null>(null);
  const edit = moving ?? editOf(item);
  const mm = printMm(format);
  const print = orientedMm(mm, image, edit.rotation);
  const turned = turnedSize(image, edit.rotation);
  const save = (next: PhotoEdit) => {
    setMoving(next);
    void sizes.changePhoto(photo.photoId, editOf(next)).then(() => setMoving(null));
  };
  const percent = edit.fit === 'fit' ? 100 : Math.round((1 - cutShare(cropOf(edit, image, mm))) * 100);
  return (
    <div className={cx(styles['editor'])}>
      <CropFrame
        label={t('kiosk:crop.frame', { name: photo.name })}
        valueText={t('kiosk:crop.value', { percent })}
        src={src}
        frameRatio={print.w / print.h}
        crop={cropOf(edit, image, mm)}
        rotation={edit.rotation}
        mirror={edit.mirror}
        fit={edit.fit}
        pictureRatio={turned.w / turned.h}
        onMove={(dx, dy) => setMoving((now) => moveCrop(now ?? edit, image, mm, dx, dy))}
        onZoom={(factor) => setMoving((now) => zoomCrop(now ?? edit, image, mm, factor))}
        onSettled={() =>
          setMoving((now) => {
            if (now !== null) queueMicrotask(() => save(now));
            return now;
          })
        }
        moveStep={MOVE_STEP}
        zoomStep={ZOOM_STEP}
      />
      <CropButtons
        edit={edit}
        onEdit={save}
        move={(dx, dy) => save(moveCrop(edit, image, mm, dx, dy))}
        zoom={(factor) => save(zoomCrop(edit, image, mm, factor))}
      />
    </div>
  );
}

function CropButtons(props: {
  readonly edit: PhotoEdit;
  readonly onEdit: (edit: PhotoEdit) => void;
  readonly move: (dx: number, dy: number) => void;
  readonly zoom: (factor: number) => void;
}) {
  const { edit, onEdit, move, zoom } = props;
  const t = useTexts();
  const isFixed = edit.fit === 'fit';
  const step = MOVE_STEP.normal;
  return (
    <div className={cx(styles['buttons'])}>
      <SegmentedControl
        label={t('kiosk:sizes.fit')}
        segments={[
          { id: 'fill', label: t('kiosk:crop.fill') },
          { id: 'fit', label: t('kiosk:crop.fit') },
        ]}
        selected={edit.fit}
        onSelect={(fit) => onEdit({ ...edit, fit })}
      />
      <div className={cx(styles['row'])} role="group" aria-label={t('kiosk:crop.zoom')}>
        <Button icon={Minus} isDisabled={isFixed} onPress={() => zoom(1 / ZOOM_STEP)}>
          {t('kiosk:crop.zoomOut')}
        </Button>
        <Button icon={Plus} isDisabled={isFixed} onPress={() => zoom(ZOOM_STEP)}>
          {t('kiosk:crop.zoomIn')}
        </Button>
      </div>
      {/* An arrow moves the picture, so its cut goes the other way. */}
      <div className={cx(styles['arrows'])} role="group" aria-label={t('kiosk:crop.move')}>
        <Button icon={ArrowUp} isDisabled={isFixed} onPress={() => move(0, step)}>
          {t('kiosk:crop.up')}
        </Button>
        <Button icon={ArrowLeft} isDisabled={isFixed} onPress={() => move(step, 0)}>
          {t('kiosk:crop.left')}
        </Button>
        <Button icon={ArrowRight} isDisabled={isFixed} onPress={() => move(-step, 0)}>
          {t('kiosk:crop.right')}
        </Button>
        <Button icon={ArrowDown} isDisabled={isFixed} onPress={() => move(0, -step)}>
          {t('kiosk:crop.down')}
        </Button>
      </div>
      <div className={cx(styles['row'])}>
        <Button icon={RotateCw} onPress={() => onEdit(turnPhoto(edit, 'right'))}>
          {t('kiosk:crop.turn')}
        </Button>
        <Button icon={FlipVertical2} aria-pressed={edit.mirror} onPress={() => onEdit(mirrorPhoto(edit))}>
          {t('kiosk:crop.mirror')}
        </Button>
      </div>
      <Button icon={RotateCcw} onPress={() => onEdit(resetPhoto(edit))}>
        {t('kiosk:crop.reset')}
      </Button>
    </div>
  );
}
