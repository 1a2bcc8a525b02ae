import type { Texts } from '../../../i18n/index.ts';
import { orderStatusLooks, StatusPill, type TableColumn } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import styles from '../customers.module.css';
import type { CustomerItem } from './customersState.ts';

type Column = 'customer' | 'contact' | 'number' | 'status';

/** Enough to know the right one of ten by; the rest is behind the opening. */
export const customerColumns = (t: Texts): readonly TableColumn<CustomerItem, Column>[] => [
  {
    id: 'customer',
    header: t('counter:customers.columns.customer'),
    grow: 2,
    minEm: 9,
    isRowHeader: true,
    render: (row) => (
      <span className={cx(styles['name'])}>
        {row.name ?? t(row.needsReason ? 'counter:customers.hidden' : 'counter:customers.noName')}
      </span>
    ),
  },
  {
    id: 'contact',
    header: t('counter:customers.columns.contact'),
    grow: 2,
    minEm: 9,
    render: (row) => <span title={row.contact}>{row.contact}</span>,
  },
  {
    id: 'number',
    header: t('counter:customers.columns.number'),
    grow: 1,
    minEm: 6,
    render: (row) =>
      row.number === null
        ? '–'
        : row.open > 1
          ? t('counter:customers.andMore', { number: row.number, more: row.open - 1 })
          : row.number,
  },
  {
    id: 'status',
    header: t('counter:orders.columns.status'),
    grow: 1.4,
    minEm: 8.4,
    render: (row) =>
      row.status === null ? null : (
        <StatusPill look={orderStatusLooks[row.status]}>{t(`common:orderStatus.${row.status}`)}</StatusPill>
      ),
  },
];
