import { CheckCheck, Inbox, MousePointerClick } from 'lucide-react';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { PrivacyRequestId } from '../../../shared/domain/ids.ts';
import { useTexts } from '../../i18n/index.ts';
import { Banner, Button, DataTable, EmptyState, LoadingBar, useUi } from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import type { CaseStore } from './case/case.store.ts';
import { Evidence } from './case/Evidence.tsx';
import { OwnRequest } from './case/OwnRequest.tsx';
import type { HandOverStore } from './handOver/handOver.store.ts';
import styles from './privacy.module.css';
import { queueColumns } from './queue/columns.tsx';
import type { RequestsStore } from './queue/requests.store.ts';

/** CS6: the queue by due date, and beside it what the request in hand rests on. */
export function RequestsScreen(props: {
  readonly store: RequestsStore;
  readonly oneCase: CaseStore;
  readonly handOver: HandOverStore;
  readonly onCode: (number: string) => void;
  readonly onSelect: (id: PrivacyRequestId) => void;
  readonly onOpen: (id: PrivacyRequestId) => void;
}) {
  const { store, oneCase, handOver, onCode, onSelect, onOpen } = props;
  const t = useTexts();
  const { locale } = useUi();
  const { rows, total, loading, error, selected, role, calendarMissing } = useStore(store);
  const columns = useMemo(() => queueColumns(t, locale), [t, locale]);
  const row = rows.find(({ privacyRequestId }) => privacyRequestId === selected);
  return (
    <div className={cx(styles['screen'])}>
      <LoadingBar isLoading={loading} />
      <div className={cx(styles['notes'])}>
        {error !== null && (
          <Banner
            tone="danger"
            actions={
              <Button onPress={() => void store.getState().load()}>{t('common:actions.tryAgain')}</Button>
            }
          >
            {t(`errors:${error.code}`)} {t('common:reference', { ref: error.ref })}
          </Banner>
        )}
        {calendarMissing.length > 0 && (
          <Banner tone="warning">{t('privacy:due.noCalendar', { years: calendarMissing.join(', ') })}</Banner>
        )}
      </div>
      <div className={cx(styles['panes'])}>
        <div className={cx(styles['queue'])}>
          <DataTable
            label={t(role === 'manager' ? 'privacy:title' : 'privacy:mine')}
            columns={columns}
            items={rows}
            selected={selected}
            onSelect={(id) => onSelect(id as PrivacyRequestId)}
            onOpen={(id) => onOpen(id as PrivacyRequestId)}
            empty={total === null ? null : <Nothing store={store} />}
          />
        </div>
        <section className={cx(styles['evidence'])} aria-label={t('privacy:evidence.label')}>
          {selected === null && <EmptyState icon={MousePointerClick} title={t('privacy:chooseOne')} />}
          {selected !== null && role === 'manager' && <Evidence key={selected} store={oneCase} />}
          {selected !== null && role === 'staff' && row !== undefined && (
            <OwnRequest row={row} handOver={handOver} onCode={onCode} />
          )}
        </section>
      </div>
    </div>
  );
}

function Nothing({ store }: { readonly store: RequestsStore }) {
  const t = useTexts();
  const { role, show, types, filter } = store.getState();
  if (role === 'staff') return <EmptyState icon={Inbox} title={t('privacy:empty.mine')} />;
  if (types.length > 0) {
    return (
      <EmptyState
        icon={Inbox}
        title={t('privacy:empty.filtered')}
        actions={<Button onPress={() => void filter({ types: [] })}>{t('common:actions.clear')}</Button>}
      />
    );
  }
  return <EmptyState icon={show === 'overdue' ? CheckCheck : Inbox} title={t(`privacy:empty.${show}`)} />;
}
