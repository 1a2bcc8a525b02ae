import type { SyncStatus } from '../../../../shared/contract/sync.ts';
import { formatDate, formatTime, shopDayOf } from '../../../../shared/domain/time.ts';
import { useTexts } from '../../../i18n/index.ts';
import { useUi } from '../../../ui/index.ts';
import { standingOf } from './standing.policy.ts';

/** The state in a few words, for the strip and the head of the page. A time of another day is its date. */
export function useStandingWords(): (status: SyncStatus, now: number) => string {
  const t = useTexts();
  const { locale } = useUi();
  return (status, now) => {
    const { waiting, offlineSince, deadLetters } = status;
    const since = (at: number | null): string => {
      const from = at ?? now;
      return shopDayOf(from) === shopDayOf(now) ? formatTime(from) : formatDate(from, locale);
    };
    const standing = standingOf(status);
    switch (standing) {
      case 'waiting':
        return t('sync:standing.waiting', { waiting: waiting.ops, time: since(waiting.oldestAt) });
      case 'files':
        return t('sync:standing.files', { files: waiting.files });
      case 'offline':
        return waiting.ops > 0
          ? t('sync:standing.offlineWaiting', { time: since(offlineSince), waiting: waiting.ops })
          : t('sync:standing.offline', { time: since(offlineSince) });
      case 'attention':
        return t('sync:standing.attention', { letters: deadLetters });
      case 'notSetUp':
      case 'allSent':
      case 'stuck':
      case 'locked':
      case 'revoked':
        return t(`sync:standing.${standing}`);
    }
  };
}
