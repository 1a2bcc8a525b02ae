import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '../cx.ts';
import { Dialog, type DialogLayer } from './Dialog.tsx';
import styles from './dialog.module.css';

/** A large message over everything with one way on: idle warning, help called, out of order. */
export function OverlayBanner(props: {
  readonly isOpen: boolean;
  readonly title: string;
  readonly icon?: LucideIcon;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  readonly onClose?: () => void;
  readonly layer?: DialogLayer;
}) {
  const { icon: Icon, children, layer = 'idle', ...rest } = props;
  return (
    <Dialog {...rest} role="alertdialog" layer={layer} isCentred>
      {Icon !== undefined && <Icon className={cx(styles['overlayIcon'])} aria-hidden="true" />}
      {children}
    </Dialog>
  );
}
