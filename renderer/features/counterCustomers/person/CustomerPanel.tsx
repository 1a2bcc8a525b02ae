import { MousePointerClick, ShieldCheck, UserRound } from 'lucide-react';
import { useStore } from 'zustand';
import type { Customer } from '../../../../shared/contract/customers.ts';
import type { OrderId, PersonId } from '../../../../shared/domain/ids.ts';
import { formatPhone } from '../../../../shared/domain/phone.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Banner, Button, EmptyState, Facts } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { CodePanel } from '../consents/CodePanel.tsx';
import { ConsentList } from '../consents/ConsentList.tsx';
import type { ShownStore } from '../consents/shown.store.ts';
import { ShownScreen } from '../consents/ShownScreen.tsx';
import styles from '../customers.module.css';
import type { CustomersStore } from '../search/customers.store.ts';
import { CustomerOrders } from './CustomerOrders.tsx';

interface Props {
  readonly store: CustomersStore;
  readonly shown: ShownStore;
  readonly role: 'staff' | 'manager';
  readonly takeInHint: string;
  readonly onOpen: (personId: PersonId) => void;
  readonly onOpenOrder: (orderId: OrderId) => void;
  readonly onTakeIn: () => void;
}

/** The right side of CS5: whoever is open, or the code of a ticket. */
export function CustomerPanel(props: Props) {
  const { store } = props;
  const t = useTexts();
  const { customer, byCode, selected } = useStore(store);
  if (byCode !== null) return <CodePanel store={store} />;
  if (customer !== null) return <Opened {...props} customer={customer} />;
  return (
    <div className={cx(styles['panel'])}>
      {selected === null ? (
        <EmptyState icon={MousePointerClick} title={t('counter:customers.chooseOne')} />
      ) : (
        <EmptyState
          icon={UserRound}
          title={t('counter:customers.recorded')}
          actions={
            <Button variant="primary" keyHint="Enter" onPress={() => props.onOpen(selected)}>
              {t('counter:customers.open')}
            </Button>
          }
        />
      )}
    </div>
  );
}

function Opened({
  store,
  shown,
  role,
  takeInHint,
  onOpenOrder,
  onTakeIn,
  customer,
}: Props & { readonly customer: Customer }) {
  const t = useTexts();
  const pending = useStore(store, (state) => state.pending);
  const { withdraw } = store.getState();
  const [newest] = customer.orders;
  return (
    <div className={cx(styles['panel'])}>
      <Who customer={customer} />
      <div className={cx(styles['row'])} role="group" aria-label={t('counter:detail.actions')}>
        {newest !== undefined && (
          <Button variant="primary" onPress={() => onOpenOrder(newest.orderId)}>
            {t('counter:new.openOrder')}
          </Button>
        )}
        <Button icon={ShieldCheck} keyHint={takeInHint} onPress={onTakeIn}>
          {t('counter:customers.takeIn')}
        </Button>
      </div>
      <CustomerOrders customer={customer} onOpenOrder={onOpenOrder} />
      <section className={cx(styles['section'])} aria-labelledby="customer-consents">
        <h3 id="customer-consents" className={cx(styles['heading'])}>
          {t('counter:consent.title')}
        </h3>
        {customer.consents.length === 0 && (
          <p className={cx(styles['quiet'])}>{t('counter:customers.consents.none')}</p>
        )}
        <ConsentList
          boxes={customer.consents}
          pending={pending}
          onWithdraw={(purposes) => void withdraw(purposes)}
          {...(role === 'manager' ? { onShow: (id) => void shown.getState().show(id) } : {})}
        />
      </section>
      <ShownScreen store={shown} />
    </div>
  );
}

function Who({ customer }: { readonly customer: Customer }) {
  const t = useTexts();
  const { name, email, phone, address, restricted, locale } = customer;
  return (
    <section className={cx(styles['section'])} aria-label={t('counter:customers.columns.customer')}>
      <h2 className={cx(styles['title'])}>{name ?? t('counter:customers.noName')}</h2>
      {restricted && <Banner tone="warning">{t('counter:customers.restricted')}</Banner>}
      <Facts
        facts={[
          [t('privacy:field.email'), email],
          [t('privacy:field.phone'), phone === null ? null : formatPhone(phone)],
          [t('privacy:field.address'), address],
          [t('counter:detail.language'), locale === null ? null : t(`counter:languages.${locale}`)],
        ]}
      />
    </section>
  );
}
