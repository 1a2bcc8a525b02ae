import { formatDay, type ShopDay } from '../../../../shared/domain/time.ts';
import { useTexts } from '../../../i18n/index.ts';
import { useUi } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { SMALLEST_GROUP, type Statistic } from '../../../../shared/domain/statistics.ts';
import type { KioskStep } from '../figures.policy.ts';
import styles from '../reports.module.css';
import { Chart } from './Chart.tsx';
import { barsOf, dayBars, type Figures, hourBars, sumOf } from './statistics.policy.ts';

/** Visits begun and ended, then what they were like, then when. */
export function Charts({ figures }: { readonly figures: Figures }) {
  const t = useTexts();
  const { locale } = useUi();
  const visits = t('reports:abandoned.visits');
  const orders = t('reports:statistics.orders');
  return (
    <>
      <Totals figures={figures} />
      <Chart
        id="statistics-steps"
        title={t('reports:statistics.steps')}
        what={t('reports:abandoned.step')}
        counted={visits}
        bars={barsOf(figures, 'abandoned')}
        nameOf={(id) => t(`reports:steps.${id as KioskStep}`)}
      />
      <Chart
        id="statistics-duration"
        title={t('reports:statistics.duration')}
        what={t('reports:statistics.minutes')}
        counted={visits}
        bars={barsOf(figures, 'duration')}
        nameOf={(id) => id.replace('-', '–')}
      />
      <Chart
        id="statistics-hours"
        title={t('reports:statistics.hours')}
        what={t('reports:statistics.hour')}
        counted={orders}
        bars={hourBars(figures)}
        nameOf={(id) => `${id}:00–${Number(id) + 1}:00`}
      />
      <Chart
        id="statistics-days"
        title={t('reports:statistics.days')}
        what={t('reports:day')}
        counted={orders}
        bars={dayBars(figures)}
        nameOf={(id) => formatDay(id as ShopDay, locale)}
      />
      <Chart
        id="statistics-products"
        title={t('reports:statistics.products')}
        what={t('reports:statistics.product')}
        counted={t('reports:statistics.copies')}
        bars={barsOf(figures, 'product')}
        nameOf={(id) => id.replace('x', '×')}
      />
      <Chart
        id="statistics-promise"
        title={t('reports:statistics.promise')}
        what={t('reports:statistics.ready')}
        counted={orders}
        bars={barsOf(figures, 'promise')}
        nameOf={(id) => t(id === 'kept' ? 'reports:statistics.kept' : 'reports:statistics.late')}
      />
    </>
  );
}

const TOTALS = ['started', 'ordered', 'abandoned'] as const satisfies readonly Statistic[];

/** A whole that is too small, or one of which a part is. */
const hiddenAs = (figures: Figures, what: Statistic) =>
  barsOf(figures, what).length === 1 ? 'reports:statistics.few' : 'reports:statistics.hidden';

function Totals({ figures }: { readonly figures: Figures }) {
  const t = useTexts();
  return (
    <section className={cx(styles['section'])} aria-labelledby="statistics-totals">
      <h2 id="statistics-totals">{t('reports:statistics.totals')}</h2>
      <dl className={cx(styles['tiles'])}>
        {TOTALS.map((what) => (
          <div key={what} className={cx(styles['tile'])}>
            <dt>{t(`reports:statistics.total.${what}`)}</dt>
            <dd>{sumOf(figures, what) ?? t(hiddenAs(figures, what), { limit: SMALLEST_GROUP })}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
