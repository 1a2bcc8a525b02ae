import type { ReactNode } from 'react';
import { cx } from '../cx.ts';
import styles from './status.module.css';
import type { StatusLook } from './statusLooks.ts';

/** Tone, icon and word of a state; never the colour alone. */
export function StatusPill(props: { readonly look: StatusLook; readonly children: ReactNode }) {
  const Icon = props.look.icon;
  return (
    <span className={cx(styles['pill'], styles[props.look.tone])}>
      <Icon className={cx(styles['pillIcon'])} aria-hidden="true" />
      {props.children}
    </span>
  );
}
