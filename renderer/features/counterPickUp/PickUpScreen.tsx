import { CircleCheck, ScanLine } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { OrderDetail } from '../../../shared/contract/orders.ts';
import { formatMoney } from '../../../shared/domain/money.ts';
import { useTexts } from '../../i18n/index.ts';
import {
  Banner,
  Button,
  EmptyState,
  orderStatusLooks,
  paymentLooks,
  StatusPill,
  TextField,
  useUi,
} from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import { stageOf, typedProof } from './pickUp.ts';
import styles from './pickUp.module.css';
import type { PickUpStore } from './pickUp.store.ts';

/** CS4: a scan brings the order, one button hands it out; everything else says what is missing. */
export function PickUpScreen(props: {
  readonly store: PickUpStore;
  readonly role: 'staff' | 'manager';
  readonly onPay: (order: OrderDetail) => void;
}) {
  const { store, role, onPay } = props;
  const t = useTexts();
  const { order, found, failure, unknownCode, handedOut } = useStore(store);
  return (
    <div className={cx(styles['screen'])}>
      <Entry store={store} />
      {unknownCode !== null && failure !== null && (
        <Banner tone="danger" title={unknownCode}>
          {t(`errors:${failure.code}`)}
        </Banner>
      )}
      {unknownCode === null && failure !== null && (
        <Banner tone="danger">{t(`errors:${failure.code}`)}</Banner>
      )}
      {handedOut !== null && (
        <Banner tone="info" icon={CircleCheck}>
          {t('counter:pickUp.done', { number: handedOut.number })}
        </Banner>
      )}
      {order !== null && <Order store={store} order={order} role={role} onPay={() => onPay(order)} />}
      {order === null && found !== null && <Found store={store} />}
      {order === null && found === null && handedOut === null && unknownCode === null && (
        <EmptyState icon={ScanLine} title={t('counter:pickUp.ready')} />
      )}
    </div>
  );
}

function Entry({ store }: { readonly store: PickUpStore }) {
  const t = useTexts();
  const text = useStore(store, (state) => state.text);
  const { type, search } = store.getState();
  return (
    <form
      className={cx(styles['entry'])}
      onSubmit={(event) => {
        event.preventDefault();
        void search();
      }}
    >
      <TextField
        label={t('counter:pickUp.enter')}
        value={text}
        maxLength={80}
        autoFocus
        onChange={(next) => type({ text: next })}
      />
      <Button type="submit">{t('common:actions.search')}</Button>
    </form>
  );
}

function Found({ store }: { readonly store: PickUpStore }) {
  const t = useTexts();
  const found = useStore(store, (state) => state.found) ?? [];
  const { take } = store.getState();
  if (found.length === 0) return <EmptyState title={t('counter:pickUp.nothing')} />;
  return (
    <ul className={cx(styles['list'])}>
      {found.map((row) => (
        <li key={row.orderId}>
          <Button icon={orderStatusLooks[row.status].icon} onPress={() => void take(row.orderId, null)}>
            {[row.number, t(`common:orderStatus.${row.status}`), row.customer, row.content]
              .filter((part) => part !== null)
              .join(' · ')}
          </Button>
        </li>
      ))}
    </ul>
  );
}

type OrderProps = {
  readonly store: PickUpStore;
  readonly order: OrderDetail;
  readonly role: 'staff' | 'manager';
  readonly onPay: () => void;
};

function Order({ store, order, role, onPay }: OrderProps) {
  const t = useTexts();
  const { proof, unpaidReason } = useStore(store);
  const { take, reset } = store.getState();
  const stage = stageOf(order, proof, role, unpaidReason);
  return (
    <section className={cx(styles['card'])} aria-label={order.number}>
      <div className={cx(styles['head'])}>
        <h2 className={cx(styles['number'])}>{order.number}</h2>
        <StatusPill look={orderStatusLooks[order.status]}>
          {t(`common:orderStatus.${order.status}`)}
        </StatusPill>
        <StatusPill look={paymentLooks[order.payment]}>{t(`common:payment.${order.payment}`)}</StatusPill>
        {order.place !== null && (
          <span className={cx(styles['place'])}>{t('counter:pickUp.place', { place: order.place })}</span>
        )}
      </div>
      <p>
        {order.customer ?? t('counter:detail.anonymous')} · {order.content}
      </p>
      {order.note !== null && <Banner tone="info">{order.note}</Banner>}
      {stage.kind === 'notReady' && <Banner tone="warning">{t('counter:pickUp.notReady')}</Banner>}
      {stage.kind === 'proof' && <ProofForm store={store} order={order} role={role} />}
      {proof !== null && stage.kind !== 'notReady' && (
        <Money store={store} order={order} role={role} onPay={onPay} />
      )}
      <div className={cx(styles['entry'])}>
        {proof !== null && stage.kind !== 'notReady' && (
          <HandOver store={store} isReady={stage.kind === 'ready'} />
        )}
        <Button variant="quiet" onPress={reset}>
          {t('common:actions.cancel')}
        </Button>
      </div>
      {order.alsoWaiting.length > 0 && (
        <div className={cx(styles['list'])}>
          <h3>{t('counter:pickUp.also')}</h3>
          <div className={cx(styles['entry'])}>
            {order.alsoWaiting.map((other) => (
              <Button
                key={other.orderId}
                icon={orderStatusLooks[other.status].icon}
                onPress={() => void take(other.orderId, null)}
              >
                {`${other.number} · ${t(`common:orderStatus.${other.status}`)}`}
              </Button>
            ))}
          </div>
        </div>
      )}
    </section>
  );
}

function ProofForm({ store, order, role }: Omit<OrderProps, 'onPay'>) {
  const t = useTexts();
  const { proofText, knownReason } = useStore(store);
  const { type, prove } = store.getState();
  const known = !order.anonymous || role === 'manager';
  return (
    <>
      <form
        className={cx(styles['entry'])}
        onSubmit={(event) => {
          event.preventDefault();
          prove();
        }}
      >
        <TextField
          label={order.anonymous ? t('counter:pickUp.claimCode') : t('counter:pickUp.phoneTail')}
          value={proofText}
          maxLength={12}
          autoFocus
          onChange={(next) => type({ proofText: next })}
        />
        <Button type="submit" isDisabled={typedProof(order, proofText) === null}>
          {t('counter:pickUp.check')}
        </Button>
      </form>
      {known && (
        <form
          className={cx(styles['entry'])}
          onSubmit={(event) => {
            event.preventDefault();
            prove({ kind: 'knownInPerson', reason: knownReason.trim() });
          }}
        >
          <TextField
            label={t('counter:pickUp.known')}
            value={knownReason}
            maxLength={120}
            onChange={(next) => type({ knownReason: next })}
          />
          <Button type="submit" isDisabled={knownReason.trim() === ''}>
            {t('counter:pickUp.knownDo')}
          </Button>
        </form>
      )}
    </>
  );
}

function Money({ store, order, role, onPay }: OrderProps) {
  const t = useTexts();
  const { locale } = useUi();
  const unpaidReason = useStore(store, (state) => state.unpaidReason);
  const { type } = store.getState();
  const due = order.total - order.paid;
  if (due <= 0) return null;
  return (
    <>
      <Banner
        tone="warning"
        title={t('counter:pickUp.due', { amount: formatMoney(due, locale) })}
        actions={<Button onPress={onPay}>{t('counter:detail.pay')}</Button>}
      >
        {role === 'manager' ? t('counter:pickUp.unpaidManager') : t('counter:pickUp.unpaidStaff')}
      </Banner>
      {role === 'manager' && (
        <TextField
          label={t('counter:pickUp.unpaidReason')}
          value={unpaidReason}
          maxLength={120}
          onChange={(next) => type({ unpaidReason: next })}
        />
      )}
    </>
  );
}

/** Takes the focus as soon as nothing is missing: after a scan, Enter hands out. */
function HandOver({ store, isReady }: { readonly store: PickUpStore; readonly isReady: boolean }) {
  const t = useTexts();
  const pending = useStore(store, (state) => state.pending);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isReady) box.current?.querySelector('button')?.focus();
  }, [isReady]);
  return (
    <div ref={box}>
      <Button
        variant="primary"
        isDisabled={!isReady}
        isPending={pending}
        pendingLabel={t('common:pending')}
        onPress={() => void store.getState().handOver()}
      >
        {t('counter:step.picked_up')}
      </Button>
    </div>
  );
}
