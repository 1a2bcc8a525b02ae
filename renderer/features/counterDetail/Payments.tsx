import type { OrderDetail } from '../../../shared/contract/orders.ts';
import { formatMoney } from '../../../shared/domain/money.ts';
import { formatDateTime } from '../../../shared/domain/time.ts';
import { useTexts } from '../../i18n/index.ts';
import { Button, useUi } from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import styles from './detail.module.css';
import type { DetailStore } from './detail.store.ts';

/** Every entry as it was made; a wrong one gets its counter-entry and stays. */
export function Payments({ store, order }: { readonly store: DetailStore; readonly order: OrderDetail }) {
  const t = useTexts();
  const { locale } = useUi();
  const { askReason, openPayment } = store.getState();
  if (order.payments.length === 0) return null;
  return (
    <section className={cx(styles['section'])} aria-label={t('counter:payments.title')}>
      <div className={cx(styles['line'])}>
        <h3 className={cx(styles['heading'])}>{t('counter:payments.title')}</h3>
        {order.paid > 0 && order.total === order.paid && (
          <Button variant="quiet" onPress={openPayment}>
            {t('counter:payments.refund')}
          </Button>
        )}
      </div>
      <ul className={cx(styles['lines'])}>
        {order.payments.map((entry) => (
          <li key={entry.paymentId} className={cx(styles['line'])}>
            <span className={cx(entry.corrected && styles['struck'])}>
              {t(`counter:payments.kind.${entry.kind}`)} · {t(`counter:payments.method.${entry.method}`)}
              {entry.tillReceipt === null
                ? ''
                : ` · ${t('counter:payments.till', { number: entry.tillReceipt })}`}
            </span>
            <span className={cx(styles['amount'], entry.corrected && styles['struck'])}>
              {formatMoney(entry.amount, locale)}
            </span>
            <span className={cx(styles['quiet'])}>
              {formatDateTime(entry.at, locale)} · {entry.by ?? t('counter:history.elsewhere')}
            </span>
            {entry.kind !== 'correction' && !entry.corrected && (
              <Button
                variant="quiet"
                onPress={() => askReason({ kind: 'correct', paymentId: entry.paymentId })}
              >
                {t('counter:payments.correct')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
