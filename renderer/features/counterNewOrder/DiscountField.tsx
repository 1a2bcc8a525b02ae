import { useState } from 'react';
import type { Draft } from '../../../shared/contract/drafts.ts';
import type { Catalogue } from '../../../shared/domain/catalogue.ts';
import { formatMoney, parseMoney } from '../../../shared/domain/money.ts';
import { can } from '../../../shared/domain/permissions.ts';
import { useTexts } from '../../i18n/index.ts';
import { Button, Dialog, RadioCards, TextField, useUi } from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import styles from './newOrder.module.css';
import type { NewOrderStore } from './newOrder.store.ts';

/** A discount has a reason of the price list; above its limit it takes a manager. */
export function DiscountField(props: {
  readonly store: NewOrderStore;
  readonly draft: Draft;
  readonly catalogue: Catalogue | null;
  readonly role: 'staff' | 'manager';
}) {
  const { store, draft, catalogue, role } = props;
  const t = useTexts();
  const { locale } = useUi();
  const { setDiscount } = store.getState();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState<string | null>(draft.discount?.reason ?? null);
  const [amount, setAmount] = useState('');
  const cents = parseMoney(amount);
  const limit = catalogue?.discount.managerAbove ?? 0;
  const tooMuch = cents !== null && cents > limit && !can(role, 'discount.giveAboveLimit');
  const close = () => setOpen(false);
  return (
    <div className={cx(styles['actions'])}>
      <Button onPress={() => setOpen(true)}>{t('counter:new.discount')}</Button>
      {draft.discount !== null && (
        <Button variant="quiet" onPress={() => void setDiscount(null)}>
          {t('counter:new.noDiscount')}
        </Button>
      )}
      <Dialog
        isOpen={open}
        title={t('counter:new.discount')}
        onClose={close}
        actions={
          <>
            <Button onPress={close}>{t('common:actions.cancel')}</Button>
            <Button
              variant="primary"
              isDisabled={reason === null || cents === null || cents === 0 || tooMuch}
              onPress={() => {
                if (reason !== null && cents !== null) void setDiscount({ reason, cents });
                close();
              }}
            >
              {t('common:actions.save')}
            </Button>
          </>
        }
      >
        <RadioCards
          label={t('counter:reason.label')}
          cards={(catalogue?.discount.reasons ?? []).map(({ code, name }) => ({
            id: code,
            title: name[locale],
          }))}
          selected={reason}
          onSelect={setReason}
        />
        <TextField
          label={t('counter:payments.amount')}
          value={amount}
          maxLength={12}
          onChange={setAmount}
          error={tooMuch ? t('counter:new.discountLimit', { amount: formatMoney(limit, locale) }) : undefined}
        />
      </Dialog>
    </div>
  );
}
