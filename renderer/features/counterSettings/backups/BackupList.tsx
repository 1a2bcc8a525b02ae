import { useEffect } from 'react';
import { useStore } from 'zustand';
import { formatDateTime } from '../../../../shared/domain/time.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Button, PlainTable, useUi } from '../../../ui/index.ts';
import type { SettingsStore } from '../settings.store.ts';

const MB = 1_000_000;

/** The backups, newest first, each with how many orders are younger, and the way to put it back. */
export function BackupList({ store }: { readonly store: SettingsStore }) {
  const t = useTexts();
  const { locale } = useUi();
  const backups = useStore(store, (state) => state.backups);
  const { readBackups, openRestore } = store.getState();
  useEffect(() => void readBackups(), [readBackups]);
  const size = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  if (backups.length === 0) return null;
  return (
    <PlainTable
      columns={(['at', 'size', 'orders', 'actions'] as const).map((id) => ({
        id,
        header: t(`settings:backup.list.${id}`),
      }))}
      rows={backups.map(({ at, bytes, orders }) => ({
        id: String(at),
        cells: [
          formatDateTime(at, locale),
          `${size.format(bytes / MB)}\u00A0MB`,
          String(orders),
          <Button
            key="restore"
            aria-label={t('settings:backup.list.openOf', { at: formatDateTime(at, locale) })}
            onPress={() => void openRestore(at)}
          >
            {t('settings:backup.list.open')}
          </Button>,
        ],
      }))}
    />
  );
}
