import { useTexts } from '../../../i18n/index.ts';
import { PlainTable } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import { SMALLEST_GROUP } from '../../../../shared/domain/statistics.ts';
import styles from '../reports.module.css';
import type { Bar } from './statistics.policy.ts';

/** Bars to see it, and the same numbers in a table to read it; too small a number is "fewer than five". */
export function Chart(props: {
  readonly id: string;
  readonly title: string;
  /** What the lines are: step, hour, minutes. */
  readonly what: string;
  readonly counted: string;
  readonly bars: readonly Bar[];
  readonly nameOf: (id: string) => string;
}) {
  const { id, title, what, counted, bars, nameOf } = props;
  const t = useTexts();
  const number = (count: number | null) => count ?? t('reports:statistics.few', { limit: SMALLEST_GROUP });
  return (
    <section className={cx(styles['section'])} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {bars.length === 0 ? (
        <p className={cx(styles['quiet'])}>{t('reports:empty')}</p>
      ) : (
        <>
          <div className={cx(styles['bars'])} aria-hidden="true">
            {bars.map((bar) => (
              <div key={bar.id} className={cx(styles['barLine'])}>
                <span>{nameOf(bar.id)}</span>
                <span className={cx(styles['track'])}>
                  {bar.count !== null && (
                    <span className={cx(styles['bar'])} style={{ width: `${bar.share * 100}%` }} />
                  )}
                </span>
                <span className={cx(styles['number'])}>{number(bar.count)}</span>
              </div>
            ))}
          </div>
          <PlainTable
            isNarrow
            label={title}
            columns={[
              { id: 'what', header: what },
              { id: 'count', header: counted, isNumeric: true },
            ]}
            rows={bars.map((bar) => ({ id: bar.id, cells: [nameOf(bar.id), number(bar.count)] }))}
          />
        </>
      )}
    </section>
  );
}
