import { Labelled, MenuButton } from '../../../../ui/index.ts';

/** One of a list, with its name above it; nothing is chosen beforehand. */
export function Choice<T extends string>(props: {
  readonly label: string;
  /** What stands on the button while nothing is chosen. */
  readonly blank: string;
  readonly choices: readonly T[];
  readonly nameOf: (id: T) => string;
  readonly selected: T | null;
  readonly onSelect: (id: T) => void;
  readonly isDisabled?: boolean;
}) {
  const { label, blank, choices, nameOf, selected, onSelect, isDisabled = false } = props;
  return (
    <Labelled label={label}>
      <MenuButton
        name={label}
        label={selected === null ? blank : nameOf(selected)}
        choices={choices.map((id) => ({ id, label: nameOf(id) }))}
        selected={selected}
        onSelect={onSelect}
        isDisabled={isDisabled}
      />
    </Labelled>
  );
}
