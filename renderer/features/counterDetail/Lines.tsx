import type { OrderDetail } from '../../../shared/contract/orders.ts';
import type { Catalogue } from '../../../shared/domain/catalogue.ts';
import { formatMoney, formatPercent } from '../../../shared/domain/money.ts';
import { useTexts } from '../../i18n/index.ts';
import { useUi } from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import styles from './detail.module.css';
import { lineName } from './names.ts';

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
  return (
    <section className={cx(styles['lines'])} aria-label={t('counter:lines.title')}>
      {lines.map((line) => (
        <div key={lineName(t, catalogue, locale, line)} className={cx(styles['line'])}>
          <span>{lineName(t, catalogue, locale, line)}</span>
          <span className={cx(styles['amount'])}>{formatMoney(line.sum, locale)}</span>
        </div>
      ))}
      <div className={cx(styles['line'], styles['sum'])}>
        <span>{t('counter:lines.total')}</span>
        <span className={cx(styles['amount'])}>{formatMoney(total, locale)}</span>
      </div>
      {vat.map((rate) => (
        <div key={rate.rate} className={cx(styles['line'], styles['quiet'])}>
          <span>{t('counter:lines.vat', { rate: formatPercent(rate.rate, locale) })}</span>
          <span className={cx(styles['amount'])}>{formatMoney(rate.vat, locale)}</span>
        </div>
      ))}
      {due !== 0 && (
        <div className={cx(styles['line'], styles['due'])}>
          <span>{due > 0 ? t('counter:lines.due') : t('counter:lines.giveBack')}</span>
          <span className={cx(styles['amount'])}>{formatMoney(Math.abs(due), locale)}</span>
        </div>
      )}
    </section>
  );
}
