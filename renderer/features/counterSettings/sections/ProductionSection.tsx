import { useTexts } from '../../../i18n/index.ts';
import { cx } from '../../../ui/cx.ts';
import { Choice, FormCheck, FormText, SectionForm, type SectionProps, useForm } from '../FormParts.tsx';
import styles from '../settings.module.css';

const COPIES = ['inName', 'repeatFiles'] as const;
const MARKERS = ['none', 'job.json'] as const;
const STARTS = ['byStaff', 'whenPaid', 'atOnce'] as const;

export function ProductionSection({ store, saveHint }: SectionProps) {
  const t = useTexts();
  const form = useForm(store, 'production');
  const { values, type } = form;
  // Without a folder of its own only the template can be what was refused.
  const refused =
    values.folder.trim() === '' ? t('settings:production.refusedTemplate') : t('settings:production.refused');
  return (
    <SectionForm
      store={store}
      saveHint={saveHint}
      form={form}
      lead={t('settings:production.lead')}
      refused={refused}
    >
      <FormText
        form={form}
        field="folder"
        label={t('settings:production.folder')}
        why={t('settings:production.folderWhy')}
        maxLength={1000}
      />
      <FormText
        form={form}
        field="template"
        label={t('settings:production.template')}
        why={t('settings:production.templateWhy')}
        maxLength={200}
      />
      <p className={cx(styles['quiet'])}>{t('settings:production.tokens')}</p>
      <div className={cx(styles['choices'])}>
        <Choice
          label={t('settings:production.copies')}
          choices={COPIES.map((id) => ({ id, label: t(`settings:production.copiesWay.${id}`) }))}
          selected={values.copies}
          onSelect={(copies) => type({ copies })}
        />
        <Choice
          label={t('settings:production.marker')}
          choices={MARKERS.map((id) => ({
            id,
            label: MARKER_LABEL[id] ?? t('settings:production.noMarker'),
          }))}
          selected={values.marker}
          onSelect={(marker) => type({ marker })}
        />
        <Choice
          label={t('settings:production.start')}
          choices={STARTS.map((id) => ({ id, label: t(`settings:production.starts.${id}`) }))}
          selected={values.start}
          onSelect={(start) => type({ start })}
        />
      </div>
      <FormCheck form={form} field="mayStartUnpaid" label={t('settings:production.mayStartUnpaid')} />
      <div className={cx(styles['fields'])}>
        <FormText form={form} field="keepFiles" label={t('settings:production.keepFiles')} maxLength={6} />
        <FormText form={form} field="perHour" label={t('settings:production.perHour')} maxLength={5} />
      </div>
    </SectionForm>
  );
}

const MARKER_LABEL: Readonly<Record<(typeof MARKERS)[number], string | null>> = {
  none: null,
  'job.json': 'job.json',
};
