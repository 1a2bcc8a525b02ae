import { Minus, Plus, Undo2 } from 'lucide-react';
import { Label, Slider } from 'react-aria-components';
import { Button } from '../buttons/Button.tsx';
import { cx } from '../cx.ts';
import { Rail } from './Rail.tsx';
import { StepButton } from './StepButton.tsx';
import styles from './fineSlider.module.css';

/** A value around zero set by eye: by sliding, step by step, by arrow keys, and back to zero in one tap. */
export function FineSlider(props: {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  readonly step: number;
  /** The value in words, with its unit. */
  readonly text: string;
  readonly lessLabel: string;
  readonly moreLabel: string;
  readonly undoLabel: string;
  /** While the thumb moves; `onSettled` follows when it is let go, and after every press. */
  readonly onMove: (value: number) => void;
  readonly onSettled: (value: number) => void;
}) {
  const { label, value, max, step, text, undoLabel, onMove, onSettled } = props;
  const by = (steps: number) => onSettled(Math.min(max, Math.max(-max, value + steps * step)));
  return (
    <Slider
      className={cx(styles['fine'])}
      value={value}
      minValue={-max}
      maxValue={max}
      step={step}
      onChange={onMove}
      onChangeEnd={onSettled}
    >
      <div className={cx(styles['head'])}>
        <Label className={cx(styles['label'])}>{label}</Label>
        <span className={cx(styles['text'])}>{text}</span>
        <Button
          variant="quiet"
          icon={Undo2}
          aria-label={`${undoLabel}: ${label}`}
          isDisabled={value === 0}
          onPress={() => onSettled(0)}
        >
          {undoLabel}
        </Button>
      </div>
      <div className={cx(styles['row'])}>
        <StepButton icon={Minus} label={props.lessLabel} isDisabled={value <= -max} onPress={() => by(-1)} />
        <Rail className={styles['track']} />
        <StepButton icon={Plus} label={props.moreLabel} isDisabled={value >= max} onPress={() => by(1)} />
      </div>
    </Slider>
  );
}
