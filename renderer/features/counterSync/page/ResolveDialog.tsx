import { useStore } from 'zustand';
import { useTexts } from '../../../i18n/index.ts';
import { Button, Dialog, TextArea } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { FailureBanner } from '../parts/FailureBanner.tsx';
import { kindOf } from '../parts/words.policy.ts';
import styles from '../sync.module.css';
import type { SyncPageStore } from './sync.store.ts';
import { useReason } from './useReason.ts';

const MAX_REASON = 200;

/** What will happen with the change, before it does; to discard takes a manager's reason. */
export function ResolveDialog({ store }: { readonly store: SyncPageStore }) {
  const t = useTexts();
  const reasonWords = useReason();
  const { asking, resolving, refused } = useStore(store);
  const { cancel, resolve, typeReason } = store.getState();
  if (asking === null) return null;
  const { letter, action, reason } = asking;
  const what = [letter.number, t(`sync:kind.${kindOf(letter.kind)}`)].filter((part) => part !== null);
  const needsReason = action === 'discard';
  return (
    <Dialog
      isOpen
      title={t(`sync:action.${action}.title`)}
      onClose={cancel}
      actions={
        <>
          <Button onPress={cancel}>{t('common:actions.cancel')}</Button>
          <Button
            variant="primary"
            keyHint="Ctrl Enter"
            isDisabled={needsReason && reason.trim() === ''}
            isPending={resolving}
            pendingLabel={t('common:pending')}
            onPress={() => void resolve()}
          >
            {t(`sync:action.${action}.open`)}
          </Button>
        </>
      }
    >
      <div className={cx(styles['form'])}>
        <FailureBanner failure={refused} />
        <p>
          <strong>{what.join(' · ')}</strong>
        </p>
        <p>{reasonWords(letter)}</p>
        <p>{t(`sync:action.${action}.what`)}</p>
        {needsReason && (
          <TextArea
            label={t('sync:letters.reason')}
            value={reason}
            maxLength={MAX_REASON}
            rows={3}
            autoFocus
            onChange={typeReason}
          />
        )}
      </div>
    </Dialog>
  );
}
