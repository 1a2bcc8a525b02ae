import { type RetentionSettings, retentionUnit } from '../../../../shared/domain/retention.ts';
import { formatDateTime } from '../../../../shared/domain/time.ts';
import { HOLDS } from '../../../../shared/privacy/holds.ts';
import {
  type Period,
  RETENTION_RULE_IDS,
  RETENTION_RULES,
  type RetentionRule,
} from '../../../../shared/privacy/retentionRules.ts';
import { type Texts, useTexts } from '../../../i18n/index.ts';
import { PlainTable, useUi } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import styles from '../parts/page.module.css';
import type { Heartbeat } from './retention.store.ts';

/** All rules, to read: their periods are the company's and are changed where its settings are signed. */
export function Schedule(props: { readonly periods: RetentionSettings; readonly heartbeat: Heartbeat }) {
  const { periods, heartbeat } = props;
  const t = useTexts();
  const { locale } = useUi();
  const last = (rule: string): string => {
    const beat = heartbeat.rules.find((one) => one.rule === rule);
    return beat === undefined ? '–' : `${formatDateTime(beat.doneAt, locale)} · ${beat.count}`;
  };
  return (
    <section className={cx(styles['section'])} aria-labelledby="retention-schedule">
      <h2 id="retention-schedule">{t('privacy:retention.schedule')}</h2>
      <p className={cx(styles['quiet'])}>{t('privacy:retention.readOnly')}</p>
      <PlainTable
        label={t('privacy:retention.schedule')}
        columns={[
          { id: 'data', header: t('privacy:retention.columns.data') },
          { id: 'kept', header: t('privacy:retention.columns.kept') },
          { id: 'ending', header: t('privacy:retention.columns.ending') },
          { id: 'law', header: t('privacy:retention.columns.law') },
          { id: 'last', header: t('privacy:retention.columns.last') },
        ]}
        rows={RETENTION_RULE_IDS.map((rule) => {
          const { periods: kept, ending } = RETENTION_RULES[rule];
          return {
            id: rule,
            cells: [
              t(`privacy:retention.rule.${rule}`),
              kept.map((period) => periodText(t, period, periods)).join('; '),
              t(`privacy:retention.ending.${ending}`),
              lawName(t, rule),
              last(rule),
            ],
          };
        })}
      />
      <p className={cx(styles['quiet'])}>{t('privacy:retention.counsel')}</p>
    </section>
  );
}

/** Articles are the same in every language; the accounting law stands beside them where it says how long. */
function lawName(t: Texts, rule: RetentionRule): string {
  const { law, counsel } = RETENTION_RULES[rule];
  const ofTheLand = Object.values(HOLDS).some((hold) => hold.rule === rule && hold.law !== 'GDPR');
  const name = t(ofTheLand ? 'privacy:retention.accounting' : 'privacy:retention.gdpr', { articles: law });
  return counsel ? `${name} †` : name;
}

/** Periods that hold for some of the data only; their sentence says for which. */
const ONLY_SOME = ['photosUncollected', 'disclosureToAuthorityYears'] as const;

function periodText(t: Texts, period: Period, periods: RetentionSettings): string {
  if ('hours' in period) {
    if (period.hours === 0) return t(`privacy:retention.atOnce.${period.from as 'removed'}`);
    const hours = t('privacy:retention.hours', { count: period.hours });
    return t(`privacy:retention.since.${period.from as 'printed'}`, { period: hours });
  }
  const { setting, from } = period;
  const length = t(`settings:times.${retentionUnit(setting)}`, { count: periods[setting] });
  const some = ONLY_SOME.find((one) => one === setting);
  if (some !== undefined) return t(`privacy:retention.some.${some}`, { period: length });
  return t(`privacy:retention.since.${from as 'printed'}`, { period: length });
}
