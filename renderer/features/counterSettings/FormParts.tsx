import { type ReactNode, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { type Texts, useTexts } from '../../i18n/index.ts';
import { Banner, Button, Checkbox, Labelled, SegmentedControl, TextField } from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import { type FormId, type Forms, isChanged } from './forms/forms.ts';
import type { Problem } from './forms/problem.ts';
import type { SettingsStore } from './settings.store.ts';
import styles from './settings.module.css';
import type { FormState } from './settingsState.ts';

export interface Form<F extends FormId> extends FormState<Forms[F]> {
  readonly id: F;
  readonly changed: boolean;
  readonly type: (change: Partial<Forms[F]>) => void;
}

/** What every section is given. */
export type SectionProps = { readonly store: SettingsStore; readonly saveHint: string };

/** One form of the store. Sections are drawn only once the settings were read. */
export function useForm<F extends FormId>(store: SettingsStore, id: F): Form<F> {
  const forms = useStore(store, (state) => state.forms);
  const inForce = useStore(store, (state) => state.saved);
  if (forms === null || inForce === null) throw new Error('a form was drawn before its settings were read');
  const form: FormState<Forms[F]> = forms[id];
  return {
    ...form,
    id,
    changed: isChanged(id, form.values, inForce),
    type: (change) => store.getState().type(id, change),
  };
}

export function problemText(t: Texts, problem: Problem | undefined): string | undefined {
  if (problem === undefined) return undefined;
  switch (problem.kind) {
    case 'range':
      return t('settings:problem.range', { min: problem.min, max: problem.max });
    case 'line':
    case 'route':
      return t(`settings:problem.${problem.kind}`, { line: problem.line });
    default:
      return t(`settings:problem.${problem.kind}`);
  }
}

/** The frame of every form: what it is about, its fields, its own save. What could not be saved stays typed. */
export function SectionForm(props: {
  readonly store: SettingsStore;
  readonly saveHint: string;
  readonly form: Pick<
    Form<FormId>,
    'id' | 'changed' | 'saving' | 'saved' | 'failure' | 'problems' | 'refusals'
  >;
  readonly lead: string;
  readonly children: ReactNode;
  /** The plain words for SETTING_REFUSED in this form. */
  readonly refused?: string;
  readonly actions?: ReactNode;
}) {
  const { store, saveHint, form, lead, children, refused, actions } = props;
  const t = useTexts();
  const { save, reset } = store.getState();
  return (
    <form
      className={cx(styles['form'])}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <p className={cx(styles['quiet'])}>{lead}</p>
      <Refusal form={form} refused={refused} />
      {children}
      <div className={cx(styles['foot'])}>
        <Button
          type="submit"
          variant="primary"
          keyHint={saveHint}
          isDisabled={!form.changed}
          isPending={form.saving}
          pendingLabel={t('common:pending')}
        >
          {t('common:actions.save')}
        </Button>
        {form.changed && <Button onPress={() => reset()}>{t('settings:form.undo')}</Button>}
        {actions}
        <span role="status" className={cx(styles['quiet'])}>
          {form.changed ? t('settings:form.changed') : form.saved ? t('settings:form.saved') : ''}
        </span>
      </div>
    </form>
  );
}

function Refusal(props: {
  readonly form: Pick<Form<FormId>, 'failure' | 'problems' | 'refusals'>;
  readonly refused: string | undefined;
}) {
  const { form, refused } = props;
  const { failure, problems, refusals } = form;
  const t = useTexts();
  const banner = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (refusals > 0) banner.current?.focus();
  }, [refusals]);
  if (failure !== null) {
    const plain = failure.code === 'SETTING_REFUSED' ? refused : undefined;
    return (
      <Banner tone="danger" ref={banner}>
        {plain ?? `${t(`errors:${failure.code}`)} ${t('common:reference', { ref: failure.ref })}`}
      </Banner>
    );
  }
  if (Object.keys(problems).length === 0) return null;
  return (
    <Banner tone="danger" ref={banner}>
      {t('settings:form.mend')}
    </Banner>
  );
}

type KeysOf<Values, Kind> = { [K in keyof Values]: Values[K] extends Kind ? K : never }[keyof Values] &
  string;

/** A text or number field of a form. */
export function FormText<F extends FormId>(props: {
  readonly form: Form<F>;
  readonly field: KeysOf<Forms[F], string>;
  readonly label: string;
  readonly maxLength: number;
  readonly why?: string;
}) {
  const { form, field, label, maxLength, why } = props;
  const t = useTexts();
  return (
    <TextField
      label={label}
      value={String(form.values[field])}
      maxLength={maxLength}
      {...(why === undefined ? {} : { why })}
      error={problemText(t, form.problems[field])}
      onChange={(value) => form.type({ [field]: value } as unknown as Partial<Forms[F]>)}
    />
  );
}

export function FormCheck<F extends FormId>(props: {
  readonly form: Form<F>;
  readonly field: KeysOf<Forms[F], boolean>;
  readonly label: string;
}) {
  const { form, field, label } = props;
  return (
    <Checkbox
      isSelected={form.values[field] === true}
      onChange={(value) => form.type({ [field]: value } as unknown as Partial<Forms[F]>)}
    >
      {label}
    </Checkbox>
  );
}

/** One of a few, with its name above it. */
export function Choice<T extends string>(props: {
  readonly label: string;
  readonly choices: readonly { readonly id: T; readonly label: string }[];
  readonly selected: T;
  readonly onSelect: (id: T) => void;
  readonly error?: string | undefined;
}) {
  const { label, choices, selected, onSelect, error } = props;
  return (
    <Labelled label={label}>
      <SegmentedControl label={label} segments={choices} selected={selected} onSelect={onSelect} />
      <span role="alert" className={cx(styles['error'])}>
        {error}
      </span>
    </Labelled>
  );
}
