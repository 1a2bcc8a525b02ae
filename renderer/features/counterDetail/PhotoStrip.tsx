import { CloudDownload, Eye, ImageOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { OrderDetail } from '../../../shared/contract/orders.ts';
import { type Catalogue, findFormat, pictureMm } from '../../../shared/domain/catalogue.ts';
import { effectivePpi } from '../../../shared/domain/quality.ts';
import { useTexts } from '../../i18n/index.ts';
import { Button, Loupe, PictureButton, useUi } from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import styles from './detail.module.css';
import type { DetailStore } from './detail.store.ts';

type Photo = OrderDetail['photos'][number];

/** One row: lines and sum stay on the first page. */
const AT_FIRST = 4;
const MORE = 48;

/** The photos, veiled until someone opens them, which is recorded. */
export function PhotoStrip(props: {
  readonly store: DetailStore;
  readonly order: OrderDetail;
  readonly catalogue: Catalogue | null;
}) {
  const { store, order, catalogue } = props;
  const t = useTexts();
  const photos = useStore(store, (state) => state.photos);
  const { openPhotos, wantPictures, openLoupe, closeLoupe } = store.getState();
  const areGone = order.filesDeletedAt !== null;
  const [limit, setLimit] = useState(AT_FIRST);
  const shown = order.photos.slice(0, limit);
  useEffect(() => {
    // Asked for once it is here: an answer is kept.
    const here = order.photos.slice(0, limit).filter(({ onItsWay }) => !onItsWay);
    if (photos.opened) wantPictures(here.map((photo) => photo.photoId));
  }, [photos.opened, order.photos, limit, wantPictures]);
  return (
    <section
      className={cx(styles['section'])}
      aria-label={t('common:photos', { count: order.photos.length })}
    >
      <div className={cx(styles['line'])}>
        <h3 className={cx(styles['heading'])}>{t('common:photos', { count: order.photos.length })}</h3>
        {!photos.opened && !areGone && (
          <Button icon={Eye} onPress={() => void openPhotos()}>
            {t('counter:photos.open')}
          </Button>
        )}
      </div>
      {areGone && <p className={cx(styles['quiet'])}>{t('counter:photos.deleted')}</p>}
      {!photos.opened && !areGone && <p className={cx(styles['quiet'])}>{t('counter:photos.recorded')}</p>}
      <ul className={cx(styles['photos'])}>
        {shown.map((photo) => (
          <li key={photo.photoId} className={cx(styles['photo'])}>
            <Picture
              photo={photo}
              opened={photos.opened}
              src={photos.pictures[photo.photoId]}
              onEnlarge={() => void openLoupe(photo.photoId, photo.name)}
            />
            <Caption photo={photo} catalogue={catalogue} />
          </li>
        ))}
      </ul>
      {order.photos.length > limit && (
        <div className={cx(styles['actions'])}>
          <Button onPress={() => setLimit(limit + MORE)}>
            {t('counter:photos.more', { left: order.photos.length - limit })}
          </Button>
        </div>
      )}
      <Loupe photo={photos.loupe} closeLabel={t('common:actions.close')} onClose={closeLoupe} />
    </section>
  );
}

function Picture(props: {
  readonly photo: Photo;
  readonly opened: boolean;
  readonly src: string | null | undefined;
  readonly onEnlarge: () => void;
}) {
  const { photo, opened, src, onEnlarge } = props;
  const t = useTexts();
  if (photo.onItsWay && !photo.missing) {
    return (
      <span className={cx(styles['frame'])}>
        <span>
          <CloudDownload size="1.6em" aria-hidden="true" />
          <br />
          {t('counter:photos.onItsWay')}
        </span>
      </span>
    );
  }
  if (photo.missing || src === null) {
    return (
      <span className={cx(styles['frame'])}>
        <span>
          <ImageOff size="1.6em" aria-hidden="true" />
          <br />
          {photo.missing ? t('counter:photos.missing') : t('counter:photos.unreadable')}
        </span>
      </span>
    );
  }
  if (!opened) {
    return (
      <span className={cx(styles['frame'])}>
        <span className={cx(styles['veil'])} />
      </span>
    );
  }
  if (src === undefined) return <span className={cx(styles['frame'])} />;
  return <PictureButton src={src} name={photo.name} hint={t('counter:photos.enlarge')} onPress={onEnlarge} />;
}

/** Copies and size of each print; staff see the density, customers only its word. */
function Caption({ photo, catalogue }: { readonly photo: Photo; readonly catalogue: Catalogue | null }) {
  const { locale } = useUi();
  return photo.items.map((item) => {
    const format = catalogue ? findFormat(catalogue, item.format) : undefined;
    // Small on a sheet of all photos: a line of the order says so.
    if (format?.layout?.kind === 'index') return null;
    const ppi = format
      ? Math.round(effectivePpi({ w: photo.width, h: photo.height }, pictureMm(format), item))
      : null;
    const text = `×${item.copies} ${format?.name[locale] ?? item.format}${ppi === null ? '' : ` · ${ppi}\u00A0dpi`}`;
    return (
      <span
        key={`${item.format} ${item.paper}`}
        className={cx(styles['caption'])}
        title={`${photo.name} · ${text}`}
      >
        {text}
      </span>
    );
  });
}
