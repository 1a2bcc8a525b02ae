import { Mail } from 'lucide-react';
import { useStore } from 'zustand';
import { useTexts } from '../../../i18n/index.ts';
import { Banner, Button, Dialog, TextField } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import styles from '../privacy.module.css';
import type { CodeStore } from './code.store.ts';

/** Number and code as they are said. What it answers is the same for everybody (R8). */
export function CodeDialog({ store }: { readonly store: CodeStore }) {
  const t = useTexts();
  const { form, request, wrong, pending, type, save, close } = useStore(store);
  if (form === null) return null;
  const mayTry = request !== null && !request.verified && request.triesLeft > 0;
  return (
    <Dialog
      isOpen
      title={t('privacy:action.code')}
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{t('common:actions.cancel')}</Button>
          <Button
            variant="primary"
            keyHint="Ctrl Enter"
            isDisabled={!mayTry || form.code.trim() === ''}
            isPending={pending}
            pendingLabel={t('common:pending')}
            onPress={() => void save()}
          >
            {t('privacy:ask.verified')}
          </Button>
        </>
      }
    >
      <div className={cx(styles['form'])}>
        <p className={cx(styles['quiet'])}>{t('privacy:code.asks')}</p>
        <State store={store} />
        <TextField
          label={t('privacy:columns.number')}
          value={form.number}
          maxLength={20}
          autoFocus={form.number === ''}
          onChange={(number) => type({ number })}
        />
        <TextField
          label={t('privacy:ask.code')}
          kind="digits"
          value={form.code}
          maxLength={12}
          autoFocus={form.number !== ''}
          onChange={(code) => type({ code })}
          error={
            wrong && request !== null ? t('privacy:ask.triesLeft', { tries: request.triesLeft }) : undefined
          }
        />
        {request !== null && !request.verified && <Again store={store} />}
      </div>
    </Dialog>
  );
}

function State({ store }: { readonly store: CodeStore }) {
  const t = useTexts();
  const { request, failure, sent } = useStore(store);
  if (failure !== null) return <Banner tone="danger">{t(`errors:${failure.code}`)}</Banner>;
  if (sent) return <Banner tone="info">{t('privacy:code.again')}</Banner>;
  if (request?.verified === true) return <Banner tone="info">{t('privacy:code.already')}</Banner>;
  if (request !== null && request.codeUntil === null)
    return <Banner tone="warning">{t('privacy:code.waits')}</Banner>;
  return null;
}

/** How often it may still be tried, and the way to another code. */
function Again({ store }: { readonly store: CodeStore }) {
  const t = useTexts();
  const { request, pending, sendAgain } = useStore(store);
  return (
    <div className={cx(styles['row'])}>
      <span className={cx(styles['quiet'])}>
        {t('privacy:code.left', { tries: request?.triesLeft ?? 0 })}
      </span>
      <Button icon={Mail} isDisabled={pending} onPress={() => void sendAgain()}>
        {t('privacy:action.sendCode')}
      </Button>
    </div>
  );
}
