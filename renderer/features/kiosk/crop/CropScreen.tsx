import { Check } from 'lucide-react';
import { findFormat, headMmOf, pictureMm } from '../../../../shared/domain/catalogue.ts';
import type { PhotoId } from '../../../../shared/domain/ids.ts';
import { useTexts } from '../../../i18n/index.ts';
import { PhotoEditor } from '../../../editor/PhotoEditor.tsx';
import { Button } from '../../../ui/index.ts';
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
  const { visit, sizes } = useKiosk();
  const draft = useDraft();
  const catalogue = useVisit((state) => state.catalogue);
  const picture = usePicture(photoId, 1600);
  const photo = draft?.photos.find((one) => one.photoId === photoId);
  const item = draft ? itemOf(draft, photoId) : undefined;
  const format = catalogue && item ? findFormat(catalogue, item.format) : undefined;
  const image = photo ? sizeOf(photo, picture) : null;
  const close = () => visit.send({ do: 'cropDone' });
  const head = (
    <div className={cx(styles['head'])}>
      <h1>{t('common:editor.title')}</h1>
      <p>{t(format && headMmOf(format) ? 'common:editor.head' : 'common:editor.how')}</p>
    </div>
  );
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
      {photo && item && format && image && picture ? (
        <PhotoEditor
          key={photoId}
          head={head}
          name={photo.name}
          edit={item}
          image={image}
          mm={pictureMm(format)}
          headMm={headMmOf(format)}
          src={picture.url}
          onEdit={(edit) => sizes.changePhoto(photoId, { adjust: undefined, ...edit })}
          {...(draft !== null && draft.photos.length > 1 ? { onAdjustAll: sizes.adjustAll } : {})}
        />
      ) : (
        head
      )}
    </StepFrame>
  );
}
