import type { CatalogueVersion } from '../../../../shared/contract/catalogue.ts';
import type { Catalogue } from '../../../../shared/domain/catalogue.ts';
import { formatDate } from '../../../../shared/domain/time.ts';
import { useTexts } from '../../../i18n/index.ts';
import { PlainTable, useUi } from '../../../ui/index.ts';
import { cx } from '../../../ui/cx.ts';
import styles from '../sync.module.css';
import { changeText } from './changes.policy.ts';

/** Which price lists there are, who signed them, and what each changes; of those that are over, how much only (ADM-4). */
export function PricesSection(props: {
  readonly versions: readonly CatalogueVersion[];
  /** The list in force, for names. */
  readonly catalogue: Catalogue | null;
}) {
  const { versions, catalogue } = props;
  const t = useTexts();
  const { locale } = useUi();
  const signedText = ({ signed }: CatalogueVersion): string => {
    if (signed === null) return t('sync:prices.shipped');
    const by = signed.by === 'owner' ? t('sync:prices.owner') : signed.by;
    const store = signed.forStore ? `, ${t('sync:prices.forStore')}` : '';
    return `${by}, ${formatDate(signed.at, locale)}${store}`;
  };
  const changed = ({ state, changes }: CatalogueVersion) => {
    if (changes === null) return '–';
    if (changes.length === 0) return t('sync:prices.nothing');
    if (state === 'past') return t('sync:prices.count', { changes: changes.length });
    return (
      <ul className={cx(styles['changes'])}>
        {changes.map((change) => {
          const text = changeText(t, locale, catalogue, change);
          return <li key={text}>{text}</li>;
        })}
      </ul>
    );
  };
  return (
    <section className={cx(styles['section'])} aria-labelledby="sync-prices">
      <h2 id="sync-prices">{t('sync:prices.title')}</h2>
      <p className={cx(styles['quiet'])}>{t('sync:prices.lead')}</p>
      <PlainTable
        label={t('sync:prices.title')}
        columns={[
          { id: 'version', header: t('sync:prices.version') },
          { id: 'from', header: t('sync:prices.validFrom'), isWhole: true },
          { id: 'signed', header: t('sync:prices.signed') },
          { id: 'changes', header: t('sync:prices.changes') },
        ]}
        rows={versions.map((one) => ({
          id: String(one.version),
          cells: [
            `${one.version} · ${t(`sync:prices.state.${one.state}`)}`,
            formatDate(one.validFrom, locale),
            signedText(one),
            changed(one),
          ],
        }))}
      />
    </section>
  );
}
