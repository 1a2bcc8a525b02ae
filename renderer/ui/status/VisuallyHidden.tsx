import type { ReactNode } from 'react';
import { cx } from '../cx.ts';
import styles from './status.module.css';

/** Words for screen readers only; `live` announces its changes. */
export function VisuallyHidden(props: {
  readonly children: ReactNode;
  readonly live?: 'polite' | 'assertive';
}) {
  return (
    <span className={cx(styles['srOnly'])} aria-live={props.live}>
      {props.children}
    </span>
  );
}
