import { ArrowUp, Inbox, PackageCheck, SearchX } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { useStore } from 'zustand';
import type { OrderId } from '../../../shared/domain/ids.ts';
import { useTexts } from '../../i18n/index.ts';
import { Banner, Button, DataTable, EmptyState, LoadingBar, useUi, VisuallyHidden } from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import { type Column, listColumns, uncollectedColumns } from './columns.tsx';
import styles from './orders.module.css';
import type { OrdersStore, Sort } from './orders.store.ts';

const SORTS: Readonly<Partial<Record<Column, Sort>>> = {
  number: 'number',
  status: 'status',
  customer: 'customer',
  total: 'total',
  placedAt: 'placedAt',
};

/** CS1: the list of orders. Arrow keys move, the detail follows, Enter opens it. */
export function OrdersScreen(props: {
  readonly store: OrdersStore;
  /** UTC ms, told anew each half minute. */
  readonly now: number;
  readonly onSelect: (orderId: OrderId) => void;
  readonly onOpen: (orderId: OrderId) => void;
  readonly onNew: () => void;
  readonly notes?: ReactNode;
}) {
  const { store, now, onSelect, onOpen, onNew, notes } = props;
  const t = useTexts();
  const { locale } = useUi();
  const { rows, total, waiting, loading, error, filters, uncollected, selected } = useStore(store);
  const { load, loadMore, filter } = store.getState();
  const columns = useMemo(
    () => (uncollected ? uncollectedColumns(t, locale) : listColumns(t, locale, now)),
    [uncollected, t, locale, now],
  );
  const sorted = Object.entries(SORTS).find(([, sort]) => sort === filters.sort)?.[0] as Column | undefined;
  return (
    <div className={cx(styles['screen'])}>
      <LoadingBar isLoading={loading} />
      <div className={cx(styles['notes'])}>
        {error !== null && (
          <Banner
            tone="danger"
            actions={<Button onPress={() => void load()}>{t('common:actions.tryAgain')}</Button>}
          >
            {t(`errors:${error.code}`)} {t('common:reference', { ref: error.ref })}
          </Banner>
        )}
        {notes}
      </div>
      <DataTable
        label={t('counter:nav.orders')}
        columns={columns}
        items={rows}
        selected={selected}
        onSelect={(id) => onSelect(id as OrderId)}
        onOpen={(id) => onOpen(id as OrderId)}
        onLoadMore={() => void loadMore()}
        {...(sorted === undefined || uncollected
          ? {}
          : { sort: { column: sorted, direction: filters.descending ? 'descending' : 'ascending' } })}
        onSort={({ column, direction }) => {
          const sort = SORTS[column];
          if (sort !== undefined) void filter({ sort, descending: direction === 'descending' });
        }}
        empty={total === null ? null : <Nothing store={store} onNew={onNew} />}
      />
      {waiting > 0 && (
        <div className={cx(styles['pill'])}>
          <Button icon={ArrowUp} onPress={() => void load()}>
            {t('counter:orders.waiting', { count: waiting })}
          </Button>
        </div>
      )}
      <VisuallyHidden live="polite">
        {waiting > 0 ? t('counter:orders.waiting', { count: waiting }) : ''}
      </VisuallyHidden>
    </div>
  );
}

function Nothing({ store, onNew }: { readonly store: OrdersStore; readonly onNew: () => void }) {
  const t = useTexts();
  const { filters, uncollected, filter } = store.getState();
  if (uncollected) return <EmptyState icon={PackageCheck} title={t('counter:orders.emptyUncollected')} />;
  const plain = filters.text === '' && filters.statuses.length === 0 && filters.source === 'all';
  if (plain) {
    return (
      <EmptyState
        icon={Inbox}
        title={filters.day === 'today' ? t('counter:orders.emptyToday') : t('counter:orders.emptyAll')}
        actions={<Button onPress={onNew}>{t('counter:orders.new')}</Button>}
      />
    );
  }
  return (
    <EmptyState
      icon={SearchX}
      title={
        filters.text === ''
          ? t('counter:orders.nothing')
          : t('counter:orders.nothingFor', { text: filters.text })
      }
      actions={
        <Button onPress={() => void filter({ text: '', statuses: [], source: 'all' })}>
          {t('common:actions.clear')}
        </Button>
      }
    />
  );
}
