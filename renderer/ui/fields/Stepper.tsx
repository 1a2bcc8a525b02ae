import { Minus, Plus } from 'lucide-react';
import { type KeyboardEvent, useRef } from 'react';
import { cx } from '../cx.ts';
import { StepButton } from './StepButton.tsx';
import styles from './stepper.module.css';

export type StepperProps = {
  /** What is counted, e.g. „Kopijas, IMG_0012”. */
  readonly label: string;
  readonly lessLabel: string;
  readonly moreLabel: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly min?: number;
  readonly max?: number;
  readonly isDisabled?: boolean;
};

const typingWindowMs = 1000;

/**
 * − n +. The buttons fire on release; the number takes arrows, Page keys, Home, End, and typed digits
 * (digits within a second belong to one number).
 */
export function Stepper(props: StepperProps) {
  const { label, lessLabel, moreLabel, value, onChange, min = 0, max = 999, isDisabled = false } = props;
  const lastDigitAt = useRef(Number.NEGATIVE_INFINITY);
  const set = (wanted: number) => {
    const next = Math.min(max, Math.max(min, wanted));
    if (next !== value) onChange(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isDisabled || event.ctrlKey || event.altKey || event.metaKey) return;
    const wanted = wantedByKey(
      event.key,
      value,
      min,
      max,
      event.timeStamp - lastDigitAt.current < typingWindowMs,
    );
    if (wanted === null) return;
    if (/^\d$/.test(event.key)) lastDigitAt.current = event.timeStamp;
    event.preventDefault();
    event.stopPropagation();
    set(wanted);
  };
  return (
    <div role="group" aria-label={label} className={cx(styles['stepper'])}>
      <StepButton
        icon={Minus}
        label={lessLabel}
        isDisabled={isDisabled || value <= min}
        onPress={() => set(value - 1)}
      />
      <span
        role="spinbutton"
        tabIndex={isDisabled ? -1 : 0}
        aria-label={label}
        aria-valuenow={value}
        aria-valuemin={min}
        aria-valuemax={max}
        aria-disabled={isDisabled}
        className={cx(styles['value'])}
        onKeyDown={onKeyDown}
      >
        {value}
      </span>
      <StepButton
        icon={Plus}
        label={moreLabel}
        isDisabled={isDisabled || value >= max}
        onPress={() => set(value + 1)}
      />
    </div>
  );
}

function wantedByKey(key: string, value: number, min: number, max: number, goesOn: boolean): number | null {
  if (/^\d$/.test(key)) return Number(goesOn ? `${value}${key}` : key);
  switch (key) {
    case 'ArrowUp':
    case 'ArrowRight':
    case '+':
      return value + 1;
    case 'ArrowDown':
    case 'ArrowLeft':
    case '-':
      return value - 1;
    case 'PageUp':
      return value + 10;
    case 'PageDown':
      return value - 10;
    case 'Home':
      return min;
    case 'End':
      return max;
    case 'Backspace':
      return Math.trunc(value / 10);
    default:
      return null;
  }
}
