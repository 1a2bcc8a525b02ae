import { Inbox } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { Health } from '../../../../shared/contract/terminal.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Button, DataTable, EmptyState, LoadingBar, useUi } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { FailureBanner } from '../parts/FailureBanner.tsx';
import styles from '../parts/page.module.css';
import type { AuditStore } from './audit.store.ts';
import { ChainState } from './ChainState.tsx';
import { auditColumns } from './columns.tsx';

/** CS6, audit: who did what, newest first, and whether the chain is whole. Staff see their own acts. */
export function AuditScreen(props: {
  readonly store: AuditStore;
  readonly role: 'staff' | 'manager';
  readonly health: Health['audit'] | undefined;
  readonly onOpen: () => void;
}) {
  const { store, role, health, onOpen } = props;
  const t = useTexts();
  const { locale } = useUi();
  const { items, selected, loading, failure, people, day, areas, actor } = useStore(store);
  const { open, close, load, loadMore, select, filter } = store.getState();
  useEffect(() => {
    void open(role);
    return close;
  }, [open, close, role]);
  const columns = useMemo(() => auditColumns(t, locale, people), [t, locale, people]);
  const isFiltered = day.trim() !== '' || areas.length > 0 || actor !== null;
  return (
    <div className={cx(styles['list'])}>
      <LoadingBar isLoading={loading} />
      <div className={cx(styles['notes'])}>
        <FailureBanner failure={failure} onRetry={() => void load()} />
        {role === 'manager' && <ChainState store={store} health={health} />}
      </div>
      <DataTable
        label={t('privacy:audit.title')}
        columns={columns}
        items={items ?? []}
        selected={selected}
        onSelect={select}
        onOpen={(id) => {
          select(id);
          onOpen();
        }}
        onLoadMore={() => void loadMore()}
        empty={
          items === null ? null : (
            <EmptyState
              icon={Inbox}
              title={t('privacy:audit.empty')}
              {...(isFiltered
                ? {
                    actions: (
                      <Button onPress={() => void filter({ day: '', areas: [], actor: null })}>
                        {t('common:actions.clear')}
                      </Button>
                    ),
                  }
                : {})}
            />
          )
        }
      />
    </div>
  );
}
