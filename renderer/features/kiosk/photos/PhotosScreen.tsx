import { ChevronRight, Images } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { lowestUnitPrice } from '../../../../shared/domain/catalogue.ts';
import type { PhotoId } from '../../../../shared/domain/ids.ts';
import { formatMoney } from '../../../../shared/domain/money.ts';
import { formatDay, type ShopDay } from '../../../../shared/domain/time.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Banner, Button, EmptyState, type GridSection, PhotoGrid } from '../../../ui/index.ts';
import { useDraft, useKiosk, useVisit } from '../frame/KioskContext.tsx';
import { StepFrame } from '../frame/StepFrame.tsx';
import { type DayGroup, type PhotoView, viewPhotos } from './choice.policy.ts';
import { ChosenTwice } from './ChosenTwice.tsx';
import { PhotoTools } from './PhotoTools.tsx';
import { PhotoDialogs } from './PhotoDialogs.tsx';
import { useTilePictures } from './useTilePictures.ts';
import { useTiles } from './useTiles.ts';

/** KS3: choosing photos. */
export function PhotosScreen() {
  const t = useTexts();
  const { photosChosen, choice, media, pictures } = useKiosk();
  const draft = useDraft();
  const count = draft?.photos.length ?? 0;
  const view = useView();
  const sections = useSections(view.days);
  const tile = useTiles(view.stacks);
  const tilePictures = useTilePictures();
  const tap = useStore(choice, (state) => state.tap);
  const total = useStore(media, (state) => state.photos.length);
  useEffect(() => () => pictures.want('grid', [], 320), [pictures]);
  const isPulled = useStore(
    media,
    ({ sources }) => sources.length > 0 && sources.every(({ state }) => state === 'gone'),
  );
  return (
    <StepFrame
      isFixed
      count={count === 0 ? t('kiosk:photos.chosenNone') : t('kiosk:photos.chosen', { count })}
      sum={useFrom(count)}
      primary={
        <Button
          variant="primary"
          icon={ChevronRight}
          iconAfter
          isDisabled={count === 0}
          onPress={() => void photosChosen()}
        >
          {t('common:actions.continue')}
        </Button>
      }
    >
      <PhotoTools />
      {isPulled && <Banner tone="warning">{t('kiosk:photos.pulled')}</Banner>}
      {tap === 'range' && <Banner tone="info">{t('kiosk:photos.upToHow')}</Banner>}
      <ChosenTwice />
      {sections.length === 0 ? (
        <Nothing />
      ) : (
        <PhotoGrid
          label={t('kiosk:photos.grid', { total, chosen: count })}
          sections={sections}
          tile={tile}
          pictures={tilePictures}
          tapOpens={tap === 'enlarge'}
          onToggle={(id) => void choice.tapPhoto(id as PhotoId)}
          onLoupe={(id) => choice.openLoupe(id as PhotoId)}
          onVisible={(ids) => pictures.want('grid', ids as readonly PhotoId[], 320)}
        />
      )}
      <PhotoDialogs />
    </StepFrame>
  );
}

function Nothing() {
  const t = useTexts();
  const { choice, media } = useKiosk();
  const hasPhotos = useStore(media, ({ photos }) => photos.length > 0);
  const isScanning = useStore(media, ({ sources }) => sources.some(({ state }) => state === 'scanning'));
  if (!hasPhotos) {
    return <EmptyState icon={Images} title={t(isScanning ? 'kiosk:photos.loading' : 'kiosk:photos.empty')} />;
  }
  return (
    <EmptyState
      icon={Images}
      title={t('kiosk:photos.emptyFilter')}
      actions={
        <Button onPress={() => choice.setFilter({ sourceId: null, day: null, onlyChosen: false })}>
          {t('common:actions.showAll')}
        </Button>
      }
    />
  );
}

/** „no 1,50 €”: what so many prints cost at least. */
function useFrom(count: number): string | undefined {
  const t = useTexts();
  const locale = useVisit((state) => state.locale);
  const catalogue = useVisit((state) => state.catalogue);
  const lowest = catalogue === null ? null : lowestUnitPrice(catalogue, 'kiosk');
  if (catalogue === null || lowest === null || count === 0) return undefined;
  const price = formatMoney(Math.max(lowest * count, catalogue.minimumOrder), locale);
  return t('kiosk:photos.from', { price });
}

function useView(): PhotoView {
  const { media, choice } = useKiosk();
  const draft = useDraft();
  const photos = useStore(media, (state) => state.photos);
  const filter = useStore(choice, (state) => state.filter);
  const isUnfolded = useStore(choice, (state) => state.isUnfolded);
  const opened = useStore(choice, (state) => state.opened);
  return useMemo(
    () => viewPhotos(photos, draft?.photos ?? [], { filter, isUnfolded, opened }),
    [photos, draft?.photos, filter, isUnfolded, opened],
  );
}

function useSections(days: readonly DayGroup[]): readonly GridSection[] {
  const t = useTexts();
  const locale = useVisit((state) => state.locale);
  return useMemo(() => {
    const name = ({ day }: DayGroup) => {
      if (day === null) return t('kiosk:photos.noDate');
      return day === 'gone' ? t('kiosk:photos.notOnCard') : formatDay(day as ShopDay, locale, 'long');
    };
    return days.map((group) => ({
      id: group.day ?? 'none',
      heading: t('kiosk:photos.heading', { day: name(group), count: group.photos.length }),
      photos: group.photos,
    }));
  }, [days, locale, t]);
}
