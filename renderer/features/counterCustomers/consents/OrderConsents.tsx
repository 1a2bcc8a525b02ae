import { useStore } from 'zustand';
import { useTexts } from '../../../i18n/index.ts';
import { Banner } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import styles from '../customers.module.css';
import { ConsentList } from './ConsentList.tsx';
import type { OrderConsentsStore } from './orderConsents.store.ts';

/** In the order on show: what stands agreed to, each with its way back. Nothing where nothing does. */
export function OrderConsents({ store }: { readonly store: OrderConsentsStore }) {
  const t = useTexts();
  const { boxes, pending, failure, withdraw } = useStore(store);
  const live = boxes.filter((box) => box.live);
  if (live.length === 0 && failure === null) return null;
  return (
    <section className={cx(styles['section'])} aria-labelledby="order-consents">
      <h3 id="order-consents" className={cx(styles['heading'])}>
        {t('counter:customers.consents.live')}
      </h3>
      {failure !== null && (
        <Banner tone="danger">
          {t(`errors:${failure.code}`)} {t('common:reference', { ref: failure.ref })}
        </Banner>
      )}
      <ConsentList
        boxes={live.map(({ purpose, channel, at, validUntil }) => ({
          purpose,
          channel,
          at,
          validUntil,
          live: true,
        }))}
        pending={pending}
        onWithdraw={(purposes) => void withdraw(purposes)}
      />
    </section>
  );
}
