import { Undo2 } from 'lucide-react';
import { useStore } from 'zustand';
import { useTexts } from '../../../i18n/index.ts';
import { Banner, Button } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import styles from '../customers.module.css';
import type { CustomersStore } from '../search/customers.store.ts';
import { ConsentList } from './ConsentList.tsx';

/** What stands behind the code on a ticket. Whoever holds it may take it back; nobody is named. */
export function CodePanel({ store }: { readonly store: CustomersStore }) {
  const t = useTexts();
  const byCode = useStore(store, (state) => state.byCode);
  const pending = useStore(store, (state) => state.pending);
  const { withdraw } = store.getState();
  if (byCode === null) return null;
  const live = [...new Set(byCode.boxes.filter((box) => box.live).map(({ purpose }) => purpose))];
  return (
    <div className={cx(styles['panel'])}>
      <h2 className={cx(styles['title'])}>{t('counter:customers.code.title')}</h2>
      <p className={cx(styles['quiet'])}>{t('counter:customers.code.nobody')}</p>
      {live.length === 0 && <Banner tone="info">{t('counter:customers.code.nothingLive')}</Banner>}
      <ConsentList
        boxes={byCode.boxes}
        pending={pending}
        onWithdraw={(purposes) => void withdraw(purposes)}
      />
      {live.length > 1 && (
        <div className={cx(styles['row'])}>
          <Button
            variant="primary"
            icon={Undo2}
            isPending={pending}
            pendingLabel={t('common:pending')}
            onPress={() => void withdraw(live)}
          >
            {t('counter:customers.consents.withdrawAll')}
          </Button>
        </div>
      )}
    </div>
  );
}
