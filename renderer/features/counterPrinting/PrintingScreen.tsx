import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { Catalogue } from '../../../shared/domain/catalogue.ts';
import { useTexts } from '../../i18n/index.ts';
import { Banner, ReadPage } from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import styles from './printing.module.css';
import type { PrintingStore } from './printing.store.ts';
import { StationSection } from './StationSection.tsx';

/** Printers and labs: what waits there, whether it works, and which paper is out (PRI-9). */
export function PrintingScreen(props: {
  readonly store: PrintingStore;
  readonly catalogue: Catalogue | null;
}) {
  const { store, catalogue } = props;
  const t = useTexts();
  const { stations, failure, load } = useStore(store);
  useEffect(() => void load(), [load]);
  return (
    <ReadPage label={t('counter:printing.title')} isLoading={stations === null && failure === null}>
      <h1>{t('counter:printing.title')}</h1>
      <p className={cx(styles['quiet'])}>{t('counter:printing.lead')}</p>
      {failure !== null && (
        <Banner tone="danger">
          {t(`errors:${failure.code}`)} {t('common:reference', { ref: failure.ref })}
        </Banner>
      )}
      {stations?.map((station) => (
        <StationSection key={station.output ?? ''} store={store} station={station} catalogue={catalogue} />
      ))}
    </ReadPage>
  );
}
