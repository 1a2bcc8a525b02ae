import { useTexts } from '../../../i18n/index.ts';
import { TextArea, TextField } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { FormText, problemText, SectionForm, type SectionProps, useForm } from '../FormParts.tsx';
import styles from '../settings.module.css';

export function StoreSection({ store, saveHint }: SectionProps) {
  const t = useTexts();
  const form = useForm(store, 'store');
  return (
    <SectionForm store={store} saveHint={saveHint} form={form} lead={t('settings:store.lead')}>
      <div className={cx(styles['fields'])}>
        <FormText form={form} field="name" label={t('settings:store.name')} maxLength={80} />
        <FormText form={form} field="phone" label={t('settings:store.phone')} maxLength={30} />
        <FormText form={form} field="address" label={t('settings:store.address')} maxLength={160} />
        <FormText
          form={form}
          field="privacyContact"
          label={t('settings:store.privacyContact')}
          why={t('settings:store.privacyWhy')}
          maxLength={120}
        />
      </div>
    </SectionForm>
  );
}

const DAYS = [0, 1, 2, 3, 4, 5, 6] as const;

export function HoursSection({ store, saveHint }: SectionProps) {
  const t = useTexts();
  const form = useForm(store, 'hours');
  const { week, exceptions } = form.values;
  return (
    <SectionForm store={store} saveHint={saveHint} form={form} lead={t('settings:hours.lead')}>
      <div className={cx(styles['fields'])}>
        {DAYS.map((day) => (
          <TextField
            key={day}
            label={t(`settings:hours.days.d${day}`)}
            value={week[day] ?? ''}
            maxLength={60}
            placeholder={t('settings:hours.closed')}
            error={problemText(t, form.problems[day])}
            onChange={(spans) => form.type({ week: week.with(day, spans) })}
          />
        ))}
      </div>
      <TextArea
        label={t('settings:hours.exceptions')}
        value={exceptions}
        maxLength={20_000}
        error={problemText(t, form.problems['exceptions'])}
        onChange={(lines) => form.type({ exceptions: lines })}
      />
    </SectionForm>
  );
}

export function TerminalSection({ store, saveHint }: SectionProps) {
  const t = useTexts();
  const form = useForm(store, 'terminal');
  return (
    <SectionForm store={store} saveHint={saveHint} form={form} lead={t('settings:terminal.lead')}>
      <div className={cx(styles['fields'])}>
        <FormText form={form} field="letter" label={t('settings:terminal.letter')} maxLength={1} />
        <FormText form={form} field="name" label={t('settings:terminal.name')} maxLength={40} />
        <FormText
          form={form}
          field="uploadMbit"
          label={t('settings:terminal.uploadMbit')}
          why={t('settings:terminal.uploadWhy')}
          maxLength={4}
        />
      </div>
    </SectionForm>
  );
}
