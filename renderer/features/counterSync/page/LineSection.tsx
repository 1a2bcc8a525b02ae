import type { SyncStatus } from '../../../../shared/contract/sync.ts';
import { formatDateTime } from '../../../../shared/domain/time.ts';
import { useTexts } from '../../../i18n/index.ts';
import { Facts, useUi } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { hubFacts } from './hubFacts.ts';
import { formatBytes } from '../parts/amounts.ts';
import { errorOf } from '../parts/words.policy.ts';
import styles from '../sync.module.css';

/** The line to central in figures: what is behind it, and where it leads. */
export function LineSection({ status }: { readonly status: SyncStatus }) {
  const t = useTexts();
  const { locale } = useUi();
  const { waiting, lastContactAt, lastError, host, letter, role, ledgerAt } = status;
  const at = (time: number | null) => (time === null ? t('sync:never') : formatDateTime(time, locale));
  return (
    <section className={cx(styles['section'])} aria-labelledby="sync-line">
      <h2 id="sync-line">{t('sync:facts.title')}</h2>
      <Facts
        facts={[
          [
            t('sync:facts.changes'),
            waiting.oldestAt === null
              ? String(waiting.ops)
              : t('sync:facts.changesSince', { changes: waiting.ops, time: at(waiting.oldestAt) }),
          ],
          [
            t('sync:facts.files'),
            waiting.files === 0 ? '0' : `${waiting.files} · ${formatBytes(waiting.bytes, locale)}`,
          ],
          [t('sync:facts.contact'), at(lastContactAt)],
          [t('sync:facts.error'), lastError === null ? null : t(`sync:error.${errorOf(lastError)}`)],
          [t('sync:facts.ledger'), at(ledgerAt)],
          [
            t('sync:facts.terminal'),
            letter === null || role === null ? null : `${letter} · ${t(`sync:role.${role}`)}`,
          ],
          [t('sync:facts.host'), host],
          ...hubFacts(status.hub, t, at),
        ]}
      />
    </section>
  );
}
