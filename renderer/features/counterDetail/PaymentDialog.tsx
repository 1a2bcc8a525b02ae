import type { OrderDetail } from '../../../shared/contract/orders.ts';
import { formatMoney } from '../../../shared/domain/money.ts';
import { useTexts } from '../../i18n/index.ts';
import { Dialog, RadioCards, SegmentedControl, TextField, useUi } from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import styles from './detail.module.css';
import type { DetailStore } from './detail.store.ts';
import { FormActions, FormFailure } from './FormParts.tsx';
import { type PaymentDialog as Form, readPayment } from './dialogs.ts';

/** Records what the fiscal till took or gave back. It cannot be undone, so the button repeats the amount. */
export function PaymentDialog(props: {
  readonly store: DetailStore;
  readonly order: OrderDetail;
  readonly dialog: Form;
}) {
  const { store, order, dialog } = props;
  const t = useTexts();
  const { locale } = useUi();
  const { type, closeDialog } = store.getState();
  const entry = readPayment(dialog, order);
  const wrong = entry === 'amount' || entry === 'tooMuch' ? entry : null;
  return (
    <Dialog
      isOpen
      title={t('counter:payments.record', { number: order.number })}
      onClose={closeDialog}
      actions={
        <FormActions
          store={store}
          label={
            typeof entry === 'string'
              ? t('counter:payments.save')
              : t('counter:payments.saveAmount', { amount: formatMoney(entry.amount, locale) })
          }
          isDisabled={typeof entry === 'string'}
        />
      }
    >
      <div className={cx(styles['form'])}>
        <FormFailure store={store} />
        <div className={cx(styles['row'])}>
          <SegmentedControl
            label={t('counter:payments.title')}
            segments={(['payment', 'refund'] as const).map((id) => ({
              id,
              label: t(`counter:payments.kind.${id}`),
            }))}
            selected={dialog.entry}
            onSelect={(next) => type({ entry: next })}
          />
        </div>
        <TextField
          label={t('counter:payments.amount')}
          value={dialog.amount}
          maxLength={12}
          autoFocus
          onChange={(amount) => type({ amount })}
          error={wrong === null || dialog.amount === '' ? undefined : t(`counter:payments.wrong.${wrong}`)}
        />
        <RadioCards
          label={t('counter:payments.how')}
          cards={(['cash', 'card'] as const).map((id) => ({ id, title: t(`counter:payments.method.${id}`) }))}
          selected={dialog.method}
          onSelect={(method) => type({ method })}
        />
        <TextField
          label={t('counter:payments.tillReceipt')}
          value={dialog.tillReceipt}
          maxLength={40}
          onChange={(tillReceipt) => type({ tillReceipt })}
        />
        <p className={cx(styles['quiet'])}>{t('counter:payments.notFiscal')}</p>
      </div>
    </Dialog>
  );
}
