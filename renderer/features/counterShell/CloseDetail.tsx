import { X } from 'lucide-react';
import { useTexts } from '../../i18n/index.ts';
import { Button } from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import { HINTS } from './commands.ts';
import styles from './shell.module.css';
import type { ShellStore } from './shell.store.ts';

/** On a narrow window the detail covers the list; this uncovers it. */
export function CloseDetail({ store }: { readonly store: ShellStore }) {
  const t = useTexts();
  return (
    <div className={cx(styles['close'])}>
      <Button icon={X} keyHint={HINTS.back} onPress={() => store.getState().setDetail(false)}>
        {t('common:actions.close')}
      </Button>
    </div>
  );
}
