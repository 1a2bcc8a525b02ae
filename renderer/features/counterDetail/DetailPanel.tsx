import { MousePointerClick } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { Catalogue } from '../../../shared/domain/catalogue.ts';
import { useTexts } from '../../i18n/index.ts';
import { Banner, Button, EmptyState } from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import { type ActionHints, Actions } from './Actions.tsx';
import { DetailDialogs } from './DetailDialogs.tsx';
import { HistoryList } from './HistoryList.tsx';
import { Jobs } from './Jobs.tsx';
import { Lines } from './Lines.tsx';
import { MessageList } from './MessageList.tsx';
import { OrderFacts } from './OrderFacts.tsx';
import { Payments } from './Payments.tsx';
import { PhotoStrip } from './PhotoStrip.tsx';
import styles from './detail.module.css';
import type { DetailStore } from './detail.store.ts';

/** CS2: one order. What it needs next is the one blue button; all else stands in the same place every time. */
export function DetailPanel(props: {
  readonly store: DetailStore;
  readonly catalogue: Catalogue | null;
  readonly role: 'staff' | 'manager';
  readonly hints: ActionHints;
  /** UTC ms: what can still be taken back depends on it. */
  readonly now: number;
  readonly isCentralAway: boolean;
  readonly onHandOver: (() => void) | null;
  /** What the customer agreed to, with the way back. */
  readonly consents: ReactNode;
}) {
  const { store, catalogue, role, hints, now, isCentralAway, onHandOver, consents } = props;
  const t = useTexts();
  const order = useStore(store, (state) => state.order);
  const wanted = useStore(store, (state) => state.orderId);
  if (order === null) {
    return (
      <div className={cx(styles['panel'])}>
        <Messages store={store} />
        {wanted === null && <EmptyState icon={MousePointerClick} title={t('counter:orders.chooseOne')} />}
      </div>
    );
  }
  return (
    <div className={cx(styles['panel'])}>
      <FromTheTop key={order.orderId} />
      <Messages store={store} />
      <OrderFacts order={order} now={now} />
      {consents}
      <PhotoStrip key={order.orderId} store={store} order={order} catalogue={catalogue} />
      <Lines order={order} catalogue={catalogue} />
      <Payments store={store} order={order} />
      <Jobs store={store} order={order} catalogue={catalogue} />
      <MessageList store={store} order={order} isCentralAway={isCentralAway} />
      <HistoryList store={store} order={order} now={now} />
      <Actions store={store} order={order} role={role} hints={hints} now={now} onHandOver={onHandOver} />
      <DetailDialogs store={store} order={order} catalogue={catalogue} />
    </div>
  );
}

function Messages({ store }: { readonly store: DetailStore }) {
  const t = useTexts();
  const { failure, conflict, openBy, dialog } = useStore(store);
  const { dismiss } = store.getState();
  // While a form is open it says itself what went wrong.
  if (dialog !== null) return null;
  return (
    <>
      {openBy !== null && <Banner tone="warning">{t('counter:detail.openBy', { name: openBy })}</Banner>}
      {failure !== null && (
        <Banner
          tone={conflict ? 'warning' : 'danger'}
          actions={<Button onPress={dismiss}>{t('common:actions.close')}</Button>}
        >
          {conflict ? t('counter:detail.conflict') : t(`errors:${failure.code}`)}{' '}
          {!conflict && t('common:reference', { ref: failure.ref })}
        </Banner>
      )}
    </>
  );
}

/** Another order is read from its number on; keyed by the order. */
function FromTheTop() {
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => mark.current?.closest('[data-area]')?.scrollTo(0, 0), []);
  return <span ref={mark} hidden />;
}
