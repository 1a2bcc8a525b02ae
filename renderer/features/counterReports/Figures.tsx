import { CircleCheck, Inbox, TriangleAlert } from 'lucide-react';
import { useStore } from 'zustand';
import { formatMoney } from '../../../shared/domain/money.ts';
import { useTexts } from '../../i18n/index.ts';
import { EmptyState, StatusPill, TextField, useUi } from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import { type DayEnd, isEmptyDay } from './figures.policy.ts';
import type { ReportsStore } from './reports.store.ts';
import styles from './reports.module.css';
import { differenceOf, readTill, type TillField } from './till.policy.ts';

type Props = { readonly store: ReportsStore; readonly figures: DayEnd };

/** What was recorded, what the till says, and the difference. A till can hold money on a day without orders. */
export function MoneyTable({ store, figures }: Props) {
  const t = useTexts();
  const { locale } = useUi();
  return (
    <section className={cx(styles['section'])} aria-labelledby="reports-money">
      <h2 id="reports-money">{t('reports:money.title')}</h2>
      {isEmptyDay(figures) ? (
        <EmptyState icon={Inbox} title={t('reports:empty')} />
      ) : (
        <dl className={cx(styles['tiles'])}>
          <Tile label={t('reports:money.orders')} value={String(figures.orders)} />
          <Tile label={t('reports:money.refunds')} value={formatMoney(figures.refunds, locale)} />
          <Tile label={t('reports:money.corrected')} value={formatMoney(figures.corrected, locale)} />
        </dl>
      )}
      <table className={cx(styles['table'], styles['even'])}>
        <thead>
          <tr>
            <th scope="col">{t('reports:money.way')}</th>
            <th scope="col" className={cx(styles['number'])}>
              {t('reports:money.recorded')}
            </th>
            <th scope="col">{t('reports:till.title')}</th>
            <th scope="col">{t('reports:till.difference')}</th>
          </tr>
        </thead>
        <tbody>
          <MoneyRow store={store} field="cash" recorded={figures.cash} />
          <MoneyRow store={store} field="card" recorded={figures.card} />
        </tbody>
      </table>
      <p className={cx(styles['quiet'])}>{t('reports:money.how')}</p>
    </section>
  );
}

function MoneyRow(props: {
  readonly store: ReportsStore;
  readonly field: TillField;
  readonly recorded: number;
}) {
  const { store, field, recorded } = props;
  const t = useTexts();
  const { locale } = useUi();
  const { till, tillRefused } = useStore(store);
  const read = readTill(till);
  const problem = read.kind === 'wrong' ? read.problems[field] : undefined;
  const shown = problem === 'amount' || tillRefused ? problem : undefined;
  return (
    <tr>
      <th scope="row">{t(`reports:money.${field}`)}</th>
      <td className={cx(styles['number'], styles['sum'])}>{formatMoney(recorded, locale)}</td>
      <td>
        <TextField
          label={t(`reports:till.${field}`)}
          hideLabel
          value={till[field]}
          maxLength={14}
          prefix="€"
          onChange={(value) => store.getState().typeTill({ [field]: value })}
          error={shown === undefined ? undefined : t(`reports:till.problem.${shown}`)}
        />
      </td>
      <td>
        <DifferenceOf typed={till[field]} recorded={recorded} />
      </td>
    </tr>
  );
}

function DifferenceOf({ typed, recorded }: { readonly typed: string; readonly recorded: number }) {
  const t = useTexts();
  const { locale } = useUi();
  const difference = differenceOf(typed, recorded);
  if (difference.kind === 'unknown') return <span className={cx(styles['quiet'])}>–</span>;
  if (difference.kind === 'same') {
    return <StatusPill look={{ tone: 'success', icon: CircleCheck }}>{t('reports:till.same')}</StatusPill>;
  }
  return (
    <StatusPill look={{ tone: 'warning', icon: TriangleAlert }}>
      {t(`reports:till.${difference.kind}`, { amount: formatMoney(difference.cents, locale) })}
    </StatusPill>
  );
}

/** Counts as they are now, whatever the day shown. */
export function OpenNow({ figures }: { readonly figures: DayEnd }) {
  const t = useTexts();
  return (
    <section className={cx(styles['section'])} aria-labelledby="reports-now">
      <h2 id="reports-now">{t('reports:now.title')}</h2>
      <dl className={cx(styles['tiles'])}>
        <Tile label={t('reports:now.open')} value={String(figures.open)} />
        <Tile label={t('reports:now.uncollected')} value={String(figures.uncollectedOver30Days)} />
      </dl>
    </section>
  );
}

function Tile({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div className={cx(styles['tile'])}>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
