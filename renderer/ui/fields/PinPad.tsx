import { Delete } from 'lucide-react';
import { type KeyboardEvent, useId } from 'react';
import { Button } from '../buttons/Button.tsx';
import { cx } from '../cx.ts';
import styles from './pinPad.module.css';

export type PinPadTexts = {
  /** „PIN” */
  readonly label: string;
  /** Said to screen readers instead of the digits: „Ievadītas zīmes: 3”. */
  readonly entered: (count: number) => string;
  readonly erase: string;
  readonly enter: string;
};

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** PIN by touch or keyboard; digits are never shown. Pasting works (a password manager is a way without memory). */
export function PinPad(props: {
  readonly texts: PinPadTexts;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onEnter: () => void;
  readonly maxLength: number;
  readonly minLength?: number;
  readonly error?: string | undefined;
  readonly isPending?: boolean;
}) {
  const { texts, value, onChange, onEnter, maxLength, minLength = 4, error, isPending = false } = props;
  const errorId = useId();
  const add = (digit: string) => {
    if (value.length < maxLength && !isPending) onChange(value + digit);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^\d$/.test(event.key)) add(event.key);
    else if (event.key === 'Backspace') onChange(value.slice(0, -1));
    else if (event.key === 'Enter' && event.target === event.currentTarget) onEnter();
    else return;
    event.preventDefault();
  };
  return (
    <div
      role="group"
      aria-label={texts.label}
      aria-describedby={error === undefined ? undefined : errorId}
      tabIndex={0}
      className={cx(styles['pad'])}
      onKeyDown={onKeyDown}
      onPaste={(event) =>
        onChange(event.clipboardData.getData('text').replace(/\D/g, '').slice(0, maxLength))
      }
    >
      <output className={cx(styles['dots'])} aria-label={texts.entered(value.length)}>
        {Array.from({ length: Math.max(minLength, value.length) }, (_, index) => (
          <span key={index} data-filled={index < value.length || undefined} />
        ))}
      </output>
      <p id={errorId} role="alert" className={cx(styles['error'])}>
        {error}
      </p>
      <div className={cx(styles['keys'])}>
        {digits.map((digit) => (
          <Button key={digit} onPress={() => add(digit)}>
            {digit}
          </Button>
        ))}
        <Button icon={Delete} onPress={() => onChange(value.slice(0, -1))}>
          {texts.erase}
        </Button>
        <Button onPress={() => add('0')}>0</Button>
        <Button
          variant="primary"
          isPending={isPending}
          isDisabled={value.length < minLength}
          onPress={onEnter}
        >
          {texts.enter}
        </Button>
      </div>
    </div>
  );
}
