import { PhoneCall } from 'lucide-react';
import { useStore } from 'zustand';
import type { OrderDetail } from '../../../shared/contract/orders.ts';
import { formatDateTime } from '../../../shared/domain/time.ts';
import { type Texts, useTexts } from '../../i18n/index.ts';
import { Button, messageLooks, StatusPill, type UiLocale, useUi } from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import styles from './detail.module.css';
import type { DetailStore } from './detail.store.ts';

type Message = OrderDetail['messages'][number];

const NAMES = {
  'order.placed': 'placed',
  'order.problem': 'problem',
  'order.ready': 'ready',
  'order.reminder': 'reminder',
} as const satisfies Record<Message['template'], string>;

/**
 * What the customer was told and how far that came; what came back is a call to make (NOT-3). Only central sends: while it
 * is away, what waits says so (OFF-3).
 */
export function MessageList(props: {
  readonly store: DetailStore;
  readonly order: OrderDetail;
  readonly isCentralAway: boolean;
}) {
  const { store, order, isCentralAway } = props;
  const t = useTexts();
  const { locale } = useUi();
  const pending = useStore(store, (state) => state.pending);
  const { recordCall } = store.getState();
  if (order.messages.length === 0) return null;
  return (
    <section className={cx(styles['section'])} aria-label={t('counter:messages.title')}>
      <h3 className={cx(styles['heading'])}>{t('counter:messages.title')}</h3>
      <ul className={cx(styles['lines'])}>
        {order.messages.map((message) => (
          <li key={message.messageId} className={cx(styles['line'])}>
            <span>
              {t(`counter:messages.template.${NAMES[message.template]}`)} ·{' '}
              {t(`counter:messages.way.${message.channel}`)}
            </span>
            <StatusPill look={messageLooks[message.state]}>
              {t(`counter:messages.state.${message.uncertain ? 'uncertain' : message.state}`)}
            </StatusPill>
            <span className={cx(styles['quiet'])}>{standing(t, locale, message, isCentralAway)}</span>
            {message.toCall && (
              <Button
                icon={PhoneCall}
                isPending={pending}
                pendingLabel={t('common:pending')}
                onPress={() => void recordCall(message.messageId)}
              >
                {t('counter:messages.recordCall')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Since when it stands so, and what follows from it. */
function standing(
  t: Texts,
  locale: UiLocale,
  { state, since, reason, toCall, calledAt }: Message,
  isCentralAway: boolean,
): string {
  const time = formatDateTime(since, locale);
  switch (state) {
    case 'queued':
      return `${t('counter:messages.since', { time })} · ${t(isCentralAway ? 'counter:messages.waitsForCentral' : 'counter:messages.waits')}`;
    case 'handed':
      return t('counter:messages.since', { time });
    case 'sent':
      return time;
    case 'cancelled':
      return reason === 'none' ? time : `${time} · ${t(`counter:messages.reason.${reason}`)}`;
    case 'bounced':
      if (calledAt !== null)
        return `${time} · ${t('counter:messages.calledAt', { time: formatDateTime(calledAt, locale) })}`;
      return toCall ? `${time} · ${t('counter:messages.call')}` : time;
  }
}
