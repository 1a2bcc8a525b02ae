import { parseRequestNumber } from '../../../../shared/privacy/requestTypes.ts';
import { useTexts } from '../../../i18n/index.ts';
import { TextField } from '../../../ui/index.ts';
import type { CaseStore } from '../case/case.store.ts';
import type { CaseDialog } from '../case/caseState.ts';
import { readProof } from '../intake/proof.policy.ts';
import { ProofFields } from '../intake/ProofFields.tsx';
import { CaseForm } from './CaseForm.tsx';

type Props<K extends CaseDialog['kind']> = {
  readonly store: CaseStore;
  readonly form: Extract<CaseDialog, { readonly kind: K }>;
};

/** Which request this one repeats. */
export function DuplicateDialog({ store, form }: Props<'linkDuplicate'>) {
  const t = useTexts();
  const { type } = store.getState();
  return (
    <CaseForm
      store={store}
      title={t('privacy:action.linkDuplicate')}
      label={t('privacy:action.linkDuplicate')}
      isComplete={parseRequestNumber(form.number) !== null}
    >
      <p>{t('privacy:ask.linkDuplicate')}</p>
      <TextField
        label={t('privacy:columns.number')}
        value={form.number}
        maxLength={20}
        autoFocus
        onChange={(number) => type({ number })}
      />
    </CaseForm>
  );
}

/** What the person showed at the counter. */
export function VerifyDialog({ store, form }: Props<'verify'>) {
  const t = useTexts();
  const { type } = store.getState();
  return (
    <CaseForm
      store={store}
      title={t('privacy:action.verifyInPerson')}
      label={t('privacy:ask.verified')}
      isComplete={readProof(form.proof) !== null}
    >
      <ProofFields
        proof={form.proof}
        role="manager"
        onChange={(change) => type({ proof: { ...form.proof, ...change } })}
      />
    </CaseForm>
  );
}
