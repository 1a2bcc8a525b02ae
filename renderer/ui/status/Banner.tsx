import { CircleAlert, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { cx } from '../cx.ts';
import styles from './status.module.css';

export type BannerTone = 'info' | 'warning' | 'danger';

const icons = {
  info: Info,
  warning: TriangleAlert,
  danger: CircleAlert,
} as const satisfies Record<BannerTone, LucideIcon>;

/** A message that stays until its cause is gone. Danger interrupts a screen reader, the others wait their turn. */
export function Banner(props: {
  readonly tone: BannerTone;
  readonly children: ReactNode;
  readonly title?: string;
  readonly actions?: ReactNode;
  readonly icon?: LucideIcon;
  /** The error summary of a form takes the focus: give it a ref and call `focus()`. */
  readonly ref?: Ref<HTMLDivElement>;
}) {
  const Icon = props.icon ?? icons[props.tone];
  return (
    <div
      ref={props.ref}
      tabIndex={-1}
      role={props.tone === 'danger' ? 'alert' : 'status'}
      className={cx(styles['banner'], styles[props.tone])}
    >
      <Icon className={cx(styles['bannerIcon'])} aria-hidden="true" />
      <div className={cx(styles['bannerText'])}>
        {props.title !== undefined && <strong>{props.title}</strong>}
        <div>{props.children}</div>
      </div>
      {props.actions !== undefined && <div className={cx(styles['bannerActions'])}>{props.actions}</div>}
    </div>
  );
}
