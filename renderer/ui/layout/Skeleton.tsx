import { cx } from '../cx.ts';
import { VisuallyHidden } from '../status/VisuallyHidden.tsx';
import styles from './layout.module.css';

/** Grey lines where figures will stand, once their answer takes longer than a moment. */
export function Skeleton({ label, lines = 6 }: { readonly label: string; readonly lines?: number }) {
  return (
    <div className={cx(styles['skeleton'])}>
      <VisuallyHidden live="polite">{label}</VisuallyHidden>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className={cx(styles['bone'])} />
      ))}
    </div>
  );
}
