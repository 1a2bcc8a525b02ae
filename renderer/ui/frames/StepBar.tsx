import { Check } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { cx } from '../cx.ts';
import styles from './stepBar.module.css';

export type Step<T extends string> = { readonly id: T; readonly label: string };

/** Where the visit is. Steps before the current one are done and can be tapped, unless `onGo` is absent. */
export function StepBar<T extends string>(props: {
  readonly label: string;
  readonly steps: readonly Step<T>[];
  readonly current: T;
  readonly onGo?: (id: T) => void;
}) {
  const currentIndex = props.steps.findIndex((step) => step.id === props.current);
  return (
    <nav aria-label={props.label}>
      <ol className={cx(styles['bar'])}>
        {props.steps.map((step, index) => {
          const state = index < currentIndex ? 'done' : index === currentIndex ? 'current' : 'ahead';
          return (
            <li key={step.id}>
              <AriaButton
                className={cx(styles['step'], styles[state])}
                isDisabled={state !== 'done' || props.onGo === undefined}
                {...(state === 'current' ? { 'aria-current': 'step' as const } : {})}
                onPress={() => props.onGo?.(step.id)}
              >
                <span className={cx(styles['dot'])}>
                  {state === 'done' ? <Check className={cx(styles['tick'])} aria-hidden="true" /> : index + 1}
                </span>
                <span>{step.label}</span>
              </AriaButton>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
