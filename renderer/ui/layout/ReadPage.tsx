import type { ReactNode } from 'react';
import { cx } from '../cx.ts';
import styles from './layout.module.css';
import { LoadingBar } from './LoadingBar.tsx';

/** A page to read: it takes the focus, so that the arrow keys scroll what holds no control. */
export function ReadPage(props: {
  readonly label: string;
  readonly isLoading: boolean;
  readonly children: ReactNode;
}) {
  return (
    <div className={cx(styles['whole'])}>
      <LoadingBar isLoading={props.isLoading} />
      <div role="region" aria-label={props.label} tabIndex={0} className={cx(styles['scroll'])}>
        <div className={cx(styles['page'])}>{props.children}</div>
      </div>
    </div>
  );
}
