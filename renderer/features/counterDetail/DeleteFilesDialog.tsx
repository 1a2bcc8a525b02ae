import { useStore } from 'zustand';
import type { OrderDetail } from '../../../shared/contract/orders.ts';
import { formatDay, type ShopDay } from '../../../shared/domain/time.ts';
import { useTexts } from '../../i18n/index.ts';
import { AlertDialog, useUi } from '../../ui/index.ts';
import type { DetailStore } from './detail.store.ts';
import { FormFailure } from './FormParts.tsx';

/** "Delete now" after the hand-over: says what goes, what stays, and that nothing brings it back. */
export function DeleteFilesDialog({
  store,
  order,
}: {
  readonly store: DetailStore;
  readonly order: OrderDetail;
}) {
  const t = useTexts();
  const { locale } = useUi();
  const pending = useStore(store, (state) => state.pending);
  const { closeDialog, save } = store.getState();
  return (
    <AlertDialog
      isOpen
      title={t('counter:deleteFiles.title', { number: order.number })}
      confirmLabel={t('counter:deleteFiles.do')}
      cancelLabel={t('common:actions.back')}
      isDestructive
      isPending={pending}
      onConfirm={() => void save()}
      onCancel={closeDialog}
    >
      <FormFailure store={store} />
      <p>{t('counter:deleteFiles.goes', { count: order.photos.length })}</p>
      <p>{t('counter:deleteFiles.otherwise', { date: formatDay(order.keepUntil as ShopDay, locale) })}</p>
      <p>{t('counter:deleteFiles.stays')}</p>
    </AlertDialog>
  );
}
