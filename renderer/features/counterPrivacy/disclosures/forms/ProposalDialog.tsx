import { useStore } from 'zustand';
import {
  ALLOWED_FIELDS,
  DISCLOSURE_CHANNELS,
  DISCLOSURE_GROUNDS,
  type DisclosedField,
  PROPORTIONALITY,
} from '../../../../../shared/privacy/disclosure.ts';
import { useTexts } from '../../../../i18n/index.ts';
import { Checkbox, Labelled, TextField, ToggleChip, useUi } from '../../../../ui/index.ts';
import { cx } from '../../../../ui/cx.ts';
import styles from '../../parts/page.module.css';
import { recipientName } from '../columns.tsx';
import type { DisclosuresStore } from '../disclosures.store.ts';
import type { DisclosureForm } from '../disclosureState.ts';
import { Choice } from './Choice.tsx';
import { DocumentFields } from './DocumentFields.tsx';
import { FormDialog } from './FormDialog.tsx';
import { OrderPicker } from './OrderPicker.tsx';
import { type ProposalForm, recipientsFor } from './proposal.policy.ts';

type Props = {
  readonly store: DisclosuresStore;
  readonly form: Extract<DisclosureForm, { kind: 'proposal' }>;
};

/** A disclosure with its ground: to whom, of which orders, which fields and no others (policy P22 to P25). */
export function ProposalDialog({ store, form }: Props) {
  const t = useTexts();
  const { typeProposal } = store.getState();
  const { problems } = useStore(store);
  const { proposal } = form;
  return (
    <FormDialog
      store={store}
      title={t('privacy:disclosures.proposal.title')}
      label={t(
        proposal.ground === 'crime_or_rights'
          ? 'privacy:disclosures.proposal.toSecond'
          : 'privacy:disclosures.proposal.save',
      )}
    >
      <GroundAndRecipient store={store} proposal={proposal} />
      {proposal.ground === 'authority' && proposal.arrivalId === null && (
        <DocumentFields
          document={proposal.document}
          problems={problems}
          onChange={(change) => typeProposal({ document: { ...proposal.document, ...change } })}
        />
      )}
      {proposal.ground === 'crime_or_rights' && (
        <Choice
          label={t('privacy:disclosures.proportionality.label')}
          blank={t('privacy:disclosures.choose')}
          choices={PROPORTIONALITY}
          nameOf={(id) => t(`privacy:disclosures.proportionality.${id}`)}
          selected={proposal.proportionality}
          onSelect={(proportionality) => typeProposal({ proportionality })}
        />
      )}
      <OrderPicker store={store} form={form} />
      <Fields store={store} proposal={proposal} />
      <HowItGoes store={store} proposal={proposal} />
    </FormDialog>
  );
}

type PartProps = { readonly store: DisclosuresStore; readonly proposal: ProposalForm };

function GroundAndRecipient({ store, proposal }: PartProps) {
  const t = useTexts();
  const { locale } = useUi();
  const recipients = useStore(store, (state) => state.recipients);
  const { chooseGround, typeProposal } = store.getState();
  const isAnswer = proposal.arrivalId !== null;
  return (
    <div className={cx(styles['fields'])}>
      <Choice
        label={t('privacy:disclosures.columns.ground')}
        blank={t('privacy:disclosures.choose')}
        choices={DISCLOSURE_GROUNDS}
        nameOf={(id) => t(`privacy:disclosures.ground.${id}`)}
        selected={proposal.ground}
        onSelect={chooseGround}
        isDisabled={isAnswer}
      />
      <Choice
        label={t('privacy:disclosures.columns.recipient')}
        blank={t('privacy:disclosures.choose')}
        choices={recipientsFor(recipients, proposal.ground).map(({ recipientId }) => recipientId)}
        nameOf={(id) => recipientName(recipients, id, locale)}
        selected={proposal.recipientId}
        onSelect={(recipientId) => typeProposal({ recipientId })}
        isDisabled={isAnswer}
      />
    </div>
  );
}

/** Only what the ground allows can be ticked; nothing is ticked beforehand. */
function Fields({ store, proposal }: PartProps) {
  const t = useTexts();
  const { fields, ground } = proposal;
  const { typeProposal } = store.getState();
  const toggle = (field: DisclosedField, on: boolean) =>
    typeProposal({ fields: on ? [...fields, field] : fields.filter((one) => one !== field) });
  return (
    <Labelled label={t('privacy:disclosures.detail.fields')}>
      <div className={cx(styles['row'])} role="group" aria-label={t('privacy:disclosures.detail.fields')}>
        {ALLOWED_FIELDS[ground].map((field) => (
          <ToggleChip key={field} isSelected={fields.includes(field)} onChange={(on) => toggle(field, on)}>
            {t(`privacy:disclosures.field.${field}`)}
          </ToggleChip>
        ))}
      </div>
    </Labelled>
  );
}

function HowItGoes({ store, proposal }: PartProps) {
  const t = useTexts();
  const problems = useStore(store, (state) => state.problems);
  const { typeProposal } = store.getState();
  const { channel, given, mayBeTold, tellNotBefore } = proposal;
  return (
    <>
      <div className={cx(styles['fields'])}>
        <Choice
          label={t('privacy:disclosures.channel.label')}
          blank={t('privacy:disclosures.choose')}
          choices={DISCLOSURE_CHANNELS}
          nameOf={(id) => t(`privacy:disclosures.channel.${id}`)}
          selected={channel}
          onSelect={(next) => typeProposal({ channel: next })}
        />
        <Choice
          label={t('privacy:disclosures.given.label')}
          blank={t('privacy:disclosures.choose')}
          choices={['all', 'part'] as const}
          nameOf={(id) => t(`privacy:disclosures.given.${id}`)}
          selected={given}
          onSelect={(next) => typeProposal({ given: next })}
        />
      </div>
      <Checkbox isSelected={mayBeTold} onChange={(on) => typeProposal({ mayBeTold: on })}>
        {t('privacy:disclosures.detail.mayTell')}
      </Checkbox>
      {!mayBeTold && (
        <TextField
          label={t('privacy:disclosures.tellNotBefore')}
          value={tellNotBefore}
          maxLength={12}
          placeholder={t('privacy:intake.dayLike')}
          onChange={(day) => typeProposal({ tellNotBefore: day })}
          error={
            problems.includes('tellNotBefore') ? t('privacy:disclosures.problem.tellNotBefore') : undefined
          }
        />
      )}
    </>
  );
}
