import type { Placed as PlacedOrder } from '../../../shared/contract/drafts.ts';
import { formatMoney } from '../../../shared/domain/money.ts';
import { formatDateTime } from '../../../shared/domain/time.ts';
import { useTexts } from '../../i18n/index.ts';
import { Button, useUi } from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import styles from './newOrder.module.css';
import type { NewOrderStore } from './newOrder.store.ts';

/** The number, large enough to be read across the counter, and the way on. */
export function Placed(props: {
  readonly store: NewOrderStore;
  readonly placed: PlacedOrder;
  readonly onOpenOrder: () => void;
}) {
  const { store, placed, onOpenOrder } = props;
  const t = useTexts();
  const { locale } = useUi();
  return (
    <div className={cx(styles['done'])} role="status">
      <p>{t('counter:new.placed')}</p>
      <p className={cx(styles['number'])}>{placed.number}</p>
      <p>{formatMoney(placed.total, locale)}</p>
      {placed.claimCode !== null && <p>{t('counter:new.claimCode', { code: placed.claimCode })}</p>}
      <p className={cx(styles['quiet'])}>
        {t('counter:new.due', { time: formatDateTime(placed.dueAt, locale) })}
      </p>
      <div className={cx(styles['actions'])}>
        <Button onPress={store.getState().finish}>{t('counter:new.another')}</Button>
        <Button variant="primary" autoFocus onPress={onOpenOrder}>
          {t('counter:new.openOrder')}
        </Button>
      </div>
    </div>
  );
}
