import { useStore } from 'zustand';
import type { ContactField } from '../../../../shared/domain/contact.ts';
import { fieldsToShow } from '../../../../shared/domain/contactForm.ts';
import { useTexts } from '../../../i18n/index.ts';
import { TextField, type TextFieldKind } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { useKiosk, useVisit } from '../frame/KioskContext.tsx';
import { HintLine } from './HintLine.tsx';
import { hintFor } from './details.policy.ts';
import styles from './details.module.css';

const kinds = {
  email: 'email',
  phone: 'phone',
  name: 'name',
  street: 'name',
  town: 'name',
  postcode: 'text',
} as const satisfies Record<ContactField, TextFieldKind>;

const lengths = { email: 254, phone: 24, name: 80, street: 120, town: 80, postcode: 10 } as const;

const ofAddress: ReadonlySet<ContactField> = new Set<ContactField>(['street', 'town', 'postcode']);

/** Only the fields that the choices need; the others do not exist. */
export function ContactFields({ part }: { readonly part: 'person' | 'address' }) {
  const { details } = useKiosk();
  const form = useStore(details, (state) => state.form);
  const { required, optional } = fieldsToShow(form);
  const fields = [...required, ...optional].filter((field) => ofAddress.has(field) === (part === 'address'));
  if (fields.length === 0) return null;
  return (
    <div className={cx(styles['fields'])}>
      {fields.map((field) => (
        <Field key={field} field={field} isOptional={optional.includes(field)} />
      ))}
    </div>
  );
}

function Field({ field, isOptional }: { readonly field: ContactField; readonly isOptional: boolean }) {
  const t = useTexts();
  const { details } = useKiosk();
  const sends = useVisit((state) => state.sends);
  const value = useStore(details, (state) => state.form[field]);
  const isWrong = useStore(details, ({ problems }) => problems.includes(field));
  const whys: Partial<Record<ContactField, string>> = {
    email: t(sends.email ? 'kiosk:details.why' : 'kiosk:details.whyReach'),
    phone: t(sends.sms ? 'kiosk:details.why' : 'kiosk:details.whyReach'),
    name: t(isOptional ? 'kiosk:details.nameOptional' : 'kiosk:details.nameNeeded'),
    postcode: t('kiosk:details.postcodeHow'),
  };
  const why = whys[field];
  const isForeign = value.trim().startsWith('+') || value.trim().startsWith('00');
  return (
    <div className={cx(styles['field'], field === 'email' && styles['wide'])}>
      <TextField
        label={t(`kiosk:details.${field}`)}
        kind={kinds[field]}
        value={value}
        maxLength={lengths[field]}
        isRequired={!isOptional}
        onChange={(next) => details.type(field, next)}
        onBlur={() => void details.save()}
        error={isWrong ? t(`kiosk:details.error.${field}`) : undefined}
        {...(why === undefined ? {} : { why })}
        {...(field === 'phone' && !isForeign ? { prefix: '+371' } : {})}
      />
      {field === 'email' && <EmailHint />}
    </div>
  );
}

/** A likely slip: said, never forced, and silent once refused (CON-2). */
function EmailHint() {
  const { details } = useKiosk();
  const form = useStore(details, (state) => state.form);
  const accepted = useStore(details, (state) => state.acceptedEmail);
  const email = hintFor(form, accepted);
  if (email === null) return null;
  return <HintLine email={email} onYes={() => void details.takeHint()} onNo={details.refuseHint} />;
}
