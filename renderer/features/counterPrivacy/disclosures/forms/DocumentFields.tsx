import { DisclosureDocument } from '../../../../../shared/privacy/disclosure.ts';
import { useTexts } from '../../../../i18n/index.ts';
import { Labelled, SegmentedControl, TextField } from '../../../../ui/index.ts';
import { cx } from '../../../../ui/cx.ts';
import styles from '../../parts/page.module.css';
import { Choice } from './Choice.tsx';
import type { DocumentForm, Problem } from './proposal.policy.ts';

const { type, basis, verified } = DisclosureDocument.shape;

/** The paper: what it is, its number and date, by which law, and how it was checked. No room for a name. */
export function DocumentFields(props: {
  readonly document: DocumentForm;
  readonly problems: readonly Problem[];
  readonly onChange: (change: Partial<DocumentForm>) => void;
}) {
  const { document: paper, problems, onChange } = props;
  const t = useTexts();
  const problem = (id: 'number' | 'day') =>
    problems.includes(id) ? t(`privacy:disclosures.problem.${id}`) : undefined;
  return (
    <div className={cx(styles['fields'])}>
      <Labelled label={t('privacy:disclosures.document.label')}>
        <SegmentedControl
          label={t('privacy:disclosures.document.label')}
          segments={type.options.map((id) => ({ id, label: t(`privacy:disclosures.document.type.${id}`) }))}
          selected={paper.type}
          onSelect={(next) => onChange({ type: next })}
        />
      </Labelled>
      <TextField
        label={t('privacy:disclosures.document.number')}
        value={paper.number}
        maxLength={30}
        onChange={(number) => onChange({ number })}
        error={problem('number')}
      />
      <TextField
        label={t('privacy:disclosures.document.day')}
        value={paper.day}
        maxLength={12}
        placeholder={t('privacy:intake.dayLike')}
        onChange={(day) => onChange({ day })}
        error={problem('day')}
      />
      <Choice
        label={t('privacy:disclosures.document.basis.label')}
        blank={t('privacy:disclosures.choose')}
        choices={basis.options}
        nameOf={(id) => t(`privacy:disclosures.document.basis.${id}`)}
        selected={paper.basis}
        onSelect={(next) => onChange({ basis: next })}
      />
      <Choice
        label={t('privacy:disclosures.document.verified.label')}
        blank={t('privacy:disclosures.choose')}
        choices={verified.options}
        nameOf={(id) => t(`privacy:disclosures.document.verified.${id}`)}
        selected={paper.verified}
        onSelect={(next) => onChange({ verified: next })}
      />
    </div>
  );
}
