import { OrderConsents } from '../../features/counterCustomers/consents/OrderConsents.tsx';
import { CustomerPanel } from '../../features/counterCustomers/person/CustomerPanel.tsx';
import { CustomersScreen } from '../../features/counterCustomers/search/CustomersScreen.tsx';
import { DetailPanel } from '../../features/counterDetail/DetailPanel.tsx';
import { Basket } from '../../features/counterNewOrder/Basket.tsx';
import { NewOrderScreen } from '../../features/counterNewOrder/NewOrderScreen.tsx';
import { OrdersScreen } from '../../features/counterOrders/OrdersScreen.tsx';
import { PickUpScreen } from '../../features/counterPickUp/PickUpScreen.tsx';
import { PrintingScreen } from '../../features/counterPrinting/PrintingScreen.tsx';
import { DecisionPanel } from '../../features/counterPrivacy/decision/DecisionPanel.tsx';
import { RequestsScreen } from '../../features/counterPrivacy/RequestsScreen.tsx';
import { ReportsScreen } from '../../features/counterReports/ReportsScreen.tsx';
import { StatisticsScreen } from '../../features/counterReports/statistics/StatisticsScreen.tsx';
import { SettingsScreen } from '../../features/counterSettings/SettingsScreen.tsx';
import { Alerts } from '../../features/counterShell/Alerts.tsx';
import { HINTS } from '../../features/counterShell/commands.ts';
import type { Screen, ShellState } from '../../features/counterShell/shell.store.ts';
import { CloseDetail } from '../../features/counterShell/CloseDetail.tsx';
import { useShell } from '../../features/counterShell/useShell.ts';
import type { Counter } from './createCounter.ts';
import { focusDetail } from './focus.ts';
import { isPrivacyPage, PrivacyAside, PrivacyContent } from './privacyScreens.tsx';
import { createCommands } from './runCommand.ts';
import { isSyncPage, SyncContent } from './syncScreens.tsx';

type Props = { readonly counter: Counter; readonly screen: Screen; readonly role: 'staff' | 'manager' };

/** Whether a screen has a right side; of the privacy desk only managers have one. */
export const hasAside = (screen: Screen, role: Props['role']): boolean =>
  screen === 'orders' ||
  screen === 'pickUp' ||
  screen === 'newOrder' ||
  screen === 'customers' ||
  screen === 'audit' ||
  (screen === 'requests' && role === 'manager');

const shownOf = ({ now, catalogue, out }: ShellState) => ({ now, catalogue, out });

/** The middle of the window. */
export function Content({ counter, screen, role, isWide }: Props & { readonly isWide: boolean }) {
  const { shell, orders, detail, newOrder, pickUp, privacy, show, open } = counter;
  const { now, catalogue, out } = useShell(shell, shownOf);
  const openDetail = () => {
    shell.getState().setDetail(true);
    focusDetail();
  };
  if (isPrivacyPage(screen)) {
    return <PrivacyContent counter={counter} page={screen} role={role} onOpen={openDetail} />;
  }
  if (isSyncPage(screen)) return <SyncContent counter={counter} page={screen} role={role} />;
  switch (screen) {
    case 'orders':
      return (
        <OrdersScreen
          store={orders}
          now={now}
          onSelect={show}
          onOpen={(orderId) => {
            open(orderId);
            focusDetail();
          }}
          onNew={() => shell.getState().go('newOrder')}
          notes={<Alerts store={shell} onOpen={open} />}
        />
      );
    case 'newOrder':
      return (
        <NewOrderScreen
          store={newOrder}
          catalogue={catalogue}
          out={out}
          {...(isWide
            ? {}
            : { basket: <Aside counter={counter} screen={screen} role={role} closable={false} /> })}
          onOpenOrder={() => {
            const placed = newOrder.getState().placed;
            newOrder.getState().finish();
            void orders.getState().load();
            if (placed !== null) open(placed.orderId);
          }}
        />
      );
    case 'pickUp':
      return <PickUpScreen store={pickUp} role={role} onPay={() => detail.getState().openPayment()} />;
    case 'printing':
      return <PrintingScreen store={counter.printing} catalogue={catalogue} />;
    case 'customers':
      return (
        <CustomersScreen
          store={counter.customers}
          role={role}
          onOpen={counter.openCustomer}
          onOpenForReason={counter.openForReason}
          onNew={() => shell.getState().go('newOrder')}
          onTakeIn={createCommands(counter).takeIn}
        />
      );
    case 'requests':
      return (
        <RequestsScreen
          store={privacy.requests}
          oneCase={privacy.oneCase}
          handOver={privacy.handOver}
          onCode={privacy.code.getState().open}
          onSelect={privacy.showRequest}
          onOpen={(id) => {
            privacy.showRequest(id);
            openDetail();
          }}
        />
      );
    case 'reports':
      return <ReportsScreen store={counter.reports} />;
    case 'statistics':
      return <StatisticsScreen store={counter.statistics} />;
    case 'settings':
      return <SettingsScreen store={counter.settings} saveHint={HINTS.save} />;
  }
}

/** The right side: the order in hand, or the basket of the one being made. */
export function Aside(props: Props & { readonly closable: boolean }) {
  const { counter, screen, role, closable } = props;
  const { shell, detail, newOrder, privacy, handOut } = counter;
  const now = useShell(shell, (state) => state.now);
  const catalogue = useShell(shell, (state) => state.catalogue);
  const isCentralAway = useShell(shell, (state) => state.health?.network.state === 'offline');
  if (screen === 'newOrder') {
    return <Basket store={newOrder} catalogue={catalogue} role={role} saveHint={HINTS.save} />;
  }
  if (screen === 'customers') {
    return (
      <>
        {closable && <CloseDetail store={shell} />}
        <CustomerPanel
          store={counter.customers}
          shown={counter.shownConsent}
          role={role}
          takeInHint={HINTS.takeIn}
          onOpen={counter.openCustomer}
          onOpenOrder={counter.open}
          onTakeIn={createCommands(counter).takeIn}
        />
      </>
    );
  }
  if (isPrivacyPage(screen)) {
    return (
      <>
        {closable && <CloseDetail store={shell} />}
        <PrivacyAside counter={counter} page={screen} />
      </>
    );
  }
  if (screen === 'requests') {
    return (
      <>
        {closable && <CloseDetail store={shell} />}
        <DecisionPanel
          store={privacy.oneCase}
          handOver={privacy.handOver}
          onCode={privacy.code.getState().open}
        />
      </>
    );
  }
  return (
    <>
      {closable && <CloseDetail store={shell} />}
      <DetailPanel
        store={detail}
        catalogue={catalogue}
        role={role}
        hints={HINTS}
        now={now}
        isCentralAway={isCentralAway}
        consents={<OrderConsents store={counter.orderConsents} />}
        onHandOver={
          screen === 'pickUp'
            ? null
            : () => {
                const { orderId } = detail.getState();
                if (orderId !== null) handOut(orderId, null);
              }
        }
      />
    </>
  );
}
