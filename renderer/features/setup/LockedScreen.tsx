import { LockOpen } from 'lucide-react';
import { useStore } from 'zustand';
import { useTexts } from '../../i18n/index.ts';
import { Button, TextField } from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import type { Setup } from './setupState.ts';
import styles from './setup.module.css';

/** The passphrase that opens the database; asked at each start where the system cannot guard the key. */
export function LockedScreen({ setup }: { readonly setup: Setup }) {
  const t = useTexts();
  const passphrase = useStore(setup, ({ form }) => form.passphrase);
  const refused = useStore(setup, (state) => state.refused);
  const isPending = useStore(setup, (state) => state.isPending);
  return (
    <form
      className={cx(styles['form'])}
      onSubmit={(event) => {
        event.preventDefault();
        void setup.unlock();
      }}
    >
      <h1>{t('setup:locked.title')}</h1>
      <p>{t('setup:locked.text')}</p>
      <TextField
        label={t('setup:firstRun.passphrase')}
        kind="password"
        value={passphrase}
        maxLength={200}
        autoFocus
        onChange={(next) => setup.edit({ passphrase: next })}
        error={refused === null ? undefined : t(`errors:${refused}`)}
      />
      <div className={cx(styles['actions'])}>
        <Button
          variant="primary"
          type="submit"
          icon={LockOpen}
          isDisabled={passphrase === ''}
          isPending={isPending}
          pendingLabel={t('common:pending')}
        >
          {t('setup:locked.unlock')}
        </Button>
      </div>
    </form>
  );
}
