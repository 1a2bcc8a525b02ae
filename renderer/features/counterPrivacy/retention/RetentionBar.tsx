import { RefreshCw } from 'lucide-react';
import { useTexts } from '../../../i18n/index.ts';
import { Button } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import styles from '../parts/page.module.css';
import type { RetentionStore } from './retention.store.ts';

export function RetentionBar({ store }: { readonly store: RetentionStore }) {
  const t = useTexts();
  return (
    <>
      <h1 className={cx(styles['title'])}>{t('privacy:retention.title')}</h1>
      <Button icon={RefreshCw} onPress={() => void store.getState().load()}>
        {t('privacy:retention.again')}
      </Button>
    </>
  );
}
