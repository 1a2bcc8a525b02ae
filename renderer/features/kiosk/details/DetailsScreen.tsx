import { ChevronRight, Mail, MessageSquareText, ShieldCheck, Store, Ticket, Truck } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { formatMoney } from '../../../../shared/domain/money.ts';
import { formatDate } from '../../../../shared/domain/time.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Banner, Button, RadioCards } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { CopyBanner } from '../copying/CopyBanner.tsx';
import { useKiosk, useVisit } from '../frame/KioskContext.tsx';
import { StepFrame } from '../frame/StepFrame.tsx';
import { useSum } from '../frame/useSum.ts';
import { ConsentBoxes } from './ConsentBoxes.tsx';
import { ContactFields } from './ContactFields.tsx';
import styles from './details.module.css';

/** KS5: how to say that the order is ready, and what is optional. */
export function DetailsScreen() {
  const t = useTexts();
  const { details } = useKiosk();
  const form = useStore(details, (state) => state.form);
  const sends = useVisit((state) => state.sends);
  const title = t(sends.email || sends.sms ? 'kiosk:details.title' : 'kiosk:details.titleReach');
  useEffect(() => details.open(), [details]);
  return (
    <StepFrame
      notice={<CopyBanner />}
      count={useSum()}
      primary={
        <Button variant="primary" icon={ChevronRight} iconAfter onPress={() => void details.goOn()}>
          {t('common:actions.continue')}
        </Button>
      }
    >
      <Problems />
      <NoticeSummary />
      <h1>{title}</h1>
      <RadioCards
        label={title}
        hideLabel
        selected={form.way}
        onSelect={(way) => void details.chooseWay(way)}
        cards={[
          {
            id: 'email',
            title: t('kiosk:details.email'),
            detail: t(sends.email ? 'kiosk:details.emailDetail' : 'kiosk:details.reachDetail'),
            icon: Mail,
          },
          {
            id: 'sms',
            title: t('kiosk:details.sms'),
            detail: t(sends.sms ? 'kiosk:details.smsDetail' : 'kiosk:details.reachDetail'),
            icon: MessageSquareText,
          },
          {
            id: 'none',
            title: t('kiosk:details.none'),
            detail: t('kiosk:details.noneDetail'),
            icon: Ticket,
          },
        ]}
      />
      <ContactFields part="person" />
      {form.way !== null && form.way !== 'none' && <DeliveryChoice />}
      <ContactFields part="address" />
      <ConsentBoxes />
    </StepFrame>
  );
}

/** What is wrong, on top, taking the focus; each line is gone as soon as it is mended. */
function Problems() {
  const t = useTexts();
  const { details } = useKiosk();
  const problems = useStore(details, (state) => state.problems);
  const refusals = useStore(details, (state) => state.refusals);
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (refusals > 0) summary.current?.focus();
  }, [refusals]);
  if (problems.length === 0) return null;
  return (
    <Banner ref={summary} tone="danger" title={t('kiosk:details.errors')}>
      <ul>
        {problems.map((problem) => (
          <li key={problem}>{t(`kiosk:details.error.${problem}`)}</li>
        ))}
      </ul>
    </Banner>
  );
}

/** The short notice before the first field; the whole of it is one tap away (CON-5). */
function NoticeSummary() {
  const t = useTexts();
  const { overlays } = useKiosk();
  const notice = useVisit((state) => state.notice);
  const change = useVisit((state) => state.change);
  const locale = useVisit((state) => state.locale);
  if (notice === null) return null;
  return (
    <section className={cx(styles['notice'])} aria-label={t('kiosk:details.noticeTitle')}>
      <ShieldCheck className={cx(styles['icon'])} aria-hidden="true" />
      <p>{notice.summary[locale]}</p>
      {change !== null && (
        <p>
          {t('kiosk:details.noticeChange', { day: formatDate(change.effectiveAt, locale) })}{' '}
          {change.change[locale]}
        </p>
      )}
      <Button onPress={() => overlays.show('notice')}>{t('kiosk:details.noticeMore')}</Button>
    </section>
  );
}

function DeliveryChoice() {
  const t = useTexts();
  const { details } = useKiosk();
  const locale = useVisit((state) => state.locale);
  const catalogue = useVisit((state) => state.catalogue);
  const delivery = useStore(details, (state) => state.form.delivery);
  const fee = formatMoney(catalogue?.fees.delivery ?? 0, locale);
  return (
    <RadioCards
      label={t('kiosk:details.delivery')}
      selected={delivery}
      onSelect={(id) => void details.chooseDelivery(id)}
      cards={[
        {
          id: 'store',
          title: t('kiosk:details.store'),
          detail: t('kiosk:details.storeDetail'),
          icon: Store,
        },
        {
          id: 'address',
          title: t('kiosk:details.address'),
          detail: t('kiosk:details.addressDetail', { price: fee }),
          icon: Truck,
        },
      ]}
    />
  );
}
