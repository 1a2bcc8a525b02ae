import { useStore } from 'zustand';
import { RESTORE_REASONS } from '../../../../shared/privacy/auditActions.ts';
import { formatDateTime } from '../../../../shared/domain/time.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Banner, Button, Dialog, LoadingBar, TextField, useUi } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { Choice } from '../FormParts.tsx';
import type { SettingsStore } from '../settings.store.ts';
import styles from '../settings.module.css';
import type { RestoreState } from '../settingsState.ts';

type Props = { readonly store: SettingsStore };

/** One backup is put back: what that means, what stands against it, why, and who (REC-5). */
export function RestoreDialog({ store }: Props) {
  const t = useTexts();
  const { locale } = useUi();
  const restore = useStore(store, (state) => state.restore);
  const { closeRestore, restoreNow } = store.getState();
  if (restore === null) return null;
  const { at, found, pin, running } = restore;
  return (
    <Dialog
      isOpen
      size="wide"
      title={t('settings:backup.restoring.title', { at: formatDateTime(at, locale) })}
      onClose={closeRestore}
      actions={
        <>
          <Button isDisabled={running} onPress={closeRestore}>
            {t('common:actions.cancel')}
          </Button>
          <Button
            variant="primary"
            isDisabled={found === null || found.refusal !== null || pin === ''}
            isPending={running}
            pendingLabel={t('common:pending')}
            onPress={() => void restoreNow()}
          >
            {t('settings:backup.restoring.do')}
          </Button>
        </>
      }
    >
      <LoadingBar isLoading={found === null && restore.failure === null} />
      <div className={cx(styles['form'])}>
        <Obstacle restore={restore} />
        <Meaning restore={restore} />
        {found?.refusal === null && <Decision store={store} restore={restore} />}
      </div>
    </Dialog>
  );
}

/** What stands against it, found before or by trying. */
function Obstacle({ restore: { found, failure } }: { readonly restore: RestoreState }) {
  const t = useTexts();
  if (failure !== null)
    return (
      <Banner tone="danger">
        {t(`errors:${failure.code}`)} {t('common:reference', { ref: failure.ref })}
      </Banner>
    );
  if (found === null || found.refusal === null) return null;
  const unsent = t('settings:backup.restoring.unsent', { unsent: found.unsent });
  return (
    <Banner tone="danger">
      {t(`errors:${found.refusal}`)} {found.refusal === 'RESTORE_UNSENT' ? unsent : null}
    </Banner>
  );
}

/** What comes back and what does not. */
function Meaning({ restore: { found } }: { readonly restore: RestoreState }) {
  const t = useTexts();
  if (found === null || found.refusal === 'BACKUP_UNSOUND' || found.refusal === 'BACKUP_TOO_NEW') return null;
  const { orders, comeBack } = found;
  const fate = orders === 0 ? 'none' : comeBack ? 'comeBack' : 'missing';
  return (
    <>
      <p>{t('settings:backup.restoring.what')}</p>
      {fate === 'missing' ? (
        <Banner tone="warning">{t('settings:backup.restoring.missing', { orders })}</Banner>
      ) : (
        <p>{t(`settings:backup.restoring.${fate}`, { orders })}</p>
      )}
      <p>{t('settings:backup.restoring.erased')}</p>
      <p>{t('settings:backup.restoring.kept')}</p>
      <p className={cx(styles['quiet'])}>{t('settings:backup.restoring.audit')}</p>
    </>
  );
}

function Decision({ store, restore: { reason, pin } }: Props & { readonly restore: RestoreState }) {
  const t = useTexts();
  const { typeRestore } = store.getState();
  return (
    <>
      <Choice
        label={t('settings:backup.restoring.reason')}
        choices={RESTORE_REASONS.map((id) => ({ id, label: t(`settings:backup.restoring.reasons.${id}`) }))}
        selected={reason}
        onSelect={(next) => typeRestore({ reason: next })}
      />
      <div className={cx(styles['fields'])}>
        <TextField
          label={t('settings:backup.restoring.pin')}
          kind="password"
          value={pin}
          maxLength={8}
          onChange={(next) => typeRestore({ pin: next })}
        />
      </div>
    </>
  );
}
