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
export function Banner({
  tone,
  children,
  title,
  actions,
  icon,
  ref,
}: {
  readonly tone: BannerTone;
  readonly children: ReactNode;
  readonly title?: string;
  readonly actions?: ReactNode;
  readonly icon?: LucideIcon;
  /** The error summary of a form takes the focus: give it a ref and call `focus()`. */
  readonly ref?: Ref<HTMLDivElement>;
}) {
  const Icon = icon ?? icons[tone];
  return (
    <div
      ref={ref}
      tabIndex={-1}
      role={tone === 'danger' ? 'alert' : 'status'}
      className={cx(styles['banner'], styles[tone])}
    >
      <Icon className={cx(styles['bannerIcon'])} aria-hidden="true" />
      <div className={cx(styles['bannerText'])}>
        {title !== undefined && <strong>{title}</strong>}
        <div>{children}</div>
      </div>
      {actions !== undefined && <div className={cx(styles['bannerActions'])}>{actions}</div>}
    </div>
  );
}
