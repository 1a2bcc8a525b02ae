import { FileOutput, Trash2 } from 'lucide-react';
import { useTexts } from '../../../i18n/index.ts';
import { jobReason } from '../../../i18n/jobReasons.ts';
import { Banner, Button, Checkbox, TextArea, TextField } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { Choice, problemText } from '../FormParts.tsx';
import styles from '../settings.module.css';
import type { LabTest } from '../settingsState.ts';
import { LabFieldsEditor, type OutputEditorProps } from './LabFieldsEditor.tsx';

const COMPLETIONS = ['manual', 'on_accept', 'on_handover'] as const;
const REFERENCES = ['order', 'job'] as const;

interface Props extends OutputEditorProps {
  readonly test: LabTest | null;
  readonly isChanged: boolean;
  readonly onTest: () => void;
  readonly onRemove: () => void;
}

/** One output: where it is, what it prints, how it answers, and what its format leaves open; a test page shows it all. */
export function OutputEditor(props: Props) {
  const { output, problems, test, isChanged, onType, onTest, onRemove } = props;
  const t = useTexts();
  return (
    <section className={cx(styles['part'])} aria-label={output.name || t('settings:labs.fresh')}>
      <div className={cx(styles['fields'])}>
        <OutputText {...props} field="name" maxLength={40} />
        <OutputText {...props} field="folder" maxLength={1000} why={t('settings:labs.folderWhy')} />
      </div>
      <Checkbox isSelected={output.paused} onChange={(paused) => onType({ paused })}>
        {t('settings:labs.paused')}
      </Checkbox>
      <TextArea
        label={t('settings:labs.routes')}
        value={output.routes}
        maxLength={20_000}
        error={problemText(t, problems[`${output.id}.routes`])}
        onChange={(routes) => onType({ routes })}
      />
      <p className={cx(styles['quiet'])}>{t(`settings:labs.routesHow.${output.kind}`)}</p>
      <div className={cx(styles['choices'])}>
        <Choice
          label={t('settings:labs.completion')}
          choices={COMPLETIONS.map((id) => ({ id, label: t(`settings:labs.completions.${id}`) }))}
          selected={output.completion}
          onSelect={(completion) => onType({ completion })}
        />
        <Choice
          label={t('settings:labs.reference')}
          choices={REFERENCES.map((id) => ({ id, label: t(`settings:labs.references.${id}`) }))}
          selected={output.reference}
          onSelect={(reference) => onType({ reference })}
        />
      </div>
      <div className={cx(styles['fields'])}>
        <OutputText {...props} field="staleAfter" maxLength={6} />
        <OutputText {...props} field="lookEvery" maxLength={6} />
        <OutputText {...props} field="perHour" maxLength={5} />
      </div>
      <LabFieldsEditor output={output} problems={problems} onType={onType} />
      <TestAnswer test={test} />
      <div className={cx(styles['foot'])}>
        <Button
          icon={FileOutput}
          isPending={test?.outcome === 'running'}
          pendingLabel={t('common:pending')}
          onPress={onTest}
        >
          {isChanged ? t('settings:labs.saveAndTest') : t('settings:labs.test')}
        </Button>
        <Button icon={Trash2} onPress={onRemove}>
          {t('settings:labs.remove')}
        </Button>
      </div>
    </section>
  );
}

function TestAnswer({ test }: Pick<Props, 'test'>) {
  const t = useTexts();
  if (test === null || test.outcome === 'running') return null;
  const { outcome } = test;
  if (outcome === 'handedOver') return <Banner tone="info">{t('settings:labs.tested')}</Banner>;
  return (
    <Banner tone="danger">
      {'failure' in outcome
        ? t('settings:labs.testFailed', { reason: jobReason(t, outcome.failure) })
        : `${t(`errors:${outcome.code}`)} ${t('common:reference', { ref: outcome.ref })}`}
    </Banner>
  );
}

function OutputText({
  output,
  problems,
  onType,
  field,
  maxLength,
  why,
}: OutputEditorProps & {
  readonly field: 'name' | 'folder' | 'staleAfter' | 'lookEvery' | 'perHour';
  readonly maxLength: number;
  readonly why?: string;
}) {
  const t = useTexts();
  return (
    <TextField
      label={t(`settings:labs.${field}`)}
      value={output[field]}
      maxLength={maxLength}
      {...(why === undefined ? {} : { why })}
      error={problemText(t, problems[`${output.id}.${field}`])}
      onChange={(value) => onType({ [field]: value })}
    />
  );
}
