import { useStore } from 'zustand';
import { useTexts } from '../../../../i18n/index.ts';
import { useUi } from '../../../../ui/index.ts';
import { recipientName } from '../columns.tsx';
import type { DisclosuresStore } from '../disclosures.store.ts';
import { Choice } from './Choice.tsx';
import { DocumentFields } from './DocumentFields.tsx';
import { FormDialog } from './FormDialog.tsx';
import { type ArrivalForm, recipientsFor } from './proposal.policy.ts';

/** A paper of an authority came in: it is written down, and discloses nothing yet (policy P24). */
export function ArrivalDialog({
  store,
  arrival,
}: {
  readonly store: DisclosuresStore;
  readonly arrival: ArrivalForm;
}) {
  const t = useTexts();
  const { locale } = useUi();
  const { recipients, problems } = useStore(store);
  const { typeArrival } = store.getState();
  return (
    <FormDialog
      store={store}
      title={t('privacy:disclosures.arrival.title')}
      label={t('privacy:disclosures.arrival.save')}
    >
      <p>{t('privacy:disclosures.arrival.lead')}</p>
      <Choice
        label={t('privacy:disclosures.arrival.from')}
        blank={t('privacy:disclosures.choose')}
        choices={recipientsFor(recipients, 'authority').map(({ recipientId }) => recipientId)}
        nameOf={(id) => recipientName(recipients, id, locale)}
        selected={arrival.recipientId}
        onSelect={(recipientId) => typeArrival({ recipientId })}
      />
      <DocumentFields
        document={arrival.document}
        problems={problems}
        onChange={(change) => typeArrival({ document: { ...arrival.document, ...change } })}
      />
    </FormDialog>
  );
}
