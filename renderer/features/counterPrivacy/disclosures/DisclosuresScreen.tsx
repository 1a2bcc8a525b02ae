import { Inbox } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { useTexts } from '../../../i18n/index.ts';
import { Banner, DataTable, EmptyState, LoadingBar, ReadPage, Skeleton, useUi } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { FailureBanner } from '../parts/FailureBanner.tsx';
import styles from '../parts/page.module.css';
import { disclosureColumns } from './columns.tsx';
import type { DisclosuresStore } from './disclosures.store.ts';
import { DisclosureForms } from './forms/DisclosureForms.tsx';
import { Recipients } from './Recipients.tsx';
import { Tasks } from './Tasks.tsx';

type Props = { readonly store: DisclosuresStore };

/** CS6, disclosures: what left the company, to whom and on what ground; staff log papers that came in. */
export function DisclosuresScreen(
  props: Props & {
    readonly role: 'staff' | 'manager';
    readonly now: number;
    readonly onOpen: () => void;
  },
) {
  const { store, role, now, onOpen } = props;
  const t = useTexts();
  const { view, loading, failure, recipients, tasks } = useStore(store);
  const { open, close, load } = store.getState();
  useEffect(() => {
    void open(role);
    return close;
  }, [open, close, role]);
  const notes = (
    <>
      <FailureBanner failure={failure} onRetry={() => void load()} />
      <Notes store={store} />
    </>
  );
  return (
    <>
      {view === 'log' ? (
        <div className={cx(styles['list'])}>
          <LoadingBar isLoading={loading} />
          <div className={cx(styles['notes'])}>{notes}</div>
          <Log store={store} onOpen={onOpen} />
        </div>
      ) : (
        <ReadPage label={t(`privacy:disclosures.view.${view}`)} isLoading={loading}>
          {notes}
          {view === 'recipients' &&
            (recipients.length > 0 ? (
              <Recipients recipients={recipients} />
            ) : (
              failure === null && <Skeleton label={t('common:pending')} />
            ))}
          {view === 'tasks' && tasks !== null && <Tasks store={store} tasks={tasks} now={now} />}
        </ReadPage>
      )}
      <DisclosureForms store={store} />
    </>
  );
}

/** What is not of one row: that the register is a sample, and what could not be done outside a form. */
function Notes({ store }: Props) {
  const t = useTexts();
  const { isSample, refusal, form, asking } = useStore(store);
  return (
    <>
      {isSample && <Banner tone="warning">{t('privacy:disclosures.sample')}</Banner>}
      {form === null && asking === null && (
        <FailureBanner failure={refusal} onClose={() => store.getState().dismiss()} />
      )}
    </>
  );
}

function Log({ store, onOpen }: Props & { readonly onOpen: () => void }) {
  const t = useTexts();
  const { locale } = useUi();
  const { items, selected, recipients } = useStore(store);
  const { select, loadMore } = store.getState();
  const columns = useMemo(() => disclosureColumns(t, locale, recipients), [t, locale, recipients]);
  return (
    <DataTable
      label={t('privacy:disclosures.view.log')}
      columns={columns}
      items={items ?? []}
      selected={selected}
      onSelect={select}
      onOpen={(id) => {
        select(id);
        onOpen();
      }}
      onLoadMore={() => void loadMore()}
      empty={items === null ? null : <EmptyState icon={Inbox} title={t('privacy:disclosures.empty')} />}
    />
  );
}
