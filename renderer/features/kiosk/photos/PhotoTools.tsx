import { CheckCheck, Maximize2, MemoryStick, Undo2, UnfoldHorizontal, X, Layers } from 'lucide-react';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { formatDay, type ShopDay } from '../../../../shared/domain/time.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Button, ToggleChip } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { useDraft, useKiosk, useVisit } from '../frame/KioskContext.tsx';
import { nameOfSource } from '../source/nameOfSource.ts';
import { daysOf } from './choice.policy.ts';
import styles from './photosScreen.module.css';

/** Title, ways to choose many at once, and filters. */
export function PhotoTools() {
  const t = useTexts();
  const { choice, history, media } = useKiosk();
  const tap = useStore(choice, (state) => state.tap);
  const anchor = useStore(choice, (state) => state.anchor);
  const canUndo = useStore(history, ({ past }) => past.length > 0);
  const count = useDraft()?.photos.length ?? 0;
  const isUnfolded = useStore(choice, (state) => state.isUnfolded);
  const hasAlike = useStore(media, ({ photos }) =>
    photos.some(({ same, series }) => same !== null || series !== null),
  );
  const toggle = (mode: 'range' | 'enlarge') => (isOn: boolean) => choice.setTap(isOn ? mode : 'toggle');
  return (
    <div className={cx(styles['tools'])}>
      <h1 className={cx(styles['title'])}>{t('kiosk:photos.title')}</h1>
      <div className={cx(styles['actions'])}>
        <Button icon={CheckCheck} onPress={() => void choice.selectAll()}>
          {t('kiosk:photos.selectAll')}
        </Button>
        <Button icon={X} isDisabled={count === 0} onPress={() => void choice.clearAll()}>
          {t('kiosk:photos.clear')}
        </Button>
        <Button icon={Undo2} isDisabled={!canUndo} onPress={() => void history.undo()}>
          {t('kiosk:photos.undoLast')}
        </Button>
        <ToggleChip
          icon={UnfoldHorizontal}
          isSelected={tap === 'range'}
          isDisabled={anchor === null}
          onChange={toggle('range')}
        >
          {t('kiosk:photos.upTo')}
        </ToggleChip>
        <ToggleChip icon={Maximize2} isSelected={tap === 'enlarge'} onChange={toggle('enlarge')}>
          {t('kiosk:photos.enlarge')}
        </ToggleChip>
        {hasAlike && (
          <ToggleChip icon={Layers} isSelected={!isUnfolded} onChange={(isOn) => choice.unfold(!isOn)}>
            {t('common:alike.fold')}
          </ToggleChip>
        )}
      </div>
      <Filters />
    </div>
  );
}

function Filters() {
  const t = useTexts();
  const { choice, media } = useKiosk();
  const locale = useVisit((state) => state.locale);
  const chosen = useDraft()?.photos.length ?? 0;
  const filter = useStore(choice, (state) => state.filter);
  const sources = useStore(media, (state) => state.sources);
  const photos = useStore(media, (state) => state.photos);
  const days = useMemo(() => daysOf(photos), [photos]);
  return (
    <div className={cx(styles['filters'])} role="group" aria-label={t('kiosk:photos.title')}>
      {chosen > 0 && (
        <ToggleChip
          isSelected={filter.onlyChosen}
          onChange={(onlyChosen) => choice.setFilter({ onlyChosen })}
        >
          {t('kiosk:photos.onlyChosen', { count: chosen })}
        </ToggleChip>
      )}
      {sources.length > 1 &&
        sources.map((source) => (
          <ToggleChip
            key={source.sourceId}
            icon={MemoryStick}
            isSelected={filter.sourceId === source.sourceId}
            onChange={(isOn) => choice.setFilter({ sourceId: isOn ? source.sourceId : null })}
          >
            {`${nameOfSource(t, source)} · ${source.photos}`}
          </ToggleChip>
        ))}
      {days.length > 1 &&
        days.map(({ day, count }) => (
          <ToggleChip
            key={day}
            isSelected={filter.day === day}
            onChange={(isOn) => choice.setFilter({ day: isOn ? day : null })}
          >
            {t('kiosk:photos.heading', { day: formatDay(day as ShopDay, locale), count })}
          </ToggleChip>
        ))}
    </div>
  );
}
