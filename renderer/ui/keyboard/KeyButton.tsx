import { type PointerEvent, type ReactNode, useEffect, useRef } from 'react';
import { cx } from '../cx.ts';
import styles from './keyboard.module.css';

const holdMs = 500;
const repeatMs = 60;

type Press = { readonly pointerId: number; readonly at: number; timer: number; repeated: boolean };

const isOver = (event: PointerEvent): boolean => {
  const box = event.currentTarget.getBoundingClientRect();
  return (
    event.clientX >= box.left &&
    event.clientX <= box.right &&
    event.clientY >= box.top &&
    event.clientY <= box.bottom
  );
};

/**
 * One key. Acts when its finger lifts (two thumbs may overlap, which is why it does not wait for `click`), not at
 * all when the finger slid off. Never takes the focus from the field.
 */
export function KeyButton(props: {
  readonly children: ReactNode;
  readonly name?: string | undefined;
  readonly width: number;
  readonly look: 'letter' | 'function' | 'snippet' | 'done';
  readonly isOn?: boolean | undefined;
  /** `held` = the finger stayed long enough for the letter's second meaning. */
  readonly onKey: (held: boolean) => void;
  readonly repeats?: boolean;
}) {
  const { children, name, width, look, isOn, onKey, repeats = false } = props;
  const press = useRef<Press | null>(null);
  const latest = useRef(onKey);
  useEffect(() => {
    latest.current = onKey;
  });
  const end = (target: HTMLElement) => {
    if (press.current !== null) window.clearTimeout(press.current.timer);
    press.current = null;
    delete target.dataset['pressed'];
  };
  const repeat = () => {
    const current = press.current;
    if (current === null) return;
    current.repeated = true;
    latest.current(false);
    current.timer = window.setTimeout(repeat, repeatMs);
  };
  useEffect(() => () => window.clearTimeout(press.current?.timer), []);
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={name}
      aria-pressed={isOn}
      className={cx(styles['key'], styles[look])}
      style={{ flexGrow: width }}
      onPointerDown={(event) => {
        event.preventDefault();
        const timer = repeats ? window.setTimeout(repeat, holdMs) : 0;
        press.current = { pointerId: event.pointerId, at: event.timeStamp, timer, repeated: false };
        event.currentTarget.dataset['pressed'] = '';
      }}
      onMouseDown={(event) => event.preventDefault()}
      onPointerUp={(event) => {
        const current = press.current;
        if (current === null || current.pointerId !== event.pointerId) return;
        end(event.currentTarget);
        if (!current.repeated && isOver(event)) onKey(event.timeStamp - current.at >= holdMs);
      }}
      onPointerCancel={(event) => end(event.currentTarget)}
      onPointerLeave={(event) => end(event.currentTarget)}
      onClick={(event) => {
        // Presses of assistive technology come as a click without a pointer.
        if (event.detail === 0) onKey(false);
      }}
    >
      {children}
    </button>
  );
}
