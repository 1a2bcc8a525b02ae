import { useStore } from 'zustand';
import { VIEW_REASONS } from '../../../../shared/privacy/auditActions.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Button, Dialog, RadioCards } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import styles from '../customers.module.css';
import type { CustomersStore } from '../search/customers.store.ts';

/** A manager says why they look at somebody without an open order, or under a restriction. */
export function ReasonDialog({
  store,
  onOpen,
}: {
  readonly store: CustomersStore;
  readonly onOpen: () => void;
}) {
  const t = useTexts();
  const asking = useStore(store, (state) => state.asking);
  const pending = useStore(store, (state) => state.pending);
  const { chooseReason, cancelReason } = store.getState();
  if (asking === null) return null;
  return (
    <Dialog
      isOpen
      title={t('counter:customers.reason.title')}
      onClose={cancelReason}
      actions={
        <>
          <Button onPress={cancelReason}>{t('common:actions.cancel')}</Button>
          <Button
            variant="primary"
            keyHint="Ctrl Enter"
            isDisabled={asking.reason === null}
            isPending={pending}
            pendingLabel={t('common:pending')}
            onPress={onOpen}
          >
            {t('counter:customers.open')}
          </Button>
        </>
      }
    >
      <div className={cx(styles['form'])}>
        <p>{t('counter:customers.reason.why')}</p>
        <RadioCards
          label={t('counter:reason.label')}
          cards={VIEW_REASONS.map((id) => ({ id, title: t(`privacy:audit.reason.${id}`) }))}
          selected={asking.reason}
          onSelect={chooseReason}
          isDense
        />
      </div>
    </Dialog>
  );
}
