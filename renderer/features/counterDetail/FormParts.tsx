import { useStore } from 'zustand';
import { useTexts } from '../../i18n/index.ts';
import { Banner, Button } from '../../ui/index.ts';
import type { DetailStore } from './detail.store.ts';

/** What keeps the form from being saved; after someone else's change it says that what was typed is still here. */
export function FormFailure({ store }: { readonly store: DetailStore }) {
  const t = useTexts();
  const failure = useStore(store, (state) => state.failure);
  const conflict = useStore(store, (state) => state.conflict);
  if (failure === null) return null;
  return (
    <Banner tone={conflict ? 'warning' : 'danger'}>
      {conflict ? t('counter:detail.conflictForm') : t(`errors:${failure.code}`)}
    </Banner>
  );
}

/** Cancel and save of every form; Ctrl Enter saves too. */
export function FormActions(props: {
  readonly store: DetailStore;
  readonly label: string;
  readonly isDisabled: boolean;
}) {
  const { store, label, isDisabled } = props;
  const t = useTexts();
  const pending = useStore(store, (state) => state.pending);
  const { closeDialog, save } = store.getState();
  return (
    <>
      <Button onPress={closeDialog}>{t('common:actions.cancel')}</Button>
      <Button
        variant="primary"
        keyHint="Ctrl Enter"
        isDisabled={isDisabled}
        isPending={pending}
        pendingLabel={t('common:pending')}
        onPress={() => void save()}
      >
        {label}
      </Button>
    </>
  );
}
