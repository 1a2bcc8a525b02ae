import type { DraftId, OrderId, PersonId } from '../../../shared/domain/ids.ts';
import { createOrderConsentsStore } from '../../features/counterCustomers/consents/orderConsents.store.ts';
import { createShownStore } from '../../features/counterCustomers/consents/shown.store.ts';
import { createCustomersStore } from '../../features/counterCustomers/search/customers.store.ts';
import { createDetailStore } from '../../features/counterDetail/detail.store.ts';
import type { DetailMessage } from '../../features/counterDetail/detailState.ts';
import { createNewOrderStore } from '../../features/counterNewOrder/newOrder.store.ts';
import { createOrdersStore } from '../../features/counterOrders/orders.store.ts';
import { createPickUpStore } from '../../features/counterPickUp/pickUp.store.ts';
import { createPrintingStore } from '../../features/counterPrinting/printing.store.ts';
import { createReportsStore } from '../../features/counterReports/reports.store.ts';
import { createStatisticsStore } from '../../features/counterReports/statistics/statistics.store.ts';
import { createSettingsStore } from '../../features/counterSettings/settings.store.ts';
import { createPaletteStore } from '../../features/counterShell/palette.store.ts';
import { createShellStore } from '../../features/counterShell/shell.store.ts';
import { createSignInStore } from '../../features/counterSignIn/signIn.store.ts';
import { createToasts, type Toaster } from '../../ui/index.ts';
import type { createI18n } from '../../i18n/index.ts';
import type { Api } from '../api.ts';
import { createPrivacy } from './createPrivacy.ts';
import { createSync } from './createSync.ts';
import { focusDetail } from './focus.ts';

type I18n = ReturnType<typeof createI18n>;

/** All stores of the counter window. They outlive a lock, and with it the user: half-made work is in them. */
export function createCounter(api: Api, i18n: I18n) {
  const toasts = createToasts();
  const shell = createShellStore(api);
  const orders = createOrdersStore(api);
  const newOrder = createNewOrderStore({ api });
  const openDraft = (draftId: DraftId) => {
    shell.getState().go('newOrder');
    void newOrder.getState().resume(draftId);
  };
  const detail = createDetailStore({ api, tell: (message) => tell(toasts, i18n, message), openDraft });
  const pickUp = createPickUpStore({
    api,
    onHandedOut: ({ orderId, number }, { historyId, undoUntil }) =>
      detail.getState().rememberUndo(orderId, number, historyId, undoUntil, 'picked_up'),
  });
  const sync = createSync({ api, i18n, toasts });
  const privacy = createPrivacy(api, i18n, toasts);
  const tellWithdrawn = () => toasts.show({ text: i18n.t('counter:customers.consents.withdrawn') });
  const customers = createCustomersStore({ api, tell: tellWithdrawn });
  const orderConsents = createOrderConsentsStore({
    api,
    onWithdrawn: () => {
      tellWithdrawn();
      void detail.getState().reload();
    },
  });
  const show = (orderId: OrderId) => {
    orders.getState().select(orderId);
    detail.getState().show(orderId);
  };
  const open = (orderId: OrderId) => {
    show(orderId);
    shell.getState().go('orders');
    shell.getState().setDetail(true);
  };
  const handOut = (orderId: OrderId, scanned: string | null) => {
    shell.getState().go('pickUp');
    detail.getState().show(orderId);
    void pickUp.getState().take(orderId, scanned);
  };
  return {
    api,
    i18n,
    toasts,
    shell,
    orders,
    detail,
    pickUp,
    signIn: createSignInStore(api),
    privacy,
    sync,
    customers,
    orderConsents,
    shownConsent: createShownStore(api),
    newOrder,
    openDraft,
    printing: createPrintingStore(api),
    reports: createReportsStore(api),
    statistics: createStatisticsStore(api),
    settings: createSettingsStore(api),
    palette: createPaletteStore(api),
    /** The row and its detail. */
    show,
    /** The order on its own screen, from wherever one is. */
    open,
    handOut,
    ...createCustomerWays(customers, shell),
  };
}

/** A customer that is opened covers the list where there is no room beside it. */
function createCustomerWays(
  customers: ReturnType<typeof createCustomersStore>,
  shell: ReturnType<typeof createShellStore>,
) {
  const reach = async (opened: Promise<boolean>) => {
    if (!(await opened)) return;
    shell.getState().setDetail(true);
    focusDetail();
  };
  return {
    openCustomer: (personId: PersonId) => void reach(customers.getState().open(personId)),
    /** Whoever is the only one found, without waiting for the typing to rest. */
    openFound: () => void reach(customers.getState().openFound()),
    openForReason: () => void reach(customers.getState().openForReason()),
    takeCode: (code: string) => {
      shell.getState().go('customers');
      void reach(
        customers
          .getState()
          .takeCode(code)
          .then(() => customers.getState().byCode !== null),
      );
    },
  };
}

export type Counter = ReturnType<typeof createCounter>;

function tell(toasts: Toaster, { t }: I18n, message: DetailMessage): void {
  const { number } = message;
  switch (message.kind) {
    case 'status':
      return toasts.show({
        text: t('counter:toast.status', { number, status: t(`common:orderStatus.${message.to}`) }),
        onUndo: message.undo,
      });
    case 'reminded':
      return toasts.show({ text: t('counter:toast.reminded', { number }), onUndo: message.undo });
    case 'printed':
      return toasts.show({
        text:
          message.copy > 1
            ? t('counter:toast.copy', { number, copy: message.copy - 1 })
            : t('counter:toast.printed', { number }),
      });
    default:
      return toasts.show({ text: t(`counter:toast.${message.kind}`, { number }) });
  }
}
