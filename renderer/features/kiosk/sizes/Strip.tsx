import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { DraftPhoto } from '../../../../shared/contract/drafts.ts';
import { findFormat } from '../../../../shared/domain/catalogue.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Button, PhotoStrip } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { useDraft, useKiosk, useVisit } from '../frame/KioskContext.tsx';
import { pictureOf } from '../pictures/pictures.ts';
import { exceptionsOf, itemOf, verdictOf } from './sizes.policy.ts';
import styles from './sizes.module.css';

const AROUND = 12;

/** The chosen photos below: tap one to see it, and to make it an exception. */
export function Strip() {
  const t = useTexts();
  const { sizes } = useKiosk();
  const draft = useDraft();
  const wanted = useStore(sizes, (state) => state.photoId);
  const photos = draft?.photos ?? [];
  const index = Math.max(
    0,
    photos.findIndex(({ photoId }) => photoId === wanted),
  );
  const items = useStripItems(photos, index);
  const go = (step: number) => {
    const next = photos[index + step];
    if (next) sizes.show(next.photoId);
  };
  return (
    <section className={cx(styles['strip'])}>
      <Button icon={ChevronLeft} isDisabled={index === 0} onPress={() => go(-1)}>
        {t('kiosk:sizes.previous')}
      </Button>
      <div className={cx(styles['photos'])}>
        <PhotoStrip
          label={t('kiosk:sizes.strip')}
          items={items}
          selected={photos[index]?.photoId ?? null}
          onSelect={(id) => {
            const photo = photos.find(({ photoId }) => photoId === id);
            if (!photo) return;
            sizes.show(photo.photoId);
            if (photos.length > 1) sizes.setScope('one');
          }}
        />
      </div>
      <p className={cx(styles['place'])}>
        {t('kiosk:sizes.photoOf', { index: index + 1, total: photos.length })}
      </p>
      <Button icon={ChevronRight} iconAfter isDisabled={index >= photos.length - 1} onPress={() => go(1)}>
        {t('kiosk:sizes.next')}
      </Button>
    </section>
  );
}

function useStripItems(photos: readonly DraftPhoto[], index: number) {
  const t = useTexts();
  const { pictures } = useKiosk();
  const draft = useDraft();
  const catalogue = useVisit((state) => state.catalogue);
  const locale = useVisit((state) => state.locale);
  const shown = useStore(pictures);
  const wanted = useMemo(
    () => photos.slice(Math.max(0, index - AROUND), index + AROUND + 1),
    [photos, index],
  );
  useEffect(() => {
    pictures.want(
      'strip',
      wanted.map(({ photoId }) => photoId),
      320,
    );
  }, [pictures, wanted]);
  useEffect(() => () => pictures.want('strip', [], 320), [pictures]);
  if (!draft || !catalogue) return [];
  const own = new Set(exceptionsOf(draft));
  return wanted.map((photo) => {
    const item = itemOf(draft, photo.photoId);
    const verdict = item ? verdictOf(catalogue, photo, item) : null;
    const size = item ? (findFormat(catalogue, item.format)?.name[locale] ?? item.format) : '';
    const what = item && item.copies > 1 ? `${size} × ${item.copies}` : size;
    const isBad = verdict?.word === 'low' || verdict?.word === 'veryLow' || verdict?.edges === true;
    return {
      id: photo.photoId,
      name: t('kiosk:sizes.stripItem', { name: photo.name, what }),
      src: pictureOf(shown, photo.photoId, 320)?.url,
      caption: own.has(photo.photoId) ? what : undefined,
      isMarked: isBad,
    };
  });
}
