import { useStore } from 'zustand';
import { useTexts } from '../../../../i18n/index.ts';
import { AlertDialog } from '../../../../ui/index.ts';
import { FailureBanner } from '../../parts/FailureBanner.tsx';
import type { NoticesStore } from '../notices.store.ts';

/** The evidence of a person is not taken back, so it is asked once more. */
export function ToldDialog({ store }: { readonly store: NoticesStore }) {
  const t = useTexts();
  const { noting, pending, refusal } = useStore(store);
  const { askNote, noteTold } = store.getState();
  if (noting === null) return null;
  const { number, state } = noting;
  return (
    <AlertDialog
      isOpen
      title={number}
      confirmLabel={t('privacy:notices.note.do')}
      cancelLabel={t('common:actions.back')}
      isPending={pending}
      onConfirm={() => void noteTold()}
      onCancel={() => askNote(null)}
    >
      <FailureBanner failure={refusal} />
      <p>{t('privacy:notices.note.what', { state: t(`privacy:notices.told.${state}`) })}</p>
    </AlertDialog>
  );
}
