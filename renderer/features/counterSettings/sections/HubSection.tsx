import { useTexts } from '../../../i18n/index.ts';
import { cx } from '../../../ui/cx.ts';
import { FormCheck, FormText, SectionForm, type SectionProps, useForm } from '../FormParts.tsx';
import styles from '../settings.module.css';

/** Whether this counter stands in for central on the shop's own network, and where the others reach it. */
export function HubSection({ store, saveHint }: SectionProps) {
  const t = useTexts();
  const form = useForm(store, 'hub');
  return (
    <SectionForm store={store} saveHint={saveHint} form={form} lead={t('settings:hub.lead')}>
      <FormCheck form={form} field="on" label={t('settings:hub.on')} />
      {form.values.on && (
        <div className={cx(styles['fields'])}>
          <FormText
            form={form}
            field="address"
            label={t('settings:hub.address')}
            why={t('settings:hub.addressWhy')}
            maxLength={15}
          />
          <FormText
            form={form}
            field="port"
            label={t('settings:hub.port')}
            why={t('settings:hub.portWhy')}
            maxLength={5}
          />
        </div>
      )}
    </SectionForm>
  );
}
