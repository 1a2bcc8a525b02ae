import type { Customer } from '../../../../shared/contract/customers.ts';
import type { OrderId } from '../../../../shared/domain/ids.ts';
import { formatMoney } from '../../../../shared/domain/money.ts';
import { formatDate } from '../../../../shared/domain/time.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Button, orderStatusLooks, StatusPill, useUi } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import styles from '../customers.module.css';

/** The orders of the person that the caller may see; each opens on its own screen. */
export function CustomerOrders(props: {
  readonly customer: Customer;
  readonly onOpenOrder: (orderId: OrderId) => void;
}) {
  const { customer, onOpenOrder } = props;
  const t = useTexts();
  const { locale } = useUi();
  return (
    <section className={cx(styles['section'])} aria-labelledby="customer-orders">
      <h3 id="customer-orders" className={cx(styles['heading'])}>
        {t('counter:nav.orders')}
      </h3>
      {customer.orders.length === 0 && (
        <p className={cx(styles['quiet'])}>{t('counter:customers.noOrders')}</p>
      )}
      <ul className={cx(styles['orders'])}>
        {customer.orders.map(({ orderId, number, status, placedAt, total }) => (
          <li key={orderId} className={cx(styles['order'])}>
            <Button
              aria-label={t('counter:customers.openOrder', { number })}
              onPress={() => onOpenOrder(orderId)}
            >
              {number}
            </Button>
            <StatusPill look={orderStatusLooks[status]}>{t(`common:orderStatus.${status}`)}</StatusPill>
            <span className={cx(styles['quiet'])}>{formatDate(placedAt, locale)}</span>
            <span className={cx(styles['amount'])}>{formatMoney(total, locale)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
