import {
  Ban,
  BellRing,
  ContactRound,
  FileWarning,
  Link,
  Pause,
  PhoneCall,
  Printer,
  RotateCcw,
  Tag,
  Trash2,
  Truck,
} from 'lucide-react';
import { useStore } from 'zustand';
import type { OrderDetail } from '../../../shared/contract/orders.ts';
import type { OrderStatus } from '../../../shared/domain/orderStatus.ts';
import { can } from '../../../shared/domain/permissions.ts';
import { useTexts } from '../../i18n/index.ts';
import { ActionDock, Button, MenuButton } from '../../ui/index.ts';
import type { DetailStore } from './detail.store.ts';
import { isOver, mayDeleteFiles, mayEdit, mayLink, mayReprint, primaryStep, sideSteps } from './steps.ts';

export type ActionHints = Readonly<
  Record<'nextStatus' | 'startPrint' | 'payment' | 'receipt' | 'label' | 'edit' | 'note', string>
>;

const sideIcons = {
  on_hold: Pause,
  cancelled: Ban,
  notified: BellRing,
  files_needed: FileWarning,
  in_transit: Truck,
} as const;

interface PapersProps {
  readonly store: DetailStore;
  readonly order: OrderDetail;
  readonly role: 'staff' | 'manager';
  readonly hints: ActionHints;
}

/** What is printed or written about an order, at any status. */
function Papers({ store, order, role, hints }: PapersProps) {
  const t = useTexts();
  const pending = useStore(store, (state) => state.pending);
  const { print, openEdit, openNote, openContact, askReason, startLinked } = store.getState();
  return (
    <>
      {can(role, 'ticket.print') && (
        <>
          <Button icon={Printer} keyHint={hints.receipt} onPress={() => void print('receipt')}>
            {t('counter:detail.receipt')}
          </Button>
          <Button icon={Tag} keyHint={hints.label} onPress={() => void print('slip')}>
            {t('counter:detail.label')}
          </Button>
        </>
      )}
      {mayEdit(order) && can(role, 'order.amend') && (
        <Button keyHint={hints.edit} onPress={openEdit}>
          {t('common:actions.change')}
        </Button>
      )}
      {!isOver(order) && (
        <Button keyHint={hints.note} onPress={openNote}>
          {t('counter:detail.note')}
        </Button>
      )}
      {!isOver(order) && order.contact !== null && can(role, 'privacy.takeIn') && (
        <Button icon={ContactRound} onPress={openContact}>
          {t('counter:contact.open')}
        </Button>
      )}
      {mayReprint(order) && can(role, 'order.reprint') && (
        <Button icon={RotateCcw} onPress={() => askReason({ kind: 'reprint', photoIds: null })}>
          {t('counter:detail.reprint')}
        </Button>
      )}
      {mayLink(order) && can(role, 'order.place') && (
        <Button
          icon={Link}
          isPending={pending}
          pendingLabel={t('common:pending')}
          onPress={() => void startLinked()}
        >
          {t('counter:detail.linked')}
        </Button>
      )}
    </>
  );
}

/** What may be done with the order now. The next step is the primary; the rest keeps its place. */
export function Actions({
  store,
  order,
  role,
  hints,
  now,
  onHandOver,
}: PapersProps & {
  /** UTC ms: what can no longer be taken back depends on it. */
  readonly now: number;
  /** null where the hand-over has its own button beside this. */
  readonly onHandOver: (() => void) | null;
}) {
  const t = useTexts();
  const { openPayment, askReason, askConfirm, askDeleteFiles, changeTo, recordReminder } = store.getState();
  const step = primaryStep(order, role);
  const primary = step?.to === 'picked_up' && onHandOver === null ? null : step;
  const others = sideSteps(order, role);
  const take = (to: OrderStatus) => {
    const wanted = order.next.find((one) => one.to === to);
    if (to === 'picked_up') onHandOver?.();
    else if (wanted?.needsReason === true) askReason({ kind: 'status', to });
    else if (to === 'cancelled' || to === 'notified') askConfirm(to);
    else void changeTo(to, null);
  };
  return (
    <ActionDock label={t('counter:detail.actions')}>
      {primary !== null && (
        <Button
          variant="primary"
          keyHint={primary.to === 'in_production' ? hints.startPrint : hints.nextStatus}
          onPress={() => take(primary.to)}
        >
          {order.status === 'on_hold' ? t('counter:step.resume') : stepName(t, primary.to)}
        </Button>
      )}
      {order.collection?.reminder === 'due' && (
        <Button icon={PhoneCall} onPress={() => void recordReminder()}>
          {t('counter:detail.called')}
        </Button>
      )}
      {!isOver(order) && can(role, 'payment.record') && order.total !== order.paid && (
        <Button keyHint={hints.payment} onPress={openPayment}>
          {t('counter:detail.pay')}
        </Button>
      )}
      <Papers store={store} order={order} role={role} hints={hints} />
      {mayDeleteFiles(order, now) && (
        <Button icon={Trash2} onPress={askDeleteFiles}>
          {t('counter:deleteFiles.open')}
        </Button>
      )}
      {others.length > 0 && (
        <MenuButton
          label={t('counter:detail.more')}
          choices={others.map(({ to }) => ({
            id: to,
            label: stepName(t, to),
            ...(to in sideIcons ? { icon: sideIcons[to as keyof typeof sideIcons] } : {}),
          }))}
          onAction={take}
        />
      )}
    </ActionDock>
  );
}

const stepName = (t: ReturnType<typeof useTexts>, to: OrderStatus): string => t(`counter:step.${to}`);
