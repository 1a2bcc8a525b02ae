import { useTexts } from '../../i18n/index.ts';
import { PlainTable } from '../../ui/index.ts';
import { cx } from '../../ui/cx.ts';
import { barsOf, type DayEnd } from './figures.policy.ts';
import styles from './reports.module.css';

/** Where kiosk visits broke off: bars to see it, the same numbers in a table to read it. */
export function Abandoned({ abandoned }: { readonly abandoned: DayEnd['abandoned'] }) {
  const t = useTexts();
  const bars = barsOf(abandoned);
  return (
    <section className={cx(styles['section'])} aria-labelledby="reports-abandoned">
      <h2 id="reports-abandoned">{t('reports:abandoned.title')}</h2>
      {bars.length === 0 ? (
        <p className={cx(styles['quiet'])}>{t('reports:abandoned.none')}</p>
      ) : (
        <>
          <div className={cx(styles['bars'])} aria-hidden="true">
            {bars.map(({ step, count, share }) => (
              <div key={step} className={cx(styles['barLine'])}>
                <span>{t(`reports:steps.${step}`)}</span>
                <span className={cx(styles['track'])}>
                  <span className={cx(styles['bar'])} style={{ width: `${share * 100}%` }} />
                </span>
                <span className={cx(styles['number'])}>{count}</span>
              </div>
            ))}
          </div>
          <PlainTable
            isNarrow
            columns={[
              { id: 'step', header: t('reports:abandoned.step') },
              { id: 'visits', header: t('reports:abandoned.visits'), isNumeric: true },
            ]}
            rows={bars.map(({ step, count }) => ({ id: step, cells: [t(`reports:steps.${step}`), count] }))}
          />
        </>
      )}
    </section>
  );
}
