import { useStore } from 'zustand';
import { CORRECTABLE } from '../../../../shared/privacy/requestTypes.ts';
import { type Texts, useTexts } from '../../../i18n/index.ts';
import { Labelled, languageSegments, RadioCards, SegmentedControl, TextField } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import styles from '../privacy.module.css';
import { CHANNELS, type IntakeForm, type IntakeProblem, WHO_KINDS } from './intake.policy.ts';
import type { IntakeStore } from './intake.store.ts';
import { ProofFields } from './ProofFields.tsx';

type Props = { readonly store: IntakeStore; readonly form: IntakeForm };

const useProblem = (store: IntakeStore, t: Texts) => {
  const problems = useStore(store, (state) => state.problems);
  return (problem: IntakeProblem) =>
    problems.includes(problem) ? t(`privacy:intake.problem.${problem}`) : undefined;
};

/** By which way and when it arrived: the law counts from that day. */
export function HowItCame({ store, form }: Props) {
  const t = useTexts();
  const problem = useProblem(store, t);
  const { type } = store.getState();
  return (
    <div className={cx(styles['fields'])}>
      <Labelled label={t('privacy:intake.channel')}>
        <SegmentedControl
          label={t('privacy:intake.channel')}
          segments={CHANNELS.map((id) => ({ id, label: t(`privacy:channel.${id}`) }))}
          selected={form.channel}
          onSelect={(channel) => type({ channel, identity: channel === 'counter' ? 'shown' : 'code' })}
        />
      </Labelled>
      {form.channel !== 'counter' && (
        <TextField
          label={t('privacy:intake.day')}
          value={form.day}
          maxLength={12}
          placeholder={t('privacy:intake.dayLike')}
          onChange={(day) => type({ day })}
          error={problem('day')}
        />
      )}
      <Labelled label={t('privacy:intake.language')}>
        <SegmentedControl
          label={t('privacy:intake.language')}
          segments={languageSegments}
          selected={form.locale}
          onSelect={(locale) => type({ locale })}
        />
      </Labelled>
    </div>
  );
}

/** The order or the contact the person names. Whether it is known here is not asked. */
export function Who({ store, form }: Props) {
  const t = useTexts();
  const problem = useProblem(store, t);
  const { type } = store.getState();
  return (
    <div className={cx(styles['fields'])}>
      <Labelled label={t('privacy:intake.who')}>
        <SegmentedControl
          label={t('privacy:intake.who')}
          segments={WHO_KINDS.map((id) => ({ id, label: t(`privacy:who.${id}`) }))}
          selected={form.whoKind}
          onSelect={(whoKind) => type({ whoKind, who: '' })}
        />
      </Labelled>
      <TextField
        label={t(`privacy:whoField.${form.whoKind}`)}
        kind={form.whoKind === 'order' ? 'text' : form.whoKind}
        value={form.who}
        maxLength={form.whoKind === 'email' ? 300 : form.whoKind === 'phone' ? 40 : 20}
        onChange={(who) => type({ who })}
        error={problem('who')}
      />
    </div>
  );
}

/** The values wanted instead of the old ones; what stays empty stays as it is. */
export function Corrections({ store, form }: Props) {
  const t = useTexts();
  const problem = useProblem(store, t);
  const { type } = store.getState();
  const { corrections } = form;
  return (
    <fieldset className={cx(styles['group'])}>
      <legend className={cx(styles['label'])}>{t('privacy:intake.corrections')}</legend>
      <div className={cx(styles['fields'])}>
        {CORRECTABLE.map((field, index) => (
          <TextField
            key={field}
            label={t(`privacy:field.${field}`)}
            value={corrections[field]}
            maxLength={300}
            onChange={(value) => type({ corrections: { ...corrections, [field]: value } })}
            error={index === 0 ? problem('corrections') : undefined}
          />
        ))}
      </div>
    </fieldset>
  );
}

/** Only on reasonable doubt: something only the customer has, or a code to the known contact. */
export function Identity({ store, form, role }: Props & { readonly role: 'staff' | 'manager' }) {
  const t = useTexts();
  const problem = useProblem(store, t);
  const { type } = store.getState();
  return (
    <>
      <RadioCards
        label={t('privacy:intake.identity')}
        cards={(['shown', 'code'] as const).map((id) => ({ id, title: t(`privacy:identity.${id}`) }))}
        selected={form.identity}
        onSelect={(identity) => type({ identity })}
        isDense
      />
      {form.identity === 'shown' && (
        <ProofFields
          proof={form.proof}
          role={role}
          onChange={(change) => type({ proof: { ...form.proof, ...change } })}
          error={problem('proof')}
        />
      )}
      {form.identity === 'shown' && form.proof.kind === null && problem('proof') !== undefined && (
        <p role="alert" className={cx(styles['error'])}>
          {problem('proof')}
        </p>
      )}
    </>
  );
}
