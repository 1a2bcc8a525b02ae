import { useTexts } from '../../../i18n/index.ts';
import { RadioCards } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { FormCheck, FormText, SectionForm, type SectionProps, useForm } from '../FormParts.tsx';
import styles from '../settings.module.css';

const PROTECTIONS = ['tls', 'plain'] as const;

/** Whether and how customers' phones reach this kiosk. */
export function PhoneSection({ store, saveHint }: SectionProps) {
  const t = useTexts();
  const form = useForm(store, 'phone');
  return (
    <SectionForm store={store} saveHint={saveHint} form={form} lead={t('settings:phone.lead')}>
      <FormCheck form={form} field="on" label={t('settings:phone.on')} />
      {form.values.on && (
        <>
          <RadioCards
            label={t('settings:phone.protection')}
            cards={PROTECTIONS.map((id) => ({
              id,
              title: t(`settings:phone.protections.${id}`),
              detail: t(`settings:phone.protectionDetail.${id}`),
            }))}
            selected={form.values.protection}
            onSelect={(protection) => form.type({ protection })}
          />
          <div className={cx(styles['fields'])}>
            <FormText
              form={form}
              field="address"
              label={t('settings:phone.address')}
              why={t('settings:phone.addressWhy')}
              maxLength={15}
            />
            <FormText
              form={form}
              field="port"
              label={t('settings:phone.port')}
              why={t('settings:phone.portWhy')}
              maxLength={5}
            />
            <FormText
              form={form}
              field="wifiName"
              label={t('settings:phone.wifiName')}
              why={t('settings:phone.wifiWhy')}
              maxLength={32}
            />
            <FormText
              form={form}
              field="wifiPassword"
              label={t('settings:phone.wifiPassword')}
              why={t('settings:phone.passwordWhy')}
              maxLength={63}
            />
          </div>
        </>
      )}
    </SectionForm>
  );
}
