import { useMemo } from 'react';
import { qrModules } from '../../../../shared/domain/qrCode.ts';
import { cx } from '../../../ui/cx.ts';
import styles from './done.module.css';

/** Light modules around the code, as readers need them. */
const QUIET = 4;

/** A text for the customer's phone, dark on light in every look. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const rows = useMemo(() => qrModules(text), [text]);
  const side = rows.length + 2 * QUIET;
  const path = rows
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x + QUIET} ${y + QUIET}h1v1h-1z`] : [])))
    .join('');
  return (
    <svg className={cx(styles['qr'])} viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label}>
      <rect className={cx(styles['qrPaper'])} width={side} height={side} />
      <path className={cx(styles['qrInk'])} d={path} />
    </svg>
  );
}
