import { Search } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { KeyHint } from '../buttons/KeyHint.tsx';
import { cx } from '../cx.ts';
import { TextField } from './TextField.tsx';
import styles from './textField.module.css';

/** The search of a counter screen. Escape clears it; what the search key asks for, it answers by taking the focus. */
export function SearchField(props: {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly maxLength: number;
  /** The key that comes here, while nothing is typed. */
  readonly keys: string;
  /** The search key was pressed, perhaps on another screen; the field takes the focus and says so. */
  readonly isAsked: boolean;
  readonly onReached: () => void;
  readonly onChange: (typed: string) => void;
  readonly onClear: () => void;
  /** Whoever does not wait for the answer. */
  readonly onEnter?: () => void;
}) {
  const { label, placeholder, value, maxLength, keys, isAsked, onReached, onChange, onClear, onEnter } =
    props;
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!isAsked) return;
    input.current?.focus();
    input.current?.select();
    onReached();
  }, [isAsked, onReached]);
  return (
    <div
      className={cx(styles['search'])}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onEnter?.();
        if (event.key !== 'Escape' || value === '') return;
        event.stopPropagation();
        onClear();
      }}
    >
      <TextField
        label={label}
        hideLabel
        kind="search"
        value={value}
        maxLength={maxLength}
        inputRef={input}
        placeholder={placeholder}
        prefix={<Search size="1em" aria-hidden="true" />}
        keyHint={value === '' ? <KeyHint keys={keys} /> : undefined}
        onChange={onChange}
      />
    </div>
  );
}
