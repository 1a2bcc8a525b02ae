import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '../cx.ts';
import styles from './status.module.css';

/** Nothing here: why, and what to do about it. */
export function EmptyState(props: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly icon?: LucideIcon;
  readonly actions?: ReactNode;
}) {
  const Icon = props.icon;
  return (
    <div className={cx(styles['empty'])}>
      {Icon !== undefined && <Icon className={cx(styles['emptyIcon'])} aria-hidden="true" />}
      <p className={cx(styles['emptyTitle'])}>{props.title}</p>
      {props.children !== undefined && <div>{props.children}</div>}
      {props.actions}
    </div>
  );
}
