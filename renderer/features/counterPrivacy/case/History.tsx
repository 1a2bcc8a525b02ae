import type { RequestDetail } from '../../../../shared/contract/requests.ts';
import { formatDateTime } from '../../../../shared/domain/time.ts';
import { type Texts, useTexts } from '../../../i18n/index.ts';
import { useUi } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import styles from '../privacy.module.css';

const CODES = [
  'matched',
  'viewed',
  'extended',
  'escalated',
  'overdue',
  'reminded',
  'remind_by_hand',
  'cooling_skipped',
  'dry_run_changed',
  'proven',
  'letter_needed',
  'letter_bounced',
  'answer_needed',
  'contact_purged',
  'reopened',
  'retry',
] as const;

/** Who did what and when, newest first. Steps of the terminal itself name nobody. */
export function History({ detail }: { readonly detail: RequestDetail }) {
  const t = useTexts();
  const { locale } = useUi();
  return (
    <section className={cx(styles['section'])} aria-labelledby="case-history">
      <h3 id="case-history" className={cx(styles['heading'])}>
        {t('counter:history.title')}
      </h3>
      <ol className={cx(styles['history'])}>
        {detail.history.toReversed().map((step) => (
          <li key={`${step.at} ${step.to} ${step.code}`}>
            {[formatDateTime(step.at, locale), what(t, step), step.by ?? t('counter:history.system')].join(
              ' · ',
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function what(t: Texts, { code, from, to }: RequestDetail['history'][number]): string {
  const known = code?.startsWith('escalation_') === true ? 'escalated' : CODES.find((one) => one === code);
  if (known !== undefined) return t(`privacy:step.${known}`);
  return from === to ? t('privacy:step.noted') : t(`privacy:state.${to}`);
}
