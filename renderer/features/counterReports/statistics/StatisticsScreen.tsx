import { ChevronLeft, ChevronRight, Inbox } from 'lucide-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { SMALLEST_GROUP } from '../../../../shared/domain/statistics.ts';
import { formatDay } from '../../../../shared/domain/time.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Banner, Button, EmptyState, MenuButton, Skeleton, useUi } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import styles from '../reports.module.css';
import { ExportAnswer, ExportButtons } from '../Export.tsx';
import { Charts } from './Charts.tsx';
import { isEmptyPeriod, PERIODS, periodOf } from './statistics.policy.ts';
import type { StatisticsStore } from './statistics.store.ts';

type Props = { readonly store: StatisticsStore };

/** CS8, statistics: how the kiosk and the counter are used, in sums that lead to nobody. */
export function StatisticsScreen({ store }: Props) {
  const t = useTexts();
  const { figures, failure, file, exportFailure } = useStore(store);
  const { open, close, load } = store.getState();
  useEffect(() => {
    void open();
    return close;
  }, [open, close]);
  return (
    <div className={cx(styles['screen'])}>
      <Head store={store} />
      <ExportAnswer file={file} failure={exportFailure} />
      {failure !== null && (
        <Banner
          tone="danger"
          actions={<Button onPress={() => void load()}>{t('common:actions.tryAgain')}</Button>}
        >
          {t(`errors:${failure.code}`)} {t('common:reference', { ref: failure.ref })}
        </Banner>
      )}
      {figures === null && failure === null && <Skeleton label={t('common:pending')} />}
      {figures !== null &&
        (isEmptyPeriod(figures) ? (
          <EmptyState icon={Inbox} title={t('reports:empty')} />
        ) : (
          <Charts figures={figures} />
        ))}
    </div>
  );
}

function Head({ store }: Props) {
  const t = useTexts();
  const { locale } = useUi();
  const { length, to, today, figures, exporting } = useStore(store);
  const { step, choose, exportAs } = store.getState();
  const { from } = periodOf(length, to);
  return (
    <header className={cx(styles['head'])}>
      <div className={cx(styles['titles'])}>
        <h1>{t('reports:statistics.title')}</h1>
        <p className={cx(styles['quiet'])}>
          {t('reports:ownOnly')}. {t('reports:statistics.nobody', { limit: SMALLEST_GROUP })}
        </p>
      </div>
      <div role="group" aria-label={t('reports:statistics.period')} className={cx(styles['row'])}>
        <Button icon={ChevronLeft} onPress={() => void step(-1)}>
          {t('reports:statistics.previous')}
        </Button>
        <strong className={cx(styles['day'])} aria-live="polite">
          {formatDay(from, locale)} – {formatDay(to, locale)}
        </strong>
        <Button icon={ChevronRight} iconAfter isDisabled={to >= today} onPress={() => void step(1)}>
          {t('reports:statistics.next')}
        </Button>
        <MenuButton
          name={t('reports:statistics.period')}
          label={t(`reports:statistics.length.${length}`)}
          choices={PERIODS.map((id) => ({ id, label: t(`reports:statistics.length.${id}`) }))}
          selected={length}
          onSelect={(id) => void choose(id)}
        />
      </div>
      <div className={cx(styles['row'], styles['end'])}>
        <ExportButtons
          isReady={figures !== null}
          exporting={exporting}
          onExport={(format) => void exportAs(format)}
        />
      </div>
    </header>
  );
}
