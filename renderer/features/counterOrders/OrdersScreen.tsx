import { ArrowUp, Inbox, SearchX } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { useStore } from 'zustand';
import type { OrderId } from '../../../shared/domain/ids.ts';
import { formatMoney } from '../../../shared/domain/money.ts';
import { daysBetween, formatDate, formatTime, shopDayOf } from '../../../shared/domain/time.ts';
import { type Texts, useTexts } from '../../i18n/index.ts';
import {
  Banner,
  Button,
  DataTable,
  EmptyState,
  orderStatusLooks,
  StatusPill,
  type TableColumn,
  type UiLocale,
  useUi,
  VisuallyHidden,
} from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import { ageOf, type OrderItem } from './mergeRows.ts';
import styles from './orders.module.css';
import type { OrdersStore, Sort } from './orders.store.ts';

type Column = 'number' | 'status' | 'customer' | 'phone' | 'content' | 'source' | 'total' | 'placedAt';

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
  const { rows, total, waiting, loading, error, filters, selected } = useStore(store);
  const { load, loadMore, filter } = store.getState();
  const columns = useMemo(() => columnsOf(t, locale, now), [t, locale, now]);
  const sorted = Object.entries(SORTS).find(([, sort]) => sort === filters.sort)?.[0] as Column | undefined;
  return (
    <div className={cx(styles['screen'])}>
      <div className={cx(styles['bar'])} data-loading={loading || undefined} />
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
        {...(sorted === undefined
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
  const { filters, filter } = store.getState();
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

function columnsOf(t: Texts, locale: UiLocale, now: number): readonly TableColumn<OrderItem, Column>[] {
  const head = (id: Column) => t(`counter:orders.columns.${id}`);
  const cut = (text: string | null) => <span title={text ?? ''}>{text ?? '–'}</span>;
  const quiet = (text: string) => <span className={cx(styles['quiet'])}>{text}</span>;
  return [
    {
      id: 'number',
      header: head('number'),
      grow: 1,
      minEm: 4.8,
      isSortable: true,
      isRowHeader: true,
      render: (row) => <span className={cx(styles['number'])}>{row.number}</span>,
    },
    {
      id: 'status',
      header: head('status'),
      grow: 1.4,
      minEm: 8.8,
      isSortable: true,
      render: (row) => (
        <StatusPill look={orderStatusLooks[row.status]}>{t(`common:orderStatus.${row.status}`)}</StatusPill>
      ),
    },
    {
      id: 'customer',
      header: head('customer'),
      grow: 2,
      minEm: 7,
      isSortable: true,
      render: (row) => cut(row.customer),
    },
    {
      id: 'phone',
      header: head('phone'),
      grow: 1,
      minEm: 5.6,
      render: (row) => quiet(row.phoneTail === null ? '' : `··· ${row.phoneTail}`),
    },
    { id: 'content', header: head('content'), grow: 3, minEm: 6, render: (row) => cut(row.content) },
    {
      id: 'source',
      header: head('source'),
      grow: 1,
      minEm: 4.8,
      render: (row) => quiet(t(`counter:orders.sources.${row.source}`)),
    },
    {
      id: 'total',
      header: head('total'),
      grow: 1,
      minEm: 5.8,
      isNumeric: true,
      isSortable: true,
      render: (row) => formatMoney(row.total, locale),
    },
    {
      id: 'placedAt',
      header: head('placedAt'),
      grow: 1.2,
      minEm: 7.4,
      isNumeric: true,
      isSortable: true,
      render: (row) => quiet(ageText(t, locale, row.placedAt, now)),
    },
  ];
}

function ageText(t: Texts, locale: UiLocale, at: number, now: number): string {
  const age = ageOf(daysBetween(shopDayOf(at), shopDayOf(now)), at, now);
  if (age.kind === 'now') return t('counter:orders.age.now');
  if (age.kind === 'minutes') return t('counter:orders.age.minutes', { minutes: age.minutes });
  if (age.kind === 'yesterday') return t('counter:orders.age.yesterday');
  return age.kind === 'today' ? formatTime(at) : formatDate(at, locale);
}
