import { CalendarClock, Store, Truck } from 'lucide-react';
import type { Draft } from '../../../../shared/contract/drafts.ts';
import { boxAnswer, consentTextId } from '../../../../shared/domain/consent.ts';
import { CONSENT_TEXTS } from '../../../../shared/domain/consentTexts.ts';
import { formatPhone } from '../../../../shared/domain/phone.ts';
import { formatDateTime, formatDay, type ShopDay } from '../../../../shared/domain/time.ts';
import { useTexts } from '../../../i18n/index.ts';
import { IconWord } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { readBack } from '../details/details.policy.ts';
import { useKiosk, useVisit } from '../frame/KioskContext.tsx';
import { Part } from './Part.tsx';
import styles from './check.module.css';

type Props = { readonly draft: Draft };

/** The contact, read back large: an address breaks only after the „@”, a number is grouped. */
export function ContactPart({ draft }: Props) {
  const t = useTexts();
  const { visit } = useKiosk();
  const contact = readBack(draft.contact);
  const told = useVisit(({ sends }) => (contact?.kind === 'phone' ? sends.sms : sends.email));
  const title = t(told ? 'kiosk:check.contact' : 'kiosk:check.contactReach');
  return (
    <Part title={title} onChange={() => void visit.goTo('details')}>
      {contact === null && <p>{t('kiosk:check.contactNone')}</p>}
      {contact?.kind === 'email' && <Email address={contact.value} />}
      {contact?.kind === 'phone' && <p className={cx(styles['readBack'])}>{formatPhone(contact.value)}</p>}
      {contact !== null && draft.contact.name.trim() !== '' && <p>{draft.contact.name.trim()}</p>}
    </Part>
  );
}

function Email({ address }: { readonly address: string }) {
  const at = address.lastIndexOf('@') + 1;
  return (
    <p className={cx(styles['readBack'])}>
      <span>{address.slice(0, at)}</span>
      <wbr />
      <span>{address.slice(at)}</span>
    </p>
  );
}

/** Where and when, and how long the files are kept. */
export function DeliveryPart({ draft }: Props) {
  const t = useTexts();
  const { visit } = useKiosk();
  const locale = useVisit((state) => state.locale);
  const store = useVisit(({ settings }) => settings?.store.name ?? '');
  const { contact } = draft;
  const toAddress = contact.delivery === 'address';
  const place = toAddress
    ? [contact.street, contact.town, contact.postcode].map((part) => part.trim()).join(', ')
    : t('kiosk:check.atStore', { store });
  return (
    <Part title={t('kiosk:check.delivery')} onChange={() => void visit.goTo('details')}>
      <IconWord icon={toAddress ? Truck : Store}>{place}</IconWord>
      <IconWord icon={CalendarClock}>
        {t('kiosk:check.ready', { time: formatDateTime(draft.dueAt, locale) })}
      </IconWord>
      <p className={cx(styles['keep'])}>
        {t('common:keepUntil', { date: formatDay(draft.keepUntil as ShopDay, locale) })}
      </p>
    </Part>
  );
}

/** The optional choices as they were made. */
export function WishesPart({ draft }: Props) {
  const t = useTexts();
  const { visit } = useKiosk();
  const locale = useVisit((state) => state.locale);
  if (draft.contact.way === 'none') return null;
  const given = draft.consents.filter((choice) => boxAnswer(choice.given, draft.age) === 'given');
  return (
    <Part title={t('kiosk:check.consents')} onChange={() => void visit.goTo('details')}>
      {given.length === 0 && <p>{t('kiosk:check.consentsNone')}</p>}
      {given.length > 0 && <p>{t('kiosk:check.consentsSome')}</p>}
      <ul>
        {given.map(({ purpose, channel }) => (
          <li key={purpose}>
            {
              CONSENT_TEXTS.find(({ textId }) => textId === consentTextId(purpose, channel))?.statement[
                locale
              ]
            }
          </li>
        ))}
      </ul>
    </Part>
  );
}
