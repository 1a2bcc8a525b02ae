import {
  Ban,
  CircleCheck,
  CircleX,
  Clock,
  FolderCheck,
  Hourglass,
  LoaderCircle,
  Printer,
  RotateCcw,
} from 'lucide-react';
import type { OrderDetail } from '../../../shared/contract/orders.ts';
import type { Catalogue } from '../../../shared/domain/catalogue.ts';
import { formatDateTime } from '../../../shared/domain/time.ts';
import { useTexts } from '../../i18n/index.ts';
import { jobReason } from '../../i18n/jobReasons.ts';
import { productName } from '../../i18n/productNames.ts';
import { Button, StatusPill, type StatusLook, useUi } from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import styles from './detail.module.css';
import type { DetailStore } from './detail.store.ts';

type JobState = OrderDetail['jobs'][number]['state'];

const LOOKS = {
  waiting: { tone: 'neutral', icon: Clock },
  building: { tone: 'info', icon: LoaderCircle },
  handed_over: { tone: 'info', icon: FolderCheck },
  accepted: { tone: 'info', icon: Printer },
  printed: { tone: 'success', icon: CircleCheck },
  failed: { tone: 'danger', icon: CircleX },
  stale: { tone: 'warning', icon: Hourglass },
  cancelled: { tone: 'neutral', icon: Ban },
} as const satisfies Record<JobState, StatusLook>;

/** Output jobs with state and since when; what failed says why and can be tried again (OUT-2, OUT-4). */
export function Jobs(props: {
  readonly store: DetailStore;
  readonly order: OrderDetail;
  readonly catalogue: Catalogue | null;
}) {
  const { store, order, catalogue } = props;
  const t = useTexts();
  const { locale } = useUi();
  const { retryJob } = store.getState();
  if (order.jobs.length === 0) return null;
  return (
    <section className={cx(styles['section'])} aria-label={t('counter:jobs.title')}>
      <h3 className={cx(styles['heading'])}>{t('counter:jobs.title')}</h3>
      <ul className={cx(styles['lines'])}>
        {order.jobs.map((job) => (
          <li key={job.jobId} className={cx(styles['line'])}>
            <span>
              {job.jobNumber} · {productName(catalogue, locale, job)} ·{' '}
              {t('counter:jobs.images', { count: job.images })}
            </span>
            <StatusPill look={LOOKS[job.state]}>{t(`counter:jobs.state.${job.state}`)}</StatusPill>
            <span className={cx(styles['quiet'])}>
              {t('counter:jobs.since', { time: formatDateTime(job.since, locale) })}
              {job.reason === null ? '' : ` · ${jobReason(t, job.reason)}`}
            </span>
            {job.state === 'failed' && (
              <Button icon={RotateCcw} onPress={() => void retryJob(job.jobId)}>
                {t('common:actions.tryAgain')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
