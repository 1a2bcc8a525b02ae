import { useStore } from 'zustand';
import type { AuditBreak } from '../../../../shared/privacy/auditBreaks.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Button, Checkbox, Dialog } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { FailureBanner } from '../parts/FailureBanner.tsx';
import styles from '../parts/page.module.css';
import type { AuditStore } from './audit.store.ts';

/** A manager answers for a break by name; its kind and place are the reason that is recorded. */
export function AcceptBreakDialog({ store, how }: { readonly store: AuditStore; readonly how: AuditBreak }) {
  const t = useTexts();
  const accept = useStore(store, (state) => state.accept);
  const accepting = useStore(store, (state) => state.accepting);
  const { closeAccept, setSure, acceptBreak } = store.getState();
  if (accept === null) return null;
  return (
    <Dialog
      isOpen
      title={t('privacy:audit.accept.title')}
      onClose={closeAccept}
      actions={
        <>
          <Button onPress={closeAccept}>{t('common:actions.cancel')}</Button>
          <Button
            variant="primary"
            isDisabled={!accept.isSure}
            isPending={accepting}
            pendingLabel={t('common:pending')}
            onPress={() => void acceptBreak()}
          >
            {t('privacy:audit.accept.do')}
          </Button>
        </>
      }
    >
      <div className={cx(styles['form'])}>
        <FailureBanner failure={accept.failure} />
        <p>{t('privacy:audit.accept.why', { how: t(`privacy:audit.reason.${how}`) })}</p>
        <p>{t('privacy:audit.accept.what')}</p>
        <Checkbox isSelected={accept.isSure} onChange={setSure}>
          {t('privacy:audit.accept.sure')}
        </Checkbox>
      </div>
    </Dialog>
  );
}
