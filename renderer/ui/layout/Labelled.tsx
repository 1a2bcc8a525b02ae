import type { ReactNode } from 'react';
import { cx } from '../cx.ts';
import styles from './layout.module.css';

/** A word above a control that carries the same word as its own name. */
export function Labelled({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={cx(styles['labelled'])}>
      <span className={cx(styles['label'])} aria-hidden="true">
        {label}
      </span>
      {children}
    </div>
  );
}
