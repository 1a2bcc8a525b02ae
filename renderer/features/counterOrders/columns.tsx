import { BellRing, Check } from 'lucide-react';
import type { Collection } from '../../../shared/contract/orders.ts';
import { formatMoney } from '../../../shared/domain/money.ts';
import {
  daysBetween,
  formatDate,
  formatDay,
  formatTime,
  type ShopDay,
  shopDayOf,
} from '../../../shared/domain/time.ts';
import type { Texts } from '../../i18n/index.ts';
import {
  orderStatusLooks,
  StatusPill,
  type TableColumn,
  type UiLocale,
  VisuallyHidden,
} from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import { ageOf, type OrderItem } from './mergeRows.ts';
import styles from './orders.module.css';

export type Column =
  | 'number'
  | 'status'
  | 'customer'
  | 'phone'
  | 'content'
  | 'source'
  | 'total'
  | 'placedAt'
  | 'since'
  | 'reminder'
  | 'keepUntil';
type Columns = readonly TableColumn<OrderItem, Column>[];

const head = (t: Texts, id: Column) => ({ id, header: t(`counter:orders.columns.${id}`) });
const cut = (text: string | null) => <span title={text ?? ''}>{text ?? '–'}</span>;
const quiet = (text: string) => <span className={cx(styles['quiet'])}>{text}</span>;

/** The list of CS1; the database sorts it. */
export const listColumns = (t: Texts, locale: UiLocale, now: number): Columns => [
  ...whoseColumns(t).map((column) => ({ ...column, isSortable: true })),
  {
    ...head(t, 'phone'),
    grow: 1,
    minEm: 5,
    render: (row) => quiet(row.phoneTail === null ? '' : `··· ${row.phoneTail}`),
  },
  { ...head(t, 'content'), grow: 2, minEm: 7, render: (row) => cut(row.content) },
  {
    ...head(t, 'source'),
    grow: 1,
    minEm: 4.2,
    render: (row) => quiet(t(`counter:orders.sources.${row.source}`)),
  },
  {
    ...head(t, 'total'),
    grow: 1,
    minEm: 5.2,
    isNumeric: true,
    isSortable: true,
    render: (row) => formatMoney(row.total, locale),
  },
  {
    ...head(t, 'placedAt'),
    grow: 1.2,
    minEm: 8,
    isNumeric: true,
    isSortable: true,
    render: (row) => quiet(ageText(t, locale, row.placedAt, now)),
  },
];

/** What waits too long, by age (PUP-4): since when, when to remind, and when keeping ends. */
export const uncollectedColumns = (t: Texts, locale: UiLocale): Columns => [
  ...whoseColumns(t),
  {
    ...head(t, 'since'),
    grow: 1,
    minEm: 7.8,
    isNumeric: true,
    render: ({ collection }) =>
      quiet(collection === null ? '–' : formatDay(collection.since as ShopDay, locale)),
  },
  {
    ...head(t, 'reminder'),
    grow: 1,
    minEm: 9,
    isNumeric: true,
    render: ({ collection }) => <Reminder t={t} locale={locale} collection={collection} />,
  },
  {
    ...head(t, 'keepUntil'),
    grow: 1,
    minEm: 7.8,
    isNumeric: true,
    render: (row) => quiet(formatDay(row.keepUntil as ShopDay, locale)),
  },
];

const whoseColumns = (t: Texts): Columns => [
  {
    ...head(t, 'number'),
    grow: 1,
    minEm: 4.6,
    isRowHeader: true,
    render: (row) => <span className={cx(styles['number'])}>{row.number}</span>,
  },
  {
    ...head(t, 'status'),
    grow: 1.4,
    minEm: 8.4,
    render: (row) => (
      <StatusPill look={orderStatusLooks[row.status]}>{t(`common:orderStatus.${row.status}`)}</StatusPill>
    ),
  },
  { ...head(t, 'customer'), grow: 2, minEm: 8, render: (row) => cut(row.customer) },
];

function Reminder(props: {
  readonly t: Texts;
  readonly locale: UiLocale;
  readonly collection: Collection | null;
}) {
  const { t, locale, collection } = props;
  if (collection === null || collection.reminderOn === null) {
    return <span title={t('counter:orders.nobodyToRemind')}>–</span>;
  }
  const day = formatDay(collection.reminderOn as ShopDay, locale);
  if (collection.reminder === 'due') {
    return <StatusPill look={{ tone: 'warning', icon: BellRing }}>{day}</StatusPill>;
  }
  if (collection.remindedAt === null) return quiet(day);
  return (
    <StatusPill look={{ tone: 'neutral', icon: Check }}>
      <VisuallyHidden>{t('counter:detail.reminded')}</VisuallyHidden>
      {formatDate(collection.remindedAt, locale)}
    </StatusPill>
  );
}

function ageText(t: Texts, locale: UiLocale, at: number, now: number): string {
  const age = ageOf(daysBetween(shopDayOf(at), shopDayOf(now)), at, now);
  if (age.kind === 'now') return t('counter:orders.age.now');
  if (age.kind === 'minutes') return t('counter:orders.age.minutes', { minutes: age.minutes });
  if (age.kind === 'yesterday') return t('counter:orders.age.yesterday');
  return age.kind === 'today' ? formatTime(at) : formatDate(at, locale);
}
