import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components';
import { cx } from '../cx.ts';
import styles from './buttons.module.css';
import { IconWord } from './IconWord.tsx';

/** A filter or mode that is on or off, e.g. „SD karte · 248”. */
export function ToggleChip(props: {
  readonly children: ReactNode;
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly icon?: LucideIcon;
  readonly isDisabled?: boolean;
}) {
  const { children, icon, ...rest } = props;
  return (
    <ToggleButton {...rest} className={cx(styles['button'], styles['chip'])}>
      {icon === undefined ? children : <IconWord icon={icon}>{children}</IconWord>}
    </ToggleButton>
  );
}
