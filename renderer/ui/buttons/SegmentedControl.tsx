import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { cx } from '../cx.ts';
import styles from './buttons.module.css';

export type Segment<T extends string> = {
  readonly id: T;
  readonly label: string;
  /** Full name for screen readers where the label is short („LV” → „Latviešu”). */
  readonly name?: string;
  /** Language of label and name, when it is not the document's. */
  readonly lang?: string;
  /** Cannot be chosen; the label says why. */
  readonly isDisabled?: boolean;
};

/** One of a few, always exactly one. The language switch gives each segment its own `lang`. */
export function SegmentedControl<T extends string>(props: {
  readonly label: string;
  readonly segments: readonly Segment<T>[];
  readonly selected: T;
  readonly onSelect: (id: T) => void;
}) {
  return (
    <ToggleButtonGroup
      aria-label={props.label}
      className={cx(styles['segments'])}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[props.selected]}
      onSelectionChange={(keys) => {
        const chosen = props.segments.find((segment) => keys.has(segment.id));
        if (chosen !== undefined) props.onSelect(chosen.id);
      }}
    >
      {props.segments.map((segment) => (
        <ToggleButton
          key={segment.id}
          id={segment.id}
          isDisabled={segment.isDisabled ?? false}
          className={cx(styles['segment'])}
          {...(segment.name === undefined ? {} : { 'aria-label': segment.name })}
          {...(segment.lang === undefined ? {} : { lang: segment.lang })}
        >
          {segment.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

/** The three languages, each named in itself. */
export const languageSegments = [
  { id: 'lv', label: 'LV', name: 'LV Latviešu', lang: 'lv' },
  { id: 'en', label: 'EN', name: 'EN English', lang: 'en' },
  { id: 'ru', label: 'RU', name: 'RU Русский', lang: 'ru' },
] as const satisfies readonly Segment<'lv' | 'en' | 'ru'>[];
