import { useStore } from 'zustand';
import { useTexts } from '../../../i18n/index.ts';
import { AlertDialog } from '../../../ui/index.ts';
import { FailureBanner } from '../parts/FailureBanner.tsx';
import type { DisclosuresStore } from './disclosures.store.ts';

/** A decision that is for good is asked once more. */
export function DecisionDialog({ store }: { readonly store: DisclosuresStore }) {
  const t = useTexts();
  const { asking, pending, refusal } = useStore(store);
  const { askDecision, decide } = store.getState();
  if (asking === null) return null;
  return (
    <AlertDialog
      isOpen
      title={t(`privacy:disclosures.decide.${asking}Title`)}
      confirmLabel={t(`privacy:disclosures.decide.${asking}`)}
      cancelLabel={t('common:actions.back')}
      isPending={pending}
      onConfirm={() => void decide()}
      onCancel={() => askDecision(null)}
    >
      <FailureBanner failure={refusal} />
      <p>{t(`privacy:disclosures.decide.${asking}What`)}</p>
    </AlertDialog>
  );
}
