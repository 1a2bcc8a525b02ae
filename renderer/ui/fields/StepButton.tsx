import type { LucideIcon } from 'lucide-react';
import { Button } from 'react-aria-components';
import { cx } from '../cx.ts';
import styles from './stepButton.module.css';

/** A step less or more. Fires on release. */
export function StepButton(props: {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly isDisabled: boolean;
  readonly onPress: () => void;
}) {
  const { icon: Icon, label, isDisabled, onPress } = props;
  return (
    <Button className={cx(styles['step'])} aria-label={label} isDisabled={isDisabled} onPress={onPress}>
      <Icon className={cx(styles['icon'])} aria-hidden="true" />
    </Button>
  );
}
