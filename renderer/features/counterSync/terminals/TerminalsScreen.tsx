import { useEffect } from 'react';
import { useStore } from 'zustand';
import { formatDateTime } from '../../../../shared/domain/time.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Banner, Button, EmptyState, ReadPage, Skeleton, useUi } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { FailureBanner } from '../parts/FailureBanner.tsx';
import type { SyncStatusStore } from '../status/syncStatus.store.ts';
import styles from '../sync.module.css';
import { CodeDialog } from './CodeDialog.tsx';
import type { TerminalsStore } from './terminals.store.ts';
import { TerminalTable } from './TerminalTable.tsx';

/** CS9: the store's terminals as central knows them. Away from central the last known, with its age. */
export function TerminalsScreen(props: {
  readonly store: TerminalsStore;
  readonly status: SyncStatusStore;
  readonly now: number;
  readonly onEnrol: () => void;
}) {
  const { store, now, onEnrol } = props;
  const t = useTexts();
  const { locale } = useUi();
  const status = useStore(props.status, (state) => state.status);
  const { known, loading, failure } = useStore(store);
  const { load } = store.getState();
  const isSetUp = status !== null && status.state !== 'not_enrolled';
  useEffect(() => {
    if (isSetUp) void load();
  }, [isSetUp, load]);
  return (
    <>
      <ReadPage label={t('sync:terminals.title')} isLoading={loading && known !== null}>
        {status?.state === 'not_enrolled' && (
          <EmptyState
            title={t('sync:terminals.empty')}
            actions={
              <Button variant="primary" onPress={onEnrol}>
                {t('sync:enrol.open')}
              </Button>
            }
          >
            {t('sync:terminals.first')}
          </EmptyState>
        )}
        {isSetUp && (
          <>
            <FailureBanner failure={failure} onRetry={() => void load()} />
            {known === null && failure === null && <Skeleton label={t('common:pending')} />}
            {known !== null && failure !== null && (
              <Banner tone="info">
                {t('sync:terminals.asOf', { time: formatDateTime(known.at, locale) })}
              </Banner>
            )}
            {known !== null && (
              <section className={cx(styles['section'])} aria-label={t('sync:terminals.title')}>
                <TerminalTable terminals={known.terminals} ownId={status.terminalId} now={now} />
              </section>
            )}
          </>
        )}
      </ReadPage>
      <CodeDialog store={store} host={status?.host ?? null} now={now} />
    </>
  );
}
