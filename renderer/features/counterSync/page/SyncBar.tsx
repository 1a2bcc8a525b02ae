import { Send } from 'lucide-react';
import { useStore } from 'zustand';
import { useTexts } from '../../../i18n/index.ts';
import { Button } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import type { SyncStatusStore } from '../status/syncStatus.store.ts';
import styles from '../sync.module.css';
import type { SyncPageStore } from './sync.store.ts';

export function SyncBar(props: { readonly store: SyncPageStore; readonly status: SyncStatusStore }) {
  const t = useTexts();
  const sending = useStore(props.store, (state) => state.sending);
  const status = useStore(props.status, (state) => state.status);
  const isSetUp = status !== null && status.state !== 'not_enrolled';
  return (
    <>
      <h1 className={cx(styles['title'])}>{t('sync:title')}</h1>
      {isSetUp && (
        <Button
          icon={Send}
          isPending={sending}
          pendingLabel={t('common:pending')}
          onPress={() => void props.store.getState().sendNow()}
        >
          {t('sync:sendNow')}
        </Button>
      )}
    </>
  );
}
