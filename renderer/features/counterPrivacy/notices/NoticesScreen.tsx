import { Inbox } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { OrderId } from '../../../../shared/domain/ids.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Banner, DataTable, EmptyState, LoadingBar, ReadPage, Skeleton, useUi } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { FailureBanner } from '../parts/FailureBanner.tsx';
import styles from '../parts/page.module.css';
import { Campaign } from './campaign/Campaign.tsx';
import { noticeColumns } from './columns.tsx';
import type { NoticesStore } from './notices.store.ts';
import { comeSigned } from './noticesState.ts';
import { PublishDialog } from './publish/PublishDialog.tsx';
import { Writing } from './writing/Writing.tsx';

type Props = { readonly store: NoticesStore };

/** CS6, notices: every version with its text and hash, its way to being in force, and who was told of a change. */
export function NoticesScreen(
  props: Props & {
    /** UTC ms. */
    readonly now: number;
    /** Days a material change is published before it takes effect. */
    readonly leadDays: number | undefined;
    readonly onOpen: () => void;
    readonly onOpenOrder: (orderId: OrderId) => void;
  },
) {
  const { store, now, leadDays, onOpen, onOpenOrder } = props;
  const t = useTexts();
  const { locale } = useUi();
  const { view, items, loading, failure, refusal, form, noting, writing } = useStore(store);
  const { open, close, load, dismiss } = store.getState();
  useEffect(() => {
    void open(locale);
    return close;
  }, [open, close, locale]);
  const notes = (
    <>
      <FailureBanner failure={failure} onRetry={() => void load()} />
      {comeSigned(items) && <Banner tone="info">{t('errors:SIGNED_AT_CENTRAL')}</Banner>}
      {form === null && noting === null && <FailureBanner failure={refusal} onClose={dismiss} />}
    </>
  );
  if (writing !== null && view === 'versions') return <Writing store={store} form={writing} />;
  return (
    <>
      {view === 'versions' ? (
        <div className={cx(styles['list'])}>
          <LoadingBar isLoading={loading} />
          <div className={cx(styles['notes'])}>{notes}</div>
          <Versions store={store} onOpen={onOpen} />
        </div>
      ) : (
        <ReadPage label={t('privacy:notices.view.campaign')} isLoading={loading && items !== null}>
          {notes}
          {items === null && failure === null && <Skeleton label={t('common:pending')} />}
          {items !== null && <Campaign store={store} onOpenOrder={onOpenOrder} />}
        </ReadPage>
      )}
      <PublishDialog store={store} now={now} leadDays={leadDays} />
    </>
  );
}

function Versions({ store, onOpen }: Props & { readonly onOpen: () => void }) {
  const t = useTexts();
  const { locale } = useUi();
  const { items, selected } = useStore(store);
  const { select } = store.getState();
  const columns = useMemo(() => noticeColumns(t, locale), [t, locale]);
  return (
    <DataTable
      label={t('privacy:notices.view.versions')}
      columns={columns}
      items={items ?? []}
      selected={selected}
      onSelect={(id) => void select(id)}
      onOpen={(id) => {
        void select(id);
        onOpen();
      }}
      empty={items === null ? null : <EmptyState icon={Inbox} title={t('privacy:notices.empty')} />}
    />
  );
}
