import {
  daysBetween,
  formatDate,
  formatDateTime,
  formatDay,
  formatTime,
  shopDayOf,
} from '../../../shared/domain/time.ts';
import type { ShopDay } from '../../../shared/domain/time.ts';
import type { OrderDetail } from '../../../shared/contract/orders.ts';
import { formatPhone } from '../../../shared/domain/phone.ts';
import { consentName } from '../../i18n/consentNames.ts';
import { type Texts, useTexts } from '../../i18n/index.ts';
import {
  type Fact,
  Facts,
  orderStatusLooks,
  paymentLooks,
  StatusPill,
  type UiLocale,
  useUi,
} from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import styles from './detail.module.css';
import { latestConsents } from './names.ts';

/** Number, state, customer, and the dates that matter. */
export function OrderFacts({ order, now }: { readonly order: OrderDetail; readonly now: number }) {
  const t = useTexts();
  const { locale } = useUi();
  const consents = latestConsents(order.consents);
  const today = shopDayOf(now);
  const dueToday = daysBetween(shopDayOf(order.dueAt), today) === 0;
  const facts: readonly Fact[] = [
    [
      t('counter:detail.received'),
      `${formatDateTime(order.placedAt, locale)} · ${t(`counter:orders.sources.${order.source}`)}`,
    ],
    [
      t('counter:detail.due'),
      dueToday
        ? t('counter:detail.dueToday', { time: formatTime(order.dueAt) })
        : `${formatDate(order.dueAt, locale)} ${formatTime(order.dueAt)}`,
    ],
    [t('counter:detail.language'), t(`counter:languages.${order.locale}`)],
    [
      t('counter:detail.consents'),
      consents.length === 0
        ? t('counter:detail.noConsents')
        : consents
            .map((one) => `${consentName(t, one)}: ${t(`counter:consent.event.${one.event}`)}`)
            .join(' · '),
    ],
    reminderFact(t, locale, order.collection),
    [
      t(order.filesDeletedAt === null ? 'counter:detail.keepUntil' : 'counter:detail.filesDeleted'),
      formatDay(order.keepUntil as ShopDay, locale),
    ],
    [t('counter:detail.place'), order.place],
  ];
  return (
    <section className={cx(styles['section'])} aria-label={order.number}>
      <div className={cx(styles['head'])}>
        <h2 className={cx(styles['number'])}>{order.number}</h2>
        <div className={cx(styles['pills'])}>
          <StatusPill look={orderStatusLooks[order.status]}>
            {t(`common:orderStatus.${order.status}`)}
          </StatusPill>
          <StatusPill look={paymentLooks[order.payment]}>{t(`common:payment.${order.payment}`)}</StatusPill>
        </div>
        <p className={cx(styles['customer'])}>{customerLine(order) || t('counter:detail.anonymous')}</p>
      </div>
      <Facts facts={facts} />
      {order.note !== null && <p className={cx(styles['note'])}>{order.note}</p>}
    </section>
  );
}

/** When the customer of a waiting order is to be reminded, or was. */
function reminderFact(t: Texts, locale: UiLocale, collection: OrderDetail['collection']): Fact {
  if (collection !== null && collection.remindedAt !== null) {
    return [t('counter:detail.reminded'), formatDateTime(collection.remindedAt, locale)];
  }
  const day = collection?.reminderOn ?? null;
  return [t('counter:detail.remindBy'), day === null ? null : formatDay(day as ShopDay, locale)];
}

function customerLine({ contact }: OrderDetail): string {
  if (contact === null) return '';
  const phone = contact.phone === null ? null : formatPhone(contact.phone);
  return [contact.name, phone, contact.email, contact.address].filter((part) => part !== null).join(' · ');
}
