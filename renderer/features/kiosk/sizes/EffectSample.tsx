import type { DraftItem, DraftPhoto } from '../../../../shared/contract/drafts.ts';
import { pictureMm, type PrintFormat } from '../../../../shared/domain/catalogue.ts';
import { cropOf, orientedMm, turnedSize } from '../../../../shared/domain/crop.ts';
import { useTexts } from '../../../i18n/index.ts';
import { cx } from '../../../ui/cx.ts';
import type { Picture } from '../pictures/pictures.ts';
import { EditedPicture, sizeOf } from './PrintPreview.tsx';
import styles from './preview.module.css';

/** So much of the print is shown, in millimetres: enough of it to see the blur. */
const SAMPLE_MM = 25;

/** A piece from the middle of the print, as large as it takes to see how sharp it will be. */
export function EffectSample(props: {
  readonly photo: DraftPhoto;
  readonly item: DraftItem;
  readonly format: PrintFormat;
  readonly picture: Picture;
}) {
  const { photo, item, format, picture } = props;
  const t = useTexts();
  const image = sizeOf(photo, picture);
  if (image === null) return null;
  const turned = turnedSize(image, item.rotation);
  const print = orientedMm(pictureMm(format), image, item.rotation);
  const crop = cropOf(item, image, pictureMm(format));
  const side = Math.min(turned.w, turned.h, (SAMPLE_MM / print.w) * crop.w * turned.w);
  const x = Math.min(turned.w - side, Math.max(0, (crop.x + crop.w / 2) * turned.w - side / 2));
  const y = Math.min(turned.h - side, Math.max(0, (crop.y + crop.h / 2) * turned.h - side / 2));
  return (
    <svg
      className={cx(styles['sample'])}
      viewBox={`${x} ${y} ${side} ${side}`}
      role="img"
      aria-label={t('kiosk:sizes.effect')}
    >
      <EditedPicture picture={picture} image={image} item={item} />
    </svg>
  );
}
