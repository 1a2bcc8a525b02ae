import { Plus, RefreshCw } from 'lucide-react';
import { useStore } from 'zustand';
import { useTexts } from '../../../i18n/index.ts';
import { Button } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import type { SyncStatusStore } from '../status/syncStatus.store.ts';
import styles from '../sync.module.css';
import type { TerminalsStore } from './terminals.store.ts';

export function TerminalsBar(props: { readonly store: TerminalsStore; readonly status: SyncStatusStore }) {
  const t = useTexts();
  const status = useStore(props.status, (state) => state.status);
  const { load, openAdding } = props.store.getState();
  const isSetUp = status !== null && status.state !== 'not_enrolled';
  return (
    <>
      <h1 className={cx(styles['title'])}>{t('sync:terminals.title')}</h1>
      {isSetUp && (
        <>
          <Button icon={RefreshCw} onPress={() => void load()}>
            {t('sync:terminals.again')}
          </Button>
          <Button variant="primary" icon={Plus} onPress={openAdding}>
            {t('sync:terminals.add')}
          </Button>
        </>
      )}
    </>
  );
}
