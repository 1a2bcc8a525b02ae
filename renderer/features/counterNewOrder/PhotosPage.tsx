import { HardDrive } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { MediaPhoto, MediaSource } from '../../../shared/contract/media.ts';
import type { PhotoId } from '../../../shared/domain/ids.ts';
import type { ShopDay } from '../../../shared/domain/time.ts';
import { formatDay } from '../../../shared/domain/time.ts';
import { type Texts, useTexts } from '../../i18n/index.ts';
import {
  Banner,
  Button,
  EmptyState,
  type GridSection,
  Loupe,
  PhotoGrid,
  type TilePictures,
  ToggleChip,
  type UiLocale,
  useUi,
} from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import { AlikeTools, useAlike } from './AlikeTools.tsx';
import { MarksOffer } from './MarksOffer.tsx';
import styles from './newOrder.module.css';
import type { NewOrderStore } from './newOrder.store.ts';
import { useTiles } from './useTiles.ts';

// Keys that end in a plural category would be taken for plurals.
const PROBLEMS = {
  empty: 'empty',
  locked: 'locked',
  damaged: 'damaged',
  too_many: 'tooMany',
  no_photos: 'noPhotos',
} as const;

/** All but the pictures, which each tile hears of by itself. */
const partsOf = ({ sources, source, photos, draft }: ReturnType<NewOrderStore['getState']>) => ({
  sources,
  source,
  photos,
  draft,
});

/** Media on top, their photos below by day; arrows walk, Space chooses. */
export function PhotosPage({ store }: { readonly store: NewOrderStore }) {
  const t = useTexts();
  const { locale } = useUi();
  const { sources, source, photos, draft } = useStore(store, useShallow(partsOf));
  const { choose, pick, wantPictures } = store.getState();
  const [large, setLarge] = useState<string | null>(null);
  const picked = useMemo(() => new Set(draft?.photos.map((photo) => photo.photoId)), [draft?.photos]);
  const alike = useAlike(photos, picked);
  const sections = useMemo(() => sectionsOf(t, locale, alike.shown), [t, locale, alike.shown]);
  const byId = useMemo(() => new Map(photos.map((photo) => [photo.photoId as string, photo])), [photos]);
  const tile = useTiles(byId, picked, alike.stacks);
  const tilePictures = useTilePictures(store);
  const current = sources.find((one) => one.sourceId === source);
  const usable = alike.each.filter((photo) => photo.usable !== false).map((photo) => photo.photoId);
  const chosenHere = usable.filter((id) => picked.has(id));
  return (
    <div className={cx(styles['screen'])}>
      <div className={cx(styles['bar'])}>
        {sources.map((one) => (
          <ToggleChip
            key={one.sourceId}
            icon={HardDrive}
            isSelected={one.sourceId === source}
            onChange={() => void choose(one.sourceId)}
          >
            {one.state === 'scanning'
              ? t('counter:new.scanning', { label: one.label })
              : `${one.label} · ${one.photos}`}
          </ToggleChip>
        ))}
        <span className={cx(styles['gap'])} />
        {photos.length > 0 && (
          <>
            <AlikeTools alike={alike} onLeaveOut={(ids) => void pick(ids, false)} />
            <Button
              isDisabled={chosenHere.length === usable.length}
              onPress={() => void pick(missing(usable, picked), true)}
            >
              {t('counter:new.all')}
            </Button>
            <Button isDisabled={chosenHere.length === 0} onPress={() => void pick(chosenHere, false)}>
              {t('counter:new.none')}
            </Button>
          </>
        )}
        <MarksOffer store={store} />
      </div>
      <div className={cx(styles['grid'])}>
        {photos.length === 0 ? (
          <NoPhotos source={current} hasSources={sources.length > 0} />
        ) : (
          <PhotoGrid
            label={t('counter:new.grid', { photos: photos.length, picked: picked.size })}
            sections={sections}
            tile={tile}
            pictures={tilePictures}
            onToggle={(id) => {
              if (!alike.open(id as PhotoId)) void pick([id as PhotoId], !picked.has(id as PhotoId));
            }}
            onLoupe={setLarge}
            onVisible={wantPictures}
          />
        )}
      </div>
      {large !== null && <LargePhoto store={store} photo={byId.get(large)} onClose={() => setLarge(null)} />}
    </div>
  );
}

const missing = (ids: readonly PhotoId[], picked: ReadonlySet<PhotoId>) =>
  ids.filter((id) => !picked.has(id));

function NoPhotos(props: { readonly source: MediaSource | undefined; readonly hasSources: boolean }) {
  const { source, hasSources } = props;
  const t = useTexts();
  if (source?.problem)
    return <Banner tone="warning">{t(`counter:new.problem.${PROBLEMS[source.problem]}`)}</Banner>;
  if (source?.state === 'gone') return <Banner tone="warning">{t('errors:SOURCE_GONE')}</Banner>;
  return (
    <EmptyState icon={HardDrive} title={hasSources ? t('counter:new.reading') : t('counter:new.noMedia')} />
  );
}

function sectionsOf(t: Texts, locale: UiLocale, photos: readonly MediaPhoto[]): readonly GridSection[] {
  const days = Map.groupBy(photos, (photo) => photo.day ?? '');
  return [...days].map(([day, list]) => ({
    id: day || 'unknown',
    heading: `${day === '' ? t('counter:new.noDate') : formatDay(day as ShopDay, locale, 'long')} · ${list.length}`,
    photos: list.map((photo) => photo.photoId),
  }));
}

const useTilePictures = (store: NewOrderStore): TilePictures =>
  useMemo(
    () => ({
      subscribe: store.subscribe,
      srcOf: (id) => store.getState().pictures[id as PhotoId] ?? undefined,
      hintOf: () => undefined,
    }),
    [store],
  );

function LargePhoto(props: {
  readonly store: NewOrderStore;
  readonly photo: MediaPhoto | undefined;
  readonly onClose: () => void;
}) {
  const { store, photo, onClose } = props;
  const t = useTexts();
  const src = useStore(store, (state) => (photo === undefined ? null : state.pictures[photo.photoId]));
  return (
    <Loupe
      photo={photo === undefined || !src ? null : { src, name: photo.name }}
      closeLabel={t('common:actions.close')}
      onClose={onClose}
    />
  );
}
