import { Slider as AriaSlider, Label } from 'react-aria-components';
import { cx } from '../cx.ts';
import { Rail } from './Rail.tsx';
import styles from './slider.module.css';

/** A value found by sliding or by arrow keys. `text` says it in words, with its unit. */
export function Slider(props: {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly text: string;
}) {
  const { label, value, onChange, min, max, step, text } = props;
  return (
    <AriaSlider
      className={cx(styles['slider'])}
      value={value}
      onChange={onChange}
      minValue={min}
      maxValue={max}
      step={step}
    >
      <Label className={cx(styles['label'])}>{label}</Label>
      <span className={cx(styles['text'])}>{text}</span>
      <Rail className={styles['track']} />
    </AriaSlider>
  );
}
