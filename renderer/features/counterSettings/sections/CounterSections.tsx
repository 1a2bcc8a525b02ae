import { useStore } from 'zustand';
import { RetentionSettings, retentionUnit } from '../../../../shared/domain/retention.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Facts } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { Choice, FormCheck, FormText, SectionForm, type SectionProps, useForm } from '../FormParts.tsx';
import type { SettingsStore } from '../settings.store.ts';
import styles from '../settings.module.css';

type Props = { readonly store: SettingsStore };

const THEMES = ['light', 'dark'] as const;

export function CounterSection({ store, saveHint }: SectionProps) {
  const t = useTexts();
  const form = useForm(store, 'counter');
  return (
    <SectionForm store={store} saveHint={saveHint} form={form} lead={t('settings:counter.lead')}>
      <div className={cx(styles['fields'])}>
        <FormText form={form} field="lockAfter" label={t('settings:counter.lockAfter')} maxLength={4} />
        <FormText
          form={form}
          field="scannerPrefix"
          label={t('settings:counter.scannerPrefix')}
          why={t('settings:counter.scannerWhy')}
          maxLength={8}
        />
        <FormText
          form={form}
          field="viewsPerHour"
          label={t('settings:counter.viewsPerHour')}
          why={t('settings:counter.viewsWhy')}
          maxLength={4}
        />
      </div>
      <Choice
        label={t('settings:counter.theme')}
        choices={THEMES.map((id) => ({ id, label: t(`settings:counter.themes.${id}`) }))}
        selected={form.values.theme}
        onSelect={(theme) => form.type({ theme })}
      />
      <FormCheck form={form} field="singleKeys" label={t('settings:counter.singleKeys')} />
    </SectionForm>
  );
}

const TIMES = ['ready', 'express', 'uncollected'] as const;

export function TimesSection({ store, saveHint }: SectionProps) {
  const t = useTexts();
  const form = useForm(store, 'times');
  return (
    <>
      <SectionForm store={store} saveHint={saveHint} form={form} lead={t('settings:times.lead')}>
        <div className={cx(styles['fields'])}>
          {TIMES.map((field) => (
            <FormText
              key={field}
              form={form}
              field={field}
              label={t(`settings:times.${field}`)}
              maxLength={6}
            />
          ))}
        </div>
      </SectionForm>
      <Retention store={store} />
    </>
  );
}

const RETENTION = RetentionSettings.keyof().options;

function Retention({ store }: Props) {
  const t = useTexts();
  const retention = useStore(store, (state) => state.saved?.retention);
  if (retention === undefined) return null;
  return (
    <section className={cx(styles['part'])} aria-labelledby="settings-retention">
      <h3 id="settings-retention">{t('settings:times.retention')}</h3>
      <p className={cx(styles['quiet'])}>{t('settings:times.retentionLead')}</p>
      <Facts
        facts={RETENTION.map((field) => [
          t(`settings:times.keep.${field}`),
          t(`settings:times.${retentionUnit(field)}`, { count: retention[field] }),
        ])}
      />
    </section>
  );
}
