import { useTexts } from '../../../i18n/index.ts';
import { RadioCards, TextField } from '../../../ui/index.ts';
import { PROOF_KINDS, type ProofForm, proofFields } from './proof.policy.ts';

/** What the person shows; a ticket may be scanned wherever the focus is. Never a copy of an identity document. */
export function ProofFields(props: {
  readonly proof: ProofForm;
  readonly role: 'staff' | 'manager';
  readonly onChange: (change: Partial<ProofForm>) => void;
  readonly error?: string | undefined;
}) {
  const { proof, role, onChange, error } = props;
  const t = useTexts();
  const kinds = PROOF_KINDS.filter((kind) => kind !== 'managersWord' || role === 'manager');
  const asked = proofFields(proof.kind);
  return (
    <>
      <RadioCards
        label={t('privacy:proof.label')}
        cards={kinds.map((id) => ({ id, title: t(`privacy:proof.${id}`) }))}
        selected={proof.kind}
        onSelect={(kind) => onChange({ kind, code: '' })}
        isDense
      />
      {asked.number && (
        <TextField
          label={t('privacy:proof.order')}
          value={proof.number}
          maxLength={20}
          onChange={(number) => onChange({ number })}
        />
      )}
      {asked.code && (
        <TextField
          label={t(
            `privacy:proof.field.${proof.kind === 'ticket' ? 'ticket' : proof.kind === 'phoneTail' ? 'tail' : 'claim'}`,
          )}
          value={proof.code}
          maxLength={proof.kind === 'ticket' ? 200 : 12}
          onChange={(code) => onChange({ code })}
          error={error}
        />
      )}
    </>
  );
}
