import { SyncScreen } from '../../features/counterSync/page/SyncScreen.tsx';
import { TerminalsScreen } from '../../features/counterSync/terminals/TerminalsScreen.tsx';
import type { Screen } from '../../features/counterShell/shell.store.ts';
import { useShell } from '../../features/counterShell/useShell.ts';
import type { Counter } from './createCounter.ts';

const PAGES = ['sync', 'terminals'] as const satisfies readonly Screen[];
type SyncPage = (typeof PAGES)[number];

export const isSyncPage = (screen: Screen): screen is SyncPage => PAGES.some((one) => one === screen);

/** This terminal's line to central, and the store's terminals. */
export function SyncContent(props: {
  readonly counter: Counter;
  readonly page: SyncPage;
  readonly role: 'staff' | 'manager';
}) {
  const { counter, page, role } = props;
  const { shell, sync, open } = counter;
  const now = useShell(shell, (state) => state.now);
  const catalogue = useShell(shell, (state) => state.catalogue);
  const onEnrol = sync.enrol.getState().open;
  switch (page) {
    case 'sync':
      return (
        <SyncScreen
          store={sync.page}
          status={sync.status}
          role={role}
          now={now}
          catalogue={catalogue}
          onOpenOrder={open}
          onEnrol={onEnrol}
        />
      );
    case 'terminals':
      return <TerminalsScreen store={sync.terminals} status={sync.status} now={now} onEnrol={onEnrol} />;
  }
}
