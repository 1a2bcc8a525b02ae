import { type Texts, useTexts } from '../../../i18n/index.ts';
import { Checkbox, MenuButton, TextArea, TextField } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { Choice, problemText } from '../FormParts.tsx';
import type { OutputForm } from '../forms/labs.ts';
import type { Problems } from '../forms/problem.ts';
import styles from '../settings.module.css';
import { type LabField, type LabFieldName, labFields } from './labFields.ts';

export interface OutputEditorProps {
  readonly output: OutputForm;
  readonly problems: Problems;
  readonly onType: (change: Partial<OutputForm>) => void;
}

/** What a format leaves open, asked for as its schema says. */
export function LabFieldsEditor({ output, problems, onType }: OutputEditorProps) {
  const t = useTexts();
  const fields = labFields(output.kind);
  const of = (...kinds: readonly LabField['kind'][]) => fields.filter(({ kind }) => kinds.includes(kind));
  const drawn = (field: LabField) => (
    <Field
      key={field.name}
      field={field}
      value={output.fields[field.name] ?? ''}
      error={problemText(t, problems[`${output.id}.lab.${field.name}`])}
      onChange={(value) => onType({ fields: { ...output.fields, [field.name]: value } })}
    />
  );
  return (
    <>
      <h3>{t('settings:labs.special')}</h3>
      <p className={cx(styles['quiet'])}>{t('settings:labs.verify')}</p>
      <div className={cx(styles['choices'])}>{of('choice').map(drawn)}</div>
      <div className={cx(styles['fields'])}>{of('text', 'lines').map(drawn)}</div>
      <div className={cx(styles['fields'])}>{of('switch').map(drawn)}</div>
    </>
  );
}

/** More choices than fit side by side open as a list. */
const SIDE_BY_SIDE = 4;
const MAX_TEXT = 400;

function Field(props: {
  readonly field: LabField;
  readonly value: string | boolean;
  readonly error: string | undefined;
  readonly onChange: (value: string | boolean) => void;
}) {
  const { field, value, error, onChange } = props;
  const t = useTexts();
  const label = t(`settings:labs.fields.${field.name}`);
  switch (field.kind) {
    case 'switch':
      return (
        <Checkbox isSelected={value === true} onChange={onChange}>
          {label}
        </Checkbox>
      );
    case 'text':
      return (
        <TextField
          label={label}
          value={String(value)}
          maxLength={MAX_TEXT}
          error={error}
          onChange={onChange}
        />
      );
    case 'lines':
      return (
        <TextArea label={label} value={String(value)} maxLength={2000} error={error} onChange={onChange} />
      );
    case 'choice': {
      const choices = field.options.map((id) => ({ id, label: optionText(t, field.name, id) }));
      const selected = String(value);
      if (choices.length <= SIDE_BY_SIDE)
        return (
          <Choice label={label} choices={choices} selected={selected} onSelect={onChange} error={error} />
        );
      const chosen = choices.find(({ id }) => id === selected)?.label ?? selected;
      return (
        <div className={cx(styles['choice'])}>
          <span className={cx(styles['label'])} aria-hidden="true">
            {label}
          </span>
          <MenuButton label={chosen} name={label} choices={choices} selected={selected} onSelect={onChange} />
        </div>
      );
    }
  }
}

const WORDED = [
  'spaced',
  'tight',
  'inName',
  'repeatFiles',
  'none',
  'accepted',
  'unknown',
  'ascii',
  'utf8',
  'format',
  'code',
  'millimetres',
  'flat',
  'STD',
  'SIZ',
] as const;

const MODELS: Readonly<Record<string, string>> = {
  dnpDs620: 'DNP DS40, DS620',
  dnpDs820: 'DNP DS820',
  mitsubishiD70: 'Mitsubishi CP-D70',
  mitsubishiD90: 'Mitsubishi CP-D90',
  fujiAsk2000: 'Fuji ASK-2000',
  hitiP520L: 'HiTi P520L',
  kodak6800: 'Kodak 6800',
  sinfoniaS6145: 'Sinfonia S6145',
};

/** Words for what needs them; what a file will hold stands as it is. */
function optionText(t: Texts, field: LabFieldName, option: string): string {
  const worded = WORDED.find((one) => one === option);
  if (worded !== undefined) return t(`settings:labs.options.${worded}`);
  return field === 'model' ? (MODELS[option] ?? option) : option;
}
