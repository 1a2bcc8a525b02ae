import { cx } from '../cx.ts';
import styles from './layout.module.css';

/** Light modules around the code, as readers need them. */
const QUIET = 4;

/** A text for another machine's camera or scanner, dark on light in every look. */
export function QrCode(props: { readonly modules: readonly (readonly boolean[])[]; readonly label: string }) {
  const { modules, label } = props;
  const side = modules.length + 2 * QUIET;
  const path = modules
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x + QUIET} ${y + QUIET}h1v1h-1z`] : [])))
    .join('');
  return (
    <svg className={cx(styles['qr'])} viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label}>
      <rect className={cx(styles['qrPaper'])} width={side} height={side} />
      <path className={cx(styles['qrInk'])} d={path} />
    </svg>
  );
}
