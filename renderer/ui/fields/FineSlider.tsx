import { type LucideIcon, Minus, Plus, Undo2 } from 'lucide-react';
import { Button as AriaButton, Label, Slider, SliderThumb, SliderTrack } from 'react-aria-components';
import { Button } from '../buttons/Button.tsx';
import { cx } from '../cx.ts';
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
        <Step icon={Minus} label={props.lessLabel} isDisabled={value <= -max} onPress={() => by(-1)} />
        <SliderTrack className={cx(styles['track'])}>
          <SliderThumb className={cx(styles['thumb'])} />
        </SliderTrack>
        <Step icon={Plus} label={props.moreLabel} isDisabled={value >= max} onPress={() => by(1)} />
      </div>
    </Slider>
  );
}

function Step(props: {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly isDisabled: boolean;
  readonly onPress: () => void;
}) {
  const { icon: Icon, label, isDisabled, onPress } = props;
  return (
    <AriaButton className={cx(styles['step'])} aria-label={label} isDisabled={isDisabled} onPress={onPress}>
      <Icon className={cx(styles['icon'])} aria-hidden="true" />
    </AriaButton>
  );
}
