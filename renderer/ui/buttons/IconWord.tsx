import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '../cx.ts';
import styles from './buttons.module.css';

/** An icon with its word; the icon never stands alone and is never spoken. */
export function IconWord(props: {
  readonly icon: LucideIcon;
  readonly children: ReactNode;
  readonly iconAfter?: boolean;
}) {
  const Icon = props.icon;
  return (
    <span className={cx(styles['iconWord'], props.iconAfter === true && styles['iconAfter'])}>
      <Icon className={cx(styles['icon'])} aria-hidden="true" />
      <span className={cx(styles['word'])}>{props.children}</span>
    </span>
  );
}
