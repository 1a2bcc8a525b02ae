import type { RequestDetail } from '../../../../shared/contract/requests.ts';
import { ExtensionReason, LAW_OF_REFUSAL, REFUSAL_REASONS } from '../../../../shared/privacy/requestTypes.ts';
import { useTexts } from '../../../i18n/index.ts';
import { RadioCards } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import type { CaseStore } from '../case/case.store.ts';
import type { CaseDialog } from '../case/caseState.ts';
import { lawText } from '../case/names.ts';
import styles from '../privacy.module.css';
import { CaseForm, NotMyself, Way } from './CaseForm.tsx';

type Props<K extends CaseDialog['kind']> = {
  readonly store: CaseStore;
  readonly form: Extract<CaseDialog, { kind: K }>;
};

/** Refuses with a code from the law; the letter names reasons, authority and court. */
export function RefuseDialog({ store, detail, form }: Props<'refuse'> & { readonly detail: RequestDetail }) {
  const t = useTexts();
  const onlyUnproven = detail.state === 'id_pending';
  const reasons = onlyUnproven ? (['insufficient_verification'] as const) : REFUSAL_REASONS;
  return (
    <CaseForm
      store={store}
      title={t('privacy:action.refuse')}
      label={t('privacy:action.refuse')}
      isComplete={form.notMyself && form.reason !== null}
    >
      <RadioCards
        label={t('privacy:decision.why')}
        cards={reasons.map((id) => ({
          id,
          title: t(`privacy:refusal.${id}`),
          detail: lawText(t, LAW_OF_REFUSAL[id]),
        }))}
        selected={form.reason}
        onSelect={(reason) => store.getState().type({ reason })}
        isDense
      />
      <Way store={store} selected={form.letter} />
      <NotMyself store={store} isSelected={form.notMyself} />
    </CaseForm>
  );
}

export function ClarifyDialog({ store, form }: Props<'clarify'>) {
  const t = useTexts();
  return (
    <CaseForm
      store={store}
      title={t('privacy:action.clarify')}
      label={t('privacy:action.clarify')}
      isComplete={form.notMyself}
    >
      <p className={cx(styles['quiet'])}>{t('privacy:ask.clarify')}</p>
      <Way store={store} selected={form.letter} />
      <NotMyself store={store} isSelected={form.notMyself} />
    </CaseForm>
  );
}

/** Two months more: once, before the first due date, with a reason and a letter. */
export function ExtendDialog({ store, form }: Props<'extend'>) {
  const t = useTexts();
  return (
    <CaseForm
      store={store}
      title={t('privacy:action.extend')}
      label={t('privacy:action.extend')}
      isComplete={form.reason !== null}
    >
      <p className={cx(styles['quiet'])}>{t('privacy:ask.extend')}</p>
      <RadioCards
        label={t('privacy:decision.why')}
        cards={ExtensionReason.options.map((id) => ({ id, title: t(`privacy:extension.${id}`) }))}
        selected={form.reason}
        onSelect={(reason) => store.getState().type({ reason })}
        isDense
      />
      <Way store={store} selected={form.letter} />
    </CaseForm>
  );
}

/** The answer went out by hand or from the company's mailbox; with it the request is complete. */
export function AnsweredDialog({ store, form }: Props<'answered'>) {
  const t = useTexts();
  return (
    <CaseForm
      store={store}
      title={t('privacy:action.answered')}
      label={t('privacy:action.answered')}
      isComplete
    >
      <p className={cx(styles['quiet'])}>{t('privacy:ask.answered')}</p>
      <Way store={store} selected={form.letter} />
    </CaseForm>
  );
}
