import { CircleCheck, CircleX, TriangleAlert } from 'lucide-react';
import { useStore } from 'zustand';
import { formatDateTime } from '../../../../shared/domain/time.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Banner, Facts, StatusPill, type StatusLook, useUi } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { BackupList } from '../backups/BackupList.tsx';
import { RestoreDialog } from '../backups/RestoreDialog.tsx';
import type { SettingsStore } from '../settings.store.ts';
import styles from '../settings.module.css';

const LOOKS = {
  ok: { tone: 'success', icon: CircleCheck },
  warning: { tone: 'warning', icon: TriangleAlert },
  critical: { tone: 'danger', icon: CircleX },
} as const satisfies Record<string, StatusLook>;

/** What core says about its daily copies, and the way back to one of them. */
export function BackupSection({ store }: { readonly store: SettingsStore }) {
  const t = useTexts();
  const { locale } = useUi();
  const backup = useStore(store, (state) => state.health?.backup);
  return (
    <div className={cx(styles['form'])}>
      <p className={cx(styles['quiet'])}>{t('settings:backup.lead')}</p>
      {backup !== undefined && (
        <>
          <Facts
            facts={[
              [
                t('settings:backup.last'),
                <span key="last">
                  {backup.lastAt === null
                    ? t('settings:backup.never')
                    : formatDateTime(backup.lastAt, locale)}{' '}
                  <StatusPill look={LOOKS[backup.level]}>
                    {t(`settings:backup.level.${backup.level}`)}
                  </StatusPill>
                </span>,
              ],
            ]}
          />
          {backup.level !== 'ok' && (
            <Banner tone={backup.level === 'critical' ? 'danger' : 'warning'}>
              {t('settings:backup.todo')}
            </Banner>
          )}
        </>
      )}
      {/* A new one may be made while the page is open. */}
      <BackupList key={backup?.lastAt} store={store} />
      <p className={cx(styles['quiet'])}>{t('settings:backup.restore')}</p>
      <RestoreDialog store={store} />
    </div>
  );
}
