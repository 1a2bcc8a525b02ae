import { useTexts } from '../../../i18n/index.ts';
import { Slider } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { type Form, FormCheck, FormText, SectionForm, type SectionProps, useForm } from '../FormParts.tsx';
import { CARD_MM, onSlider, PX_PER_MM, rounded } from '../forms/calibration.ts';
import styles from '../settings.module.css';

const TIMES = ['idleWarning', 'idleAnswer', 'moreTime', 'numberScreen', 'resumeWithin'] as const;

export function KioskSection({ store, saveHint }: SectionProps) {
  const t = useTexts();
  const form = useForm(store, 'kiosk');
  return (
    <SectionForm store={store} saveHint={saveHint} form={form} lead={t('settings:kiosk.lead')}>
      <div className={cx(styles['fields'])}>
        {TIMES.map((field) => (
          <FormText
            key={field}
            form={form}
            field={field}
            label={t(`settings:kiosk.${field}`)}
            maxLength={6}
          />
        ))}
      </div>
      <FormCheck form={form} field="sounds" label={t('settings:kiosk.sounds')} />
      <Calibration form={form} />
    </SectionForm>
  );
}

/** Every measure on the kiosk that is meant in millimetres follows from this one number. */
function Calibration({ form }: { readonly form: Form<'kiosk'> }) {
  const t = useTexts();
  const pxPerMm = onSlider(form.values.pxPerMm);
  return (
    <section className={cx(styles['part'])} aria-labelledby="settings-calibration">
      <h3 id="settings-calibration">{t('settings:kiosk.calibration')}</h3>
      <p className={cx(styles['quiet'])}>{t('settings:kiosk.calibrationLead')}</p>
      <Slider
        label={t('settings:kiosk.slider')}
        value={pxPerMm}
        min={PX_PER_MM.min}
        max={PX_PER_MM.max}
        step={PX_PER_MM.step}
        text={t('settings:kiosk.pxPerMm', { value: String(rounded(pxPerMm)) })}
        onChange={(value) => form.type({ pxPerMm: rounded(value) })}
      />
      <div
        className={cx(styles['card'])}
        aria-hidden="true"
        style={{ width: CARD_MM.width * pxPerMm, height: CARD_MM.height * pxPerMm }}
      >
        {t('settings:kiosk.card')}
      </div>
    </section>
  );
}
