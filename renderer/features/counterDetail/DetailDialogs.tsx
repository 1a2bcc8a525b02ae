import { useStore } from 'zustand';
import type { OrderDetail } from '../../../shared/contract/orders.ts';
import type { Catalogue } from '../../../shared/domain/catalogue.ts';
import { formatMoney } from '../../../shared/domain/money.ts';
import { useTexts } from '../../i18n/index.ts';
import { AlertDialog, Banner, Dialog, TextArea, TextField, ToggleChip, useUi } from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import styles from './detail.module.css';
import type { DetailStore } from './detail.store.ts';
import { ContactDialog } from './ContactDialog.tsx';
import type { DetailDialog, ReasonFor } from './dialogs.ts';
import { EditDialog } from './EditDialog.tsx';
import { FormActions, FormFailure } from './FormParts.tsx';
import { DeleteFilesDialog } from './DeleteFilesDialog.tsx';
import { PaymentDialog } from './PaymentDialog.tsx';

type Props = { readonly store: DetailStore; readonly order: OrderDetail };

/** The form that is open on this order, if any. */
export function DetailDialogs({ store, order, catalogue }: Props & { readonly catalogue: Catalogue | null }) {
  const dialog = useStore(store, (state) => state.dialog);
  if (dialog === null) return null;
  switch (dialog.kind) {
    case 'reason':
      return <ReasonDialog store={store} order={order} dialog={dialog} />;
    case 'confirm':
      return <ConfirmDialog store={store} order={order} dialog={dialog} />;
    case 'deleteFiles':
      return <DeleteFilesDialog store={store} order={order} />;
    case 'payment':
      return <PaymentDialog store={store} order={order} dialog={dialog} />;
    case 'note':
      return <NoteDialog store={store} order={order} dialog={dialog} />;
    case 'contact':
      return <ContactDialog store={store} order={order} dialog={dialog} />;
    case 'edit':
      return <EditDialog store={store} order={order} dialog={dialog} catalogue={catalogue} />;
  }
}

const SUGGESTED = {
  on_hold: ['customer', 'files', 'payment', 'material'],
  cancelled: ['customer', 'duplicate', 'cannot'],
  reprint: ['colour', 'damaged', 'wrongSize', 'lost'],
  correct: ['amount', 'method', 'order'],
} as const;

type SuggestedFor = keyof typeof SUGGESTED;

const suggestedFor = (purpose: ReasonFor): SuggestedFor | null => {
  if (purpose.kind !== 'status') return purpose.kind;
  return purpose.to === 'on_hold' || purpose.to === 'cancelled' ? purpose.to : null;
};

function ReasonDialog(props: Props & { readonly dialog: Extract<DetailDialog, { kind: 'reason' }> }) {
  const { store, order, dialog } = props;
  const t = useTexts();
  const { locale } = useUi();
  const { type, closeDialog } = store.getState();
  const kind = suggestedFor(dialog.for);
  const sentences =
    kind === null
      ? []
      : SUGGESTED[kind].map((id) => t(`counter:reason.${kind}.${id}` as 'counter:reason.label'));
  const title = kind === null ? t('counter:reason.title') : t(`counter:reason.ask.${kind}`);
  return (
    <Dialog
      isOpen
      title={title}
      onClose={closeDialog}
      actions={
        <FormActions store={store} label={t('counter:reason.do')} isDisabled={dialog.reason.trim() === ''} />
      }
    >
      <div className={cx(styles['form'])}>
        <FormFailure store={store} />
        {kind === 'cancelled' && order.paid > 0 && (
          <Banner tone="warning">
            {t('counter:reason.refund', { amount: formatMoney(order.paid, locale) })}
          </Banner>
        )}
        <div className={cx(styles['row'])}>
          {sentences.map((sentence) => (
            <ToggleChip
              key={sentence}
              isSelected={dialog.reason === sentence}
              onChange={(on) => type({ reason: on ? sentence : '' })}
            >
              {sentence}
            </ToggleChip>
          ))}
        </div>
        <TextField
          label={t('counter:reason.label')}
          value={dialog.reason}
          maxLength={120}
          autoFocus
          onChange={(reason) => type({ reason })}
        />
      </div>
    </Dialog>
  );
}

function ConfirmDialog(props: Props & { readonly dialog: Extract<DetailDialog, { kind: 'confirm' }> }) {
  const { store, order, dialog } = props;
  const t = useTexts();
  const pending = useStore(store, (state) => state.pending);
  const { closeDialog, save } = store.getState();
  return (
    <AlertDialog
      isOpen
      title={order.number}
      confirmLabel={t(`counter:step.${dialog.to}`)}
      cancelLabel={t('common:actions.back')}
      isDestructive={dialog.to === 'cancelled'}
      isPending={pending}
      onConfirm={() => void save()}
      onCancel={closeDialog}
    >
      <FormFailure store={store} />
      <p>{dialog.to === 'cancelled' ? t('counter:confirm.cancelled') : t('counter:confirm.notified')}</p>
    </AlertDialog>
  );
}

function NoteDialog(props: Props & { readonly dialog: Extract<DetailDialog, { kind: 'note' }> }) {
  const { store, order, dialog } = props;
  const t = useTexts();
  const conflict = useStore(store, (state) => state.conflict);
  const { type, closeDialog } = store.getState();
  return (
    <Dialog
      isOpen
      title={t('counter:note.title', { number: order.number })}
      onClose={closeDialog}
      actions={<FormActions store={store} label={t('common:actions.save')} isDisabled={false} />}
    >
      <div className={cx(styles['form'])}>
        <FormFailure store={store} />
        {conflict && (
          <p className={cx(styles['note'])}>
            {t('counter:note.theirs', { note: order.note ?? '–', place: order.place ?? '–' })}
          </p>
        )}
        <TextArea
          label={t('counter:note.label')}
          value={dialog.note}
          maxLength={500}
          autoFocus
          onChange={(note) => type({ note })}
        />
        <p className={cx(styles['quiet'])}>{t('counter:note.onlyWork')}</p>
        <TextField
          label={t('counter:note.place')}
          value={dialog.place}
          maxLength={20}
          onChange={(place) => type({ place })}
        />
      </div>
    </Dialog>
  );
}
