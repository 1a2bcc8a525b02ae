import { Plus, Search, SearchX, ShieldCheck } from 'lucide-react';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { PersonId } from '../../../../shared/domain/ids.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Banner, Button, DataTable, EmptyState, LoadingBar } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import styles from '../customers.module.css';
import { ReasonDialog } from '../person/ReasonDialog.tsx';
import { customerColumns } from './columns.tsx';
import type { CustomersStore } from './customers.store.ts';

/** CS5: who was found. Arrow keys only choose; whoever is opened is written down. */
export function CustomersScreen(props: {
  readonly store: CustomersStore;
  readonly onOpen: (personId: PersonId) => void;
  readonly onOpenForReason: () => void;
  readonly onNew: () => void;
  readonly onTakeIn: () => void;
  readonly role: 'staff' | 'manager';
}) {
  const { store, role, onOpen, onOpenForReason, onNew, onTakeIn } = props;
  const t = useTexts();
  const { rows, selected, loading, failure, byCode } = useStore(store);
  const { select, look } = store.getState();
  const columns = useMemo(() => customerColumns(t), [t]);
  return (
    <div className={cx(styles['screen'])}>
      <LoadingBar isLoading={loading} />
      <div className={cx(styles['notes'])}>
        {failure !== null && (
          <Banner
            tone={failure.code === 'RESTRICTED' ? 'warning' : 'danger'}
            actions={<Button onPress={() => void look()}>{t('common:actions.tryAgain')}</Button>}
          >
            {t(`errors:${failure.code}`)} {t('common:reference', { ref: failure.ref })}
          </Banner>
        )}
      </div>
      <DataTable
        label={t('counter:nav.customers')}
        columns={columns}
        items={rows}
        selected={selected}
        onSelect={(id) => select(id as PersonId)}
        onOpen={(id) => onOpen(id as PersonId)}
        empty={
          byCode === null ? <Nothing store={store} role={role} onNew={onNew} onTakeIn={onTakeIn} /> : null
        }
      />
      <ReasonDialog store={store} onOpen={onOpenForReason} />
    </div>
  );
}

function Nothing(props: {
  readonly store: CustomersStore;
  readonly role: 'staff' | 'manager';
  readonly onNew: () => void;
  readonly onTakeIn: () => void;
}) {
  const { store, role, onNew, onTakeIn } = props;
  const t = useTexts();
  const asked = useStore(store, (state) => state.asked);
  if (asked === null) {
    return (
      <EmptyState icon={Search} title={t('counter:customers.start')}>
        {t('counter:customers.noList')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={SearchX}
      title={t('counter:customers.nothingFor', { text: asked })}
      actions={
        <div className={cx(styles['row'])}>
          <Button icon={Plus} onPress={onNew}>
            {t('counter:customers.new')}
          </Button>
          <Button icon={ShieldCheck} onPress={onTakeIn}>
            {t('counter:command.takeIn')}
          </Button>
        </div>
      }
    >
      {t(`counter:customers.whoIsFound.${role}`)}
    </EmptyState>
  );
}
