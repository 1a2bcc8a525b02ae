import { useStore } from 'zustand';
import type { OrderId } from '../../../shared/domain/ids.ts';
import { formatDateTime } from '../../../shared/domain/time.ts';
import { useTexts } from '../../i18n/index.ts';
import { Banner, Button, useUi } from '../../ui/index.ts';
import type { ShellStore } from './shell.store.ts';

const SHOWN = 5;

/** Jobs and calls that wait for a person, by order: nothing waits silently (OUT-4, NOT-3). */
export function Alerts(props: { readonly store: ShellStore; readonly onOpen: (orderId: OrderId) => void }) {
  const t = useTexts();
  const alerts = useStore(props.store, (state) => state.alerts);
  const failure = useStore(props.store, (state) => state.failure);
  const { dismiss } = props.store.getState();
  const calls = useStore(props.store, (state) => state.calls);
  const orders = [...new Map(alerts.map((alert) => [alert.orderId, alert])).values()];
  return (
    <>
      {failure !== null && (
        <Banner tone="danger" actions={<Button onPress={dismiss}>{t('common:actions.close')}</Button>}>
          {t(`errors:${failure.code}`)}
        </Banner>
      )}
      <Restored store={props.store} />
      {orders.length > 0 && (
        <Banner tone="danger" actions={<Numbers orders={orders} onOpen={props.onOpen} />}>
          {t('counter:alerts.jobs', { count: orders.length })}
        </Banner>
      )}
      {calls.length > 0 && (
        <Banner tone="warning" actions={<Numbers orders={calls} onOpen={props.onOpen} />}>
          {t('counter:alerts.calls', { count: calls.length })}
        </Banner>
      )}
    </>
  );
}

/** That older data were put back, until somebody has read it. */
function Restored({ store }: { readonly store: ShellStore }) {
  const t = useTexts();
  const { locale } = useUi();
  const restored = useStore(store, (state) => state.restored);
  if (restored === null) return null;
  const { chosen, comeBack, orders, backupAt } = restored;
  const how = !chosen ? 'damaged' : orders === 0 ? 'complete' : comeBack ? 'comeBack' : 'missing';
  return (
    <Banner
      tone="warning"
      actions={
        <Button onPress={() => void store.getState().noteRestoredRead()}>{t('counter:restored.read')}</Button>
      }
    >
      {t(`counter:restored.${how}`, { at: formatDateTime(backupAt, locale), orders: orders ?? 0 })}
    </Banner>
  );
}

function Numbers(props: {
  readonly orders: readonly { readonly orderId: OrderId; readonly number: string }[];
  readonly onOpen: (orderId: OrderId) => void;
}) {
  return props.orders.slice(0, SHOWN).map(({ orderId, number }) => (
    <Button key={orderId} onPress={() => props.onOpen(orderId)}>
      {number}
    </Button>
  ));
}
