import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { formatDay } from '../../../shared/domain/time.ts';
import { useTexts } from '../../i18n/index.ts';
import { Banner, Button, Skeleton, useUi } from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import { Abandoned } from './Abandoned.tsx';
import { ExportAnswer, ExportButtons } from './Export.tsx';
import { MoneyTable, OpenNow } from './Figures.tsx';
import type { ReportsStore } from './reports.store.ts';
import styles from './reports.module.css';

type Props = { readonly store: ReportsStore };

/** CS8: one day of this terminal, the till beside it, and the sheet as a file. */
export function ReportsScreen({ store }: Props) {
  const t = useTexts();
  const figures = useStore(store, (state) => state.figures);
  const failure = useStore(store, (state) => state.failure);
  const { open, close, load } = store.getState();
  useEffect(() => {
    void open();
    return close;
  }, [open, close]);
  return (
    <div className={cx(styles['screen'])}>
      <Head store={store} />
      <Answer store={store} />
      {failure !== null && (
        <Banner
          tone="danger"
          actions={<Button onPress={() => void load()}>{t('common:actions.tryAgain')}</Button>}
        >
          {t(`errors:${failure.code}`)} {t('common:reference', { ref: failure.ref })}
        </Banner>
      )}
      {figures !== null && (
        <>
          <MoneyTable store={store} figures={figures} />
          <OpenNow figures={figures} />
          <Abandoned abandoned={figures.abandoned} />
        </>
      )}
      {figures === null && failure === null && <Skeleton label={t('common:pending')} />}
    </div>
  );
}

function Head({ store }: Props) {
  const t = useTexts();
  const { locale } = useUi();
  const { day, today, exporting, figures } = useStore(store);
  const { step, show, exportAs } = store.getState();
  return (
    <header className={cx(styles['head'])}>
      <div className={cx(styles['titles'])}>
        <h1>{t('reports:title')}</h1>
        <p className={cx(styles['quiet'])}>{t('reports:ownOnly')}</p>
      </div>
      <div role="group" aria-label={t('reports:day')} className={cx(styles['row'])}>
        <Button icon={ChevronLeft} onPress={() => void step(-1)}>
          {t('reports:previous')}
        </Button>
        <strong className={cx(styles['day'])} aria-live="polite">
          {formatDay(day, locale, 'long')}
        </strong>
        <Button icon={ChevronRight} iconAfter isDisabled={day >= today} onPress={() => void step(1)}>
          {t('reports:next')}
        </Button>
        <Button isDisabled={day === today} onPress={() => void show(today)}>
          {t('reports:today')}
        </Button>
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

/** The till must be readable before anything is written. */
function Answer({ store }: Props) {
  const t = useTexts();
  const { file, exportFailure, tillRefused } = useStore(store);
  if (tillRefused) return <Banner tone="warning">{t('reports:till.refused')}</Banner>;
  return <ExportAnswer file={file} failure={exportFailure} />;
}
