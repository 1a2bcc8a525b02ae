import { useStore } from 'zustand';
import type { PersonTold } from '../../../../../shared/contract/notices.ts';
import type { OrderId } from '../../../../../shared/domain/ids.ts';
import { mayBeTold } from '../../../../../shared/domain/notice.ts';
import { formatDateTime } from '../../../../../shared/domain/time.ts';
import { useTexts } from '../../../../i18n/index.ts';
import { Button, MenuButton, PlainTable, StatusPill, useUi } from '../../../../ui/index.ts';
import type { NoticesStore } from '../notices.store.ts';
import { toldLooks } from './toldLooks.ts';

/** What people at the desk can say of one person: a letter went, something came back, the person knows. */
const BY_HAND = ['sent', 'bounced', 'acknowledged'] as const;

/** One line for each person, by order number and never by name: whoever has to call opens the order. */
export function ToldPeople(props: {
  readonly store: NoticesStore;
  readonly people: readonly PersonTold[];
  readonly onOpenOrder: (orderId: OrderId) => void;
}) {
  const { store, people, onOpenOrder } = props;
  const t = useTexts();
  const { locale } = useUi();
  return (
    <PlainTable
      label={t('privacy:notices.view.campaign')}
      columns={(['order', 'state', 'since', 'note'] as const).map((id) => ({
        id,
        header: t(`privacy:notices.campaign.columns.${id}`),
      }))}
      rows={people.map(({ orderId, number, state, since }, at) => ({
        id: orderId ?? String(at),
        cells: [
          orderId === null || number === null ? (
            t('privacy:notices.campaign.noOrder')
          ) : (
            <Button key="order" variant="quiet" onPress={() => onOpenOrder(orderId)}>
              {number}
            </Button>
          ),
          <StatusPill key="state" look={toldLooks[state]}>
            {t(`privacy:notices.told.${state}`)}
          </StatusPill>,
          formatDateTime(since, locale),
          orderId === null || number === null ? null : (
            <Note key="note" store={store} person={{ orderId, number, state }} />
          ),
        ],
      }))}
    />
  );
}

function Note(props: {
  readonly store: NoticesStore;
  readonly person: Pick<PersonTold, 'state'> & { readonly orderId: OrderId; readonly number: string };
}) {
  const { store, person } = props;
  const { orderId, number, state } = person;
  const t = useTexts();
  const pending = useStore(store, (all) => all.pending);
  const choices = BY_HAND.filter((to) => mayBeTold(state, to));
  if (choices.length === 0) return null;
  return (
    <MenuButton
      label={t('privacy:notices.note.open')}
      name={number}
      isDisabled={pending}
      choices={choices.map((id) => ({ id, label: t(`privacy:notices.note.${id}`) }))}
      onAction={(to) => store.getState().askNote({ orderId, number, state: to })}
    />
  );
}
