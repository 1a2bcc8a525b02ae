import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { CheckboxButton, CheckboxField, Text } from 'react-aria-components';
import { cx } from '../cx.ts';
import styles from './choices.module.css';

/** A big box with its sentence. It has no default of its own: the owner says `false` until a person ticks it. */
export function Checkbox(props: {
  readonly children: ReactNode;
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly description?: ReactNode;
  readonly isDisabled?: boolean;
}) {
  const { children, description, ...rest } = props;
  return (
    <CheckboxField {...rest} className={cx(styles['field'])}>
      <CheckboxButton className={cx(styles['choice'])}>
        <span className={cx(styles['box'])} aria-hidden="true">
          <Check className={cx(styles['tick'])} />
        </span>
        <span className={cx(styles['text'])}>{children}</span>
      </CheckboxButton>
      {description !== undefined && (
        <Text slot="description" className={cx(styles['description'])}>
          {description}
        </Text>
      )}
    </CheckboxField>
  );
}
