import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { Catalogue } from '../../../../shared/domain/catalogue.ts';
import type { OrderId } from '../../../../shared/domain/ids.ts';
import { useTexts } from '../../../i18n/index.ts';
import { ReadPage, Skeleton } from '../../../ui/index.ts';
import { PricesSection } from '../prices/PricesSection.tsx';
import { StaffListSection } from '../prices/StaffListSection.tsx';
import { FailureBanner } from '../parts/FailureBanner.tsx';
import type { SyncStatusStore } from '../status/syncStatus.store.ts';
import { HeldList } from './HeldList.tsx';
import { Letters } from './Letters.tsx';
import { LineSection } from './LineSection.tsx';
import { ResolveDialog } from './ResolveDialog.tsx';
import { StateSection } from './StateSection.tsx';
import type { SyncPageStore } from './sync.store.ts';
import { WaitingList } from './WaitingList.tsx';

/** How far this terminal's changes have come, what waits and why, and what came back for somebody to decide. */
export function SyncScreen(props: {
  readonly store: SyncPageStore;
  readonly status: SyncStatusStore;
  readonly role: 'staff' | 'manager';
  readonly now: number;
  /** The price list in force. */
  readonly catalogue: Catalogue | null;
  readonly onOpenOrder: (orderId: OrderId) => void;
  readonly onEnrol: () => void;
}) {
  const { store, role, now, catalogue, onOpenOrder, onEnrol } = props;
  const t = useTexts();
  const status = useStore(props.status, (state) => state.status);
  const { lists, loading, failure, refused, asking, retrying } = useStore(store);
  const { open, close, load, retry } = store.getState();
  useEffect(() => {
    void open();
    return close;
  }, [open, close]);
  const isSetUp = status !== null && status.state !== 'not_enrolled';
  return (
    <>
      <ReadPage label={t('sync:title')} isLoading={loading && lists !== null}>
        <FailureBanner failure={failure} onRetry={() => void load()} />
        {asking === null && <FailureBanner failure={refused} />}
        {status === null && failure === null && <Skeleton label={t('common:pending')} />}
        {status !== null && <StateSection status={status} role={role} now={now} onEnrol={onEnrol} />}
        {lists !== null && lists.letters.length > 0 && (
          <Letters
            letters={lists.letters}
            role={role}
            onAsk={store.getState().ask}
            onOpenOrder={onOpenOrder}
          />
        )}
        {lists !== null && lists.held.length > 0 && (
          <HeldList
            held={lists.held}
            retrying={retrying}
            onRetry={() => void retry()}
            onOpenOrder={onOpenOrder}
          />
        )}
        {isSetUp && <LineSection status={status} />}
        {isSetUp && lists !== null && (
          <WaitingList
            ops={lists.waiting}
            total={Math.max(status.waiting.ops, lists.waiting.length)}
            onOpenOrder={onOpenOrder}
          />
        )}
        {lists !== null && <PricesSection versions={lists.prices} catalogue={catalogue} />}
        {lists !== null && lists.staffList !== null && <StaffListSection list={lists.staffList} />}
      </ReadPage>
      <ResolveDialog store={store} />
    </>
  );
}
