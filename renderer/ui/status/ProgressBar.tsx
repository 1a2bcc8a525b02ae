import { ProgressBar as AriaProgressBar, Label } from 'react-aria-components';
import { cx } from '../cx.ts';
import styles from './status.module.css';

/** A bar with its words. `null` = running, amount unknown. Screen readers hear the text at each quarter. */
export function ProgressBar(props: {
  readonly label: string;
  /** 0 … 1 */
  readonly value: number | null;
  /** „37 no 248”, bytes, time left. */
  readonly text?: string;
}) {
  const { label, value, text } = props;
  const quarter = value === null ? 0 : Math.floor(value * 4) * 25;
  return (
    <AriaProgressBar
      className={cx(styles['progress'])}
      isIndeterminate={value === null}
      value={(value ?? 0) * 100}
      {...(text === undefined ? {} : { valueLabel: text })}
    >
      <span className={cx(styles['progressWords'])}>
        <Label>{label}</Label>
        {text !== undefined && <span className={cx(styles['progressText'])}>{text}</span>}
      </span>
      <span className={cx(styles['track'])}>
        <span
          className={cx(styles['fill'], value === null && styles['unknown'])}
          style={value === null ? {} : { width: `${value * 100}%` }}
        />
      </span>
      <span className={cx(styles['srOnly'])} aria-live="polite">
        {quarter > 0 ? `${label} ${quarter} %` : ''}
      </span>
    </AriaProgressBar>
  );
}
