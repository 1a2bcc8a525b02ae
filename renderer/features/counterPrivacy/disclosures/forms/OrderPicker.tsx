import { Plus, X } from 'lucide-react';
import { formatDate } from '../../../../../shared/domain/time.ts';
import { useTexts } from '../../../../i18n/index.ts';
import { Button, TextField, useUi } from '../../../../ui/index.ts';
import { cx } from '../../../../ui/cx.ts';
import styles from '../../parts/page.module.css';
import type { DisclosuresStore } from '../disclosures.store.ts';
import type { DisclosureForm } from '../disclosureState.ts';

/** The orders it is about, found by number, phone or name, each chosen by hand. */
export function OrderPicker(props: {
  readonly store: DisclosuresStore;
  readonly form: Extract<DisclosureForm, { kind: 'proposal' }>;
}) {
  const { store, form } = props;
  const t = useTexts();
  const { locale } = useUi();
  const { searchOrder, addOrder, typeProposal } = store.getState();
  const { search, found, proposal } = form;
  return (
    <div className={cx(styles['section'])} role="group" aria-label={t('privacy:disclosures.orders.label')}>
      <TextField
        label={t('privacy:disclosures.orders.label')}
        kind="search"
        value={search}
        maxLength={80}
        placeholder={t('privacy:disclosures.orders.like')}
        onChange={(text) => void searchOrder(text)}
      />
      {found.length > 0 && (
        <ul className={cx(styles['row'])}>
          {found.map((order) => (
            <li key={order.orderId}>
              <Button icon={Plus} onPress={() => addOrder(order)}>
                {[order.number, order.customer, formatDate(order.placedAt, locale)]
                  .filter((part) => part !== null)
                  .join(' · ')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {proposal.orders.length > 0 && (
        <ul className={cx(styles['row'])} aria-label={t('privacy:disclosures.orders.chosen')}>
          {proposal.orders.map(({ orderId, name }) => (
            <li key={orderId}>
              <Button
                icon={X}
                aria-label={t('privacy:disclosures.orders.remove', { name })}
                onPress={() =>
                  typeProposal({ orders: proposal.orders.filter((one) => one.orderId !== orderId) })
                }
              >
                {name}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
