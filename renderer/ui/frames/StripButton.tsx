import type { LucideIcon } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { cx } from '../cx.ts';
import styles from './counterFrame.module.css';

/** A statement of the status strip that leads to its page. As wide whatever it says, so that nothing beside it moves. */
export function StripButton(props: {
  readonly children: string;
  readonly icon: LucideIcon;
  readonly tone: 'plain' | 'success' | 'warning' | 'danger';
  readonly onPress: () => void;
}) {
  const { children, icon: Icon, tone, onPress } = props;
  return (
    <AriaButton
      className={cx(styles['stripItem'], styles['stripButton'], styles[tone])}
      data-tone={tone}
      onPress={() => onPress()}
    >
      <Icon className={cx(styles['stripIcon'])} aria-hidden="true" />
      {children}
    </AriaButton>
  );
}
