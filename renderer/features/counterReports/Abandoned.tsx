import { useTexts } from '../../i18n/index.ts';
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
          <table className={cx(styles['table'], styles['narrow'])}>
            <thead>
              <tr>
                <th scope="col">{t('reports:abandoned.step')}</th>
                <th scope="col" className={cx(styles['number'])}>
                  {t('reports:abandoned.visits')}
                </th>
              </tr>
            </thead>
            <tbody>
              {bars.map(({ step, count }) => (
                <tr key={step}>
                  <th scope="row">{t(`reports:steps.${step}`)}</th>
                  <td className={cx(styles['number'])}>{count}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}
