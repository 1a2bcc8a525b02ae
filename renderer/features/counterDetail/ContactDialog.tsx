import type { OrderDetail } from '../../../shared/contract/orders.ts';
import { emailHint } from '../../../shared/domain/emailHint.ts';
import { useTexts } from '../../i18n/index.ts';
import { Button, Dialog, TextField } from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import styles from './detail.module.css';
import type { DetailStore } from './detail.store.ts';
import type { ContactDialog as Typed } from './dialogs.ts';
import { FormActions, FormFailure } from './FormParts.tsx';

const FIELDS = ['email', 'phone', 'name', 'address'] as const;

/** What was typed wrong is put right with the customer there: only the fields that the order has (policy P8). */
export function ContactDialog(props: {
  readonly store: DetailStore;
  readonly order: OrderDetail;
  readonly dialog: Typed;
}) {
  const { store, order, dialog } = props;
  const t = useTexts();
  const { type, closeDialog } = store.getState();
  const meant = dialog.email === null ? null : emailHint(dialog.email.trim());
  return (
    <Dialog
      isOpen
      title={t('counter:contact.title', { number: order.number })}
      onClose={closeDialog}
      actions={<FormActions store={store} label={t('common:actions.save')} isDisabled={false} />}
    >
      <div className={cx(styles['form'])}>
        <FormFailure store={store} />
        <p>{t('counter:contact.readBack')}</p>
        {FIELDS.map((field) => {
          const value = dialog[field];
          if (value === null) return null;
          return (
            <TextField
              key={field}
              label={t(`privacy:field.${field}`)}
              kind={field === 'address' ? 'text' : field}
              value={value}
              maxLength={field === 'email' ? 254 : 300}
              onChange={(typed) => type({ [field]: typed })}
              {...(field === 'email' && meant !== null
                ? {
                    hint: (
                      <span className={cx(styles['row'])}>
                        {t('counter:new.meant', { email: meant })}
                        <Button onPress={() => type({ email: meant })}>{t('counter:new.meantYes')}</Button>
                      </span>
                    ),
                  }
                : {})}
            />
          );
        })}
      </div>
    </Dialog>
  );
}
