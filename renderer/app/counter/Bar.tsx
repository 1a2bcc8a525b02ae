import { useCallback } from 'react';
import { CustomersBar } from '../../features/counterCustomers/search/CustomersBar.tsx';
import { OrdersBar } from '../../features/counterOrders/OrdersBar.tsx';
import { AuditBar } from '../../features/counterPrivacy/audit/AuditBar.tsx';
import { DisclosuresBar } from '../../features/counterPrivacy/disclosures/DisclosuresBar.tsx';
import { NoticesBar } from '../../features/counterPrivacy/notices/NoticesBar.tsx';
import { QueueBar } from '../../features/counterPrivacy/queue/QueueBar.tsx';
import { RetentionBar } from '../../features/counterPrivacy/retention/RetentionBar.tsx';
import { SyncBar } from '../../features/counterSync/page/SyncBar.tsx';
import { TerminalsBar } from '../../features/counterSync/terminals/TerminalsBar.tsx';
import { HINTS } from '../../features/counterShell/commands.ts';
import type { Screen } from '../../features/counterShell/shell.store.ts';
import { useShell } from '../../features/counterShell/useShell.ts';
import type { Counter } from './createCounter.ts';
import { createCommands } from './runCommand.ts';

const WITH_BAR = [
  'orders',
  'customers',
  'requests',
  'disclosures',
  'notices',
  'retention',
  'audit',
  'sync',
  'terminals',
] as const satisfies readonly Screen[];
type WithBar = (typeof WITH_BAR)[number];

export const hasBar = (screen: Screen): screen is WithBar => WITH_BAR.some((one) => one === screen);

/** The line above a list: what it shows, filters, and the one primary. */
export function Bar({ counter, screen }: { readonly counter: Counter; readonly screen: WithBar }) {
  const { shell, orders, privacy, sync } = counter;
  const searchAsked = useShell(shell, (state) => state.searchAsked);
  const { askSearch, go } = shell.getState();
  const searchReached = useCallback(() => askSearch(false), [askSearch]);
  switch (screen) {
    case 'orders':
      return (
        <OrdersBar
          store={orders}
          hints={HINTS}
          searchAsked={searchAsked}
          onSearchReached={searchReached}
          onNew={() => go('newOrder')}
        />
      );
    case 'customers':
      return (
        <CustomersBar
          store={counter.customers}
          keys={HINTS.search}
          searchAsked={searchAsked}
          onSearchReached={searchReached}
          onEnter={counter.openFound}
        />
      );
    case 'requests':
      return (
        <QueueBar
          store={privacy.requests}
          keyHint={HINTS.takeIn}
          onTakeIn={() => createCommands(counter).takeIn()}
          onCode={() => privacy.code.getState().open('')}
        />
      );
    case 'disclosures':
      return <DisclosuresBar store={privacy.disclosures} />;
    case 'notices':
      return <NoticesBar store={privacy.notices} />;
    case 'retention':
      return <RetentionBar store={privacy.retention} />;
    case 'audit':
      return <AuditBar store={privacy.audit} />;
    case 'sync':
      return <SyncBar store={sync.page} status={sync.status} />;
    case 'terminals':
      return <TerminalsBar store={sync.terminals} status={sync.status} />;
  }
}
