import { CircleCheck, Clock, TriangleAlert } from 'lucide-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { RetentionSettings } from '../../../../shared/domain/retention.ts';
import { formatDateTime } from '../../../../shared/domain/time.ts';
import { useTexts } from '../../../i18n/index.ts';
import {
  Banner,
  Facts,
  PlainTable,
  ReadPage,
  Skeleton,
  type StatusLook,
  StatusPill,
  useUi,
} from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { FailureBanner } from '../parts/FailureBanner.tsx';
import styles from '../parts/page.module.css';
import type { DryRun, Heartbeat, RetentionStore } from './retention.store.ts';
import { Schedule } from './Schedule.tsx';

/** CS6, retention: that the job runs, what it deletes next, and by which rules and laws. */
export function RetentionScreen(props: {
  readonly store: RetentionStore;
  readonly periods: RetentionSettings | undefined;
}) {
  const { store, periods } = props;
  const t = useTexts();
  const { heartbeat, dryRun, loading, failure } = useStore(store);
  const { open, close, load } = store.getState();
  useEffect(() => {
    void open();
    return close;
  }, [open, close]);
  return (
    <ReadPage label={t('privacy:retention.title')} isLoading={loading && heartbeat !== null}>
      <FailureBanner failure={failure} onRetry={() => void load()} />
      {heartbeat === null && failure === null && <Skeleton label={t('common:pending')} />}
      {heartbeat !== null && dryRun !== null && (
        <>
          <LastPass heartbeat={heartbeat} next={dryRun.nextPassAt} />
          <NextPass dryRun={dryRun} />
          {periods !== undefined && <Schedule periods={periods} heartbeat={heartbeat} />}
        </>
      )}
    </ReadPage>
  );
}

/** Silence is amber and says what to do: nothing is lost yet, but something is kept too long. */
const LOOKS = {
  ok: { tone: 'success', icon: CircleCheck },
  warning: { tone: 'neutral', icon: Clock },
  critical: { tone: 'warning', icon: TriangleAlert },
} as const satisfies Record<Heartbeat['level'], StatusLook>;

function LastPass({ heartbeat, next }: { readonly heartbeat: Heartbeat; readonly next: number }) {
  const t = useTexts();
  const { locale } = useUi();
  const { level, lastPassAt } = heartbeat;
  return (
    <section className={cx(styles['section'])} aria-labelledby="retention-heartbeat">
      <h2 id="retention-heartbeat">{t('privacy:retention.heartbeat')}</h2>
      {level === 'critical' && <Banner tone="warning">{t('privacy:retention.silent')}</Banner>}
      <Facts
        facts={[
          [
            t('privacy:retention.state'),
            <StatusPill key="state" look={LOOKS[level]}>
              {t(`privacy:retention.level.${level}`)}
            </StatusPill>,
          ],
          [
            t('privacy:retention.last'),
            lastPassAt === null ? t('privacy:retention.never') : formatDateTime(lastPassAt, locale),
          ],
          [t('privacy:retention.next'), formatDateTime(next, locale)],
        ]}
      />
    </section>
  );
}

/** What would go now: how much, by which rule. Nothing is changed by looking. */
function NextPass({ dryRun }: { readonly dryRun: DryRun }) {
  const t = useTexts();
  const { locale } = useUi();
  const due = dryRun.rules.filter((rule) => rule.due > 0);
  const when = formatDateTime(Math.max(dryRun.at, dryRun.nextPassAt), locale);
  return (
    <section className={cx(styles['section'])} aria-labelledby="retention-next">
      <h2 id="retention-next">{t('privacy:retention.goes')}</h2>
      {due.length === 0 ? (
        <p className={cx(styles['quiet'])}>{t('privacy:retention.nothing')}</p>
      ) : (
        <PlainTable
          label={t('privacy:retention.goes')}
          columns={[
            { id: 'data', header: t('privacy:retention.columns.data') },
            { id: 'due', header: t('privacy:retention.columns.due'), isNumeric: true },
            { id: 'when', header: t('privacy:retention.columns.when') },
            { id: 'rule', header: t('privacy:retention.columns.rule') },
          ]}
          rows={due.map(({ rule, due: count }) => ({
            id: rule,
            cells: [t(`privacy:retention.rule.${rule}`), count, when, rule],
          }))}
        />
      )}
    </section>
  );
}
