import type { OrderDetail } from '../../../shared/contract/orders.ts';
import type { Catalogue } from '../../../shared/domain/catalogue.ts';
import { formatMoney, formatPercent } from '../../../shared/domain/money.ts';
import { useTexts } from '../../i18n/index.ts';
import { useUi } from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import styles from './detail.module.css';
import { lineName } from '../../i18n/productNames.ts';

/** The frozen price: its lines, the sum, and what is still to pay. */
export function Lines({
  order,
  catalogue,
}: {
  readonly order: OrderDetail;
  readonly catalogue: Catalogue | null;
}) {
  const t = useTexts();
  const { locale } = useUi();
  const { lines, total, vat } = order.price;
  const due = total - order.paid;
  const rows = [
    ...lines.map((line) => ({ name: lineName(t, catalogue, locale, line), cents: line.sum, style: null })),
    { name: t('counter:lines.total'), cents: total, style: 'sum' },
    ...vat.map((rate) => ({
      name: t('counter:lines.vat', { rate: formatPercent(rate.rate, locale) }),
      cents: rate.vat,
      style: 'quiet',
    })),
    ...(due === 0
      ? []
      : [
          {
            name: due > 0 ? t('counter:lines.due') : t('counter:lines.giveBack'),
            cents: Math.abs(due),
            style: 'due',
          },
        ]),
  ];
  return (
    <section aria-label={t('counter:lines.title')}>
      <ul className={cx(styles['lines'])}>
        {rows.map(({ name, cents, style }) => (
          <li key={name} className={cx(styles['line'], style !== null && styles[style])}>
            <span>{name}</span>
            <span className={cx(styles['amount'])}>{formatMoney(cents, locale)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
