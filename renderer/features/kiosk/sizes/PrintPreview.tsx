import type { DraftItem, DraftPhoto } from '../../../../shared/contract/drafts.ts';
import { adjustOf, colourFilter, coverScale } from '../../../../shared/domain/adjust.ts';
import { pictureMm, type PrintFormat } from '../../../../shared/domain/catalogue.ts';
import { cropOf, type ImageSize, orientedMm, type Rect, turnedSize } from '../../../../shared/domain/crop.ts';
import { cx } from '../../../ui/cx.ts';
import type { Picture } from '../pictures/pictures.ts';
import { imageOf } from './sizes.policy.ts';
import styles from './preview.module.css';

/** How a quarter turn lays the upright picture into the turned one. */
function turnTransform({ w, h }: ImageSize, rotation: DraftItem['rotation']): string {
  const moves = [
    '',
    `translate(${h} 0) rotate(90)`,
    `translate(${w} ${h}) rotate(180)`,
    `translate(0 ${w}) rotate(270)`,
  ];
  return moves[rotation] ?? '';
}

/** The upright picture in units of the photo, or of its preview while the photo's sides are unknown. */
export const sizeOf = (photo: DraftPhoto, picture: Picture | undefined): ImageSize | null =>
  imageOf(photo) ?? (picture ? { w: picture.width, h: picture.height } : null);

/** The whole photo in the frame of its print: what will be cut is dimmed, what stays white is white. */
export function PrintPreview(props: {
  readonly label: string;
  readonly photo: DraftPhoto;
  readonly item: DraftItem;
  readonly format: PrintFormat;
  readonly picture: Picture | undefined;
}) {
  const { label, photo, item, format, picture } = props;
  const image = sizeOf(photo, picture);
  if (image === null || picture === undefined) {
    return <div className={cx(styles['empty'])} role="img" aria-label={label} />;
  }
  const turned = turnedSize(image, item.rotation);
  const box =
    item.fit === 'fit' ? paperAround(turned, orientedMm(pictureMm(format), image, item.rotation)) : null;
  const view = box ?? { x: 0, y: 0, ...turned };
  const crop = cropOf(item, image, pictureMm(format));
  return (
    <svg
      className={cx(styles['preview'])}
      viewBox={`${view.x} ${view.y} ${view.w} ${view.h}`}
      role="img"
      aria-label={label}
    >
      {box !== null && (
        <rect className={cx(styles['paper'])} x={box.x} y={box.y} width={box.w} height={box.h} />
      )}
      <g transform={item.mirror ? `translate(${turned.w} 0) scale(-1 1)` : ''}>
        <EditedPicture picture={picture} image={image} item={item} />
        {box === null && <Cut crop={crop} size={turned} />}
      </g>
    </svg>
  );
}

/**
 * The picture with its turns and corrections. Straightening turns it about its middle and enlarges it over its own frame,
 * which cuts what reaches beyond.
 */
export function EditedPicture(props: {
  readonly picture: Picture;
  readonly image: ImageSize;
  readonly item: DraftItem;
}) {
  const { picture, image, item } = props;
  const turned = turnedSize(image, item.rotation);
  const adjust = adjustOf(item);
  const [x, y] = [turned.w / 2, turned.h / 2];
  const scale = coverScale(turned, adjust.straighten);
  return (
    <svg width={turned.w} height={turned.h}>
      <g
        transform={`translate(${x} ${y}) rotate(${adjust.straighten}) scale(${scale}) translate(${-x} ${-y})`}
      >
        <image
          href={picture.url}
          width={image.w}
          height={image.h}
          preserveAspectRatio="none"
          transform={turnTransform(image, item.rotation)}
          style={{ filter: colourFilter(adjust) }}
        />
      </g>
    </svg>
  );
}

function Cut({ crop, size }: { readonly crop: Rect; readonly size: ImageSize }) {
  const [x, y, w, h] = [crop.x * size.w, crop.y * size.h, crop.w * size.w, crop.h * size.h];
  return (
    <>
      <path
        className={cx(styles['lost'])}
        fillRule="evenodd"
        d={`M0 0 H${size.w} V${size.h} H0 Z M${x} ${y} V${y + h} H${x + w} V${y} Z`}
      />
      <rect
        className={cx(styles['edge'])}
        x={x}
        y={y}
        width={w}
        height={h}
        vectorEffect="non-scaling-stroke"
      />
    </>
  );
}

/** The paper that holds all of the photo, in units of the photo. */
function paperAround(photo: ImageSize, paper: ImageSize) {
  const ratio = paper.w / paper.h;
  const w = Math.max(photo.w, photo.h * ratio);
  const h = w / ratio;
  return { x: (photo.w - w) / 2, y: (photo.h - h) / 2, w, h };
}
