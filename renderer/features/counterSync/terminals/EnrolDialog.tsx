import { useStore } from 'zustand';
import { useTexts } from '../../../i18n/index.ts';
import { Button, Dialog, TextField } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { FailureBanner } from '../parts/FailureBanner.tsx';
import styles from '../sync.module.css';
import type { EnrolStore } from './enrol.store.ts';

/** Address and code, typed or scanned from the other terminal's screen. */
export function EnrolDialog({ store }: { readonly store: EnrolStore }) {
  const t = useTexts();
  const { form, problem, failure, pending } = useStore(store);
  const { type, close, save } = store.getState();
  if (form === null) return null;
  return (
    <Dialog
      isOpen
      title={t('sync:enrol.title')}
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{t('common:actions.cancel')}</Button>
          <Button
            variant="primary"
            keyHint="Ctrl Enter"
            isPending={pending}
            pendingLabel={t('common:pending')}
            onPress={() => void save()}
          >
            {t('sync:enrol.do')}
          </Button>
        </>
      }
    >
      <div className={cx(styles['form'])}>
        <FailureBanner failure={failure} />
        <p className={cx(styles['quiet'])}>{t('sync:enrol.how')}</p>
        <TextField
          label={t('sync:enrol.address')}
          value={form.address}
          maxLength={255}
          autoFocus
          onChange={(address) => type({ address })}
          error={problem === 'address' || problem === 'https' ? t(`sync:enrol.wrong.${problem}`) : undefined}
        />
        <TextField
          label={t('sync:enrol.code')}
          kind="code"
          value={form.code}
          maxLength={40}
          onChange={(code) => type({ code })}
          error={problem === 'code' ? t('sync:enrol.wrong.code') : undefined}
        />
      </div>
    </Dialog>
  );
}
