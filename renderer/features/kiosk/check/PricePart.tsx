import type { Draft } from '../../../../shared/contract/drafts.ts';
import { findFormat, findPaper } from '../../../../shared/domain/catalogue.ts';
import { formatMoney, formatPercent } from '../../../../shared/domain/money.ts';
import type { PriceLine, ProductLine } from '../../../../shared/domain/pricing.ts';
import { type Texts, useTexts } from '../../../i18n/index.ts';
import { cx } from '../../../ui/cx.ts';
import { useVisit } from '../frame/KioskContext.tsx';
import { Part } from './Part.tsx';
import styles from './check.module.css';

/** What it costs, line by line, as it will stand on the ticket. */
export function PricePart({ draft }: { readonly draft: Draft }) {
  const t = useTexts();
  const locale = useVisit((state) => state.locale);
  const { price } = draft;
  if (price === null) return null;
  return (
    <Part title={t('kiosk:check.total')}>
      <dl className={cx(styles['lines'])}>
        {price.lines.map((line) => (
          <Line key={keyOf(line)} line={line} />
        ))}
        <div className={cx(styles['line'], styles['total'])}>
          <dt>{t('kiosk:check.total')}</dt>
          <dd>{formatMoney(price.total, locale)}</dd>
        </div>
      </dl>
      {price.vat.map(({ rate, vat }) => (
        <p key={rate} className={cx(styles['quiet'])}>
          {t('kiosk:check.vat', { rate: formatPercent(rate, locale), sum: formatMoney(vat, locale) })}
        </p>
      ))}
      <p>{t('kiosk:check.pay')}</p>
    </Part>
  );
}

const keyOf = (line: PriceLine): string =>
  line.kind === 'product' ? `${line.format} ${line.paper}` : line.kind === 'fee' ? line.fee : line.kind;

function Line({ line }: { readonly line: PriceLine }) {
  const t = useTexts();
  const locale = useVisit((state) => state.locale);
  const catalogue = useVisit((state) => state.catalogue);
  const productName = ({ format, paper }: ProductLine): string =>
    t('kiosk:check.line', {
      size: (catalogue && findFormat(catalogue, format)?.name[locale]) ?? format,
      paper: (catalogue && findPaper(catalogue, paper)?.name[locale]) ?? paper,
    });
  const name = line.kind === 'product' ? productName(line) : extraName(t, line);
  return (
    <div className={cx(styles['line'])}>
      <dt>
        {name}
        {line.kind === 'product' && (
          <span className={cx(styles['quiet'])}>
            {t('kiosk:check.unit', { qty: line.qty, price: formatMoney(line.unit, locale) })}
          </span>
        )}
      </dt>
      <dd>{formatMoney(line.sum, locale)}</dd>
    </div>
  );
}

function extraName(t: Texts, line: Exclude<PriceLine, { kind: 'product' }>): string {
  if (line.kind === 'fee') return t(`kiosk:check.fee.${line.fee}`);
  return t(line.kind === 'minimum' ? 'kiosk:check.minimum' : 'kiosk:check.discount');
}
