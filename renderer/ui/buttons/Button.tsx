import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton, ProgressBar } from 'react-aria-components';
import { cx } from '../cx.ts';
import styles from './buttons.module.css';
import { IconWord } from './IconWord.tsx';
import { KeyHint } from './KeyHint.tsx';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';

export type ButtonProps = {
  readonly children: ReactNode;
  readonly onPress?: () => void;
  /** One primary per screen; danger only for what destroys. */
  readonly variant?: ButtonVariant;
  readonly icon?: LucideIcon;
  /** The icon after the word, as on „Turpināt ›”. */
  readonly iconAfter?: boolean;
  readonly keyHint?: string;
  readonly isDisabled?: boolean;
  /** Shows that the action runs and ignores further presses; needs `pendingLabel` for screen readers. */
  readonly isPending?: boolean;
  readonly pendingLabel?: string;
  readonly type?: 'button' | 'submit';
  readonly slot?: string;
  readonly autoFocus?: boolean;
  readonly 'aria-label'?: string;
  readonly 'aria-current'?: 'page' | 'step';
  readonly 'aria-pressed'?: boolean;
};

/** The one button. Fires on release; sliding off cancels. */
export function Button(props: ButtonProps) {
  const {
    children,
    variant = 'secondary',
    icon,
    iconAfter = false,
    keyHint,
    onPress,
    pendingLabel,
    ...rest
  } = props;
  const className = cx(styles['button'], styles[variant]);
  return (
    <AriaButton
      {...rest}
      className={className}
      {...(onPress === undefined ? {} : { onPress: () => onPress() })}
    >
      {icon === undefined ? (
        <span className={cx(styles['word'])}>{children}</span>
      ) : (
        <IconWord icon={icon} iconAfter={iconAfter}>
          {children}
        </IconWord>
      )}
      {keyHint !== undefined && <KeyHint keys={keyHint} />}
      {rest.isPending === true && (
        <ProgressBar aria-label={pendingLabel ?? ''} isIndeterminate className={cx(styles['pendingBar'])} />
      )}
    </AriaButton>
  );
}
