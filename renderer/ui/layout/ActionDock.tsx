import type { ReactNode } from 'react';
import { cx } from '../cx.ts';
import styles from './layout.module.css';

/** The foot of a detail: what may be done now is always in sight, in the same place for every row. */
export function ActionDock({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={cx(styles['dock'])} role="group" aria-label={label}>
      {children}
    </div>
  );
}
