import { MousePointerClick } from 'lucide-react';
import { useStore } from 'zustand';
import { formatDateTime } from '../../../../shared/domain/time.ts';
import { useTexts } from '../../../i18n/index.ts';
import { EmptyState, Facts, StatusPill, useUi } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import styles from '../parts/page.module.css';
import type { AuditStore } from './audit.store.ts';
import { actorName, objectName, OUTCOMES } from './columns.tsx';

/** One act as it was signed: codes, ids and names of fields; never a value. */
export function AuditDetail({ store }: { readonly store: AuditStore }) {
  const t = useTexts();
  const { locale } = useUi();
  const { items, selected, people } = useStore(store);
  const item = items?.find(({ id }) => id === selected);
  if (item === undefined) return <EmptyState icon={MousePointerClick} title={t('privacy:audit.chooseOne')} />;
  return (
    <section className={cx(styles['section'])} aria-labelledby="audit-entry">
      <div className={cx(styles['row'])}>
        <h2 id="audit-entry">{t(`privacy:act.${item.action}`)}</h2>
        <StatusPill look={OUTCOMES[item.outcome]}>{t(`privacy:audit.outcome.${item.outcome}`)}</StatusPill>
      </div>
      <Facts
        facts={[
          [t('privacy:audit.columns.at'), formatDateTime(item.at, locale)],
          [t('privacy:audit.detail.clock'), item.clockTrusted ? null : t('privacy:audit.clockBehind')],
          [
            t('privacy:audit.columns.actor'),
            item.actor === null
              ? actorName(t, item, people)
              : `${actorName(t, item, people)} · ${t(`privacy:audit.role.${item.role}`)}`,
          ],
          [t('privacy:audit.columns.station'), t(`privacy:audit.station.${item.station}`)],
          [
            t('privacy:audit.detail.reason'),
            item.reason === null ? null : t(`privacy:audit.reason.${item.reason}`),
          ],
          [t('privacy:audit.detail.object'), objectName(t, locale, item, people)],
          [t('privacy:audit.detail.count'), item.count],
          [t('privacy:audit.detail.fields'), item.fields.length === 0 ? null : item.fields.join(', ')],
          [t('privacy:audit.detail.subject'), item.subjectRef],
          [t('privacy:audit.detail.purpose'), item.purpose],
          [t('privacy:audit.detail.request'), item.requestId],
          [t('privacy:audit.detail.number'), item.seq],
          [t('privacy:audit.detail.event'), item.eventId],
        ]}
      />
    </section>
  );
}
