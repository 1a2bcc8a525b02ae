import { useStore } from 'zustand';
import { useTexts } from '../../../i18n/index.ts';
import { Button, Dialog, useUi } from '../../../ui/index.ts';
import { formatBytes } from '../parts/amounts.ts';
import type { SyncStatusStore } from '../status/syncStatus.store.ts';
import type { ClosingStore } from './closing.store.ts';

/** How much has not gone out, that it is safe, and when it goes. Enter and Escape stay. */
export function ClosingDialog(props: { readonly store: ClosingStore; readonly status: SyncStatusStore }) {
  const t = useTexts();
  const { locale } = useUi();
  const asked = useStore(props.store, (state) => state.asked);
  const status = useStore(props.status, (state) => state.status);
  const { stay, closeAnyway } = props.store.getState();
  if (!asked || status === null) return null;
  const { ops, files, bytes } = status.waiting;
  return (
    <Dialog
      isOpen
      role="alertdialog"
      title={t('sync:closing.title')}
      onClose={stay}
      actions={
        <>
          <Button onPress={closeAnyway}>{t('sync:closing.close')}</Button>
          <Button variant="primary" autoFocus onPress={stay}>
            {t('sync:closing.stay')}
          </Button>
        </>
      }
    >
      <p>
        {files === 0
          ? t('sync:closing.changes', { changes: ops })
          : t('sync:closing.amount', { changes: ops, files, bytes: formatBytes(bytes, locale) })}
      </p>
      <p>{t('sync:closing.safe')}</p>
    </Dialog>
  );
}
