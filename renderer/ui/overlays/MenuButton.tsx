import { Check, ChevronDown, type LucideIcon } from 'lucide-react';
import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import buttonStyles from '../buttons/buttons.module.css';
import { IconWord } from '../buttons/IconWord.tsx';
import { KeyHint } from '../buttons/KeyHint.tsx';
import { cx } from '../cx.ts';
import styles from './menu.module.css';

export type MenuChoice<T extends string> = {
  readonly id: T;
  readonly label: string;
  readonly icon?: LucideIcon;
  readonly keyHint?: string;
  readonly isDisabled?: boolean;
};

type Base<T extends string> = {
  /** What is on the button: the thing chosen, or the name of the actions. */
  readonly label: string;
  /** Spoken name when the label is only the chosen value. */
  readonly name?: string;
  readonly icon?: LucideIcon;
  readonly choices: readonly MenuChoice<T>[];
  readonly isDisabled?: boolean;
};

/** A button with a list below it: actions, one of several, or any of several. */
export function MenuButton<T extends string>(
  props: Base<T> &
    (
      | { readonly onAction: (id: T) => void }
      | { readonly selected: T | null; readonly onSelect: (id: T) => void }
      | { readonly chosen: readonly T[]; readonly onChoose: (ids: readonly T[]) => void }
    ),
) {
  const { label, name, icon, choices, isDisabled = false } = props;
  return (
    <MenuTrigger>
      <AriaButton
        className={cx(buttonStyles['button'], buttonStyles['secondary'])}
        isDisabled={isDisabled}
        {...(name === undefined ? {} : { 'aria-label': `${name}: ${label}` })}
      >
        {icon === undefined ? <span>{label}</span> : <IconWord icon={icon}>{label}</IconWord>}
        <ChevronDown className={cx(styles['chevron'])} aria-hidden="true" />
      </AriaButton>
      <Popover className={cx(styles['popover'])}>
        <Menu aria-label={name ?? label} className={cx(styles['menu'])} {...behaviour(props)}>
          {choices.map((choice) => (
            <MenuItem
              key={choice.id}
              id={choice.id}
              textValue={choice.label}
              isDisabled={choice.isDisabled ?? false}
              className={cx(styles['item'])}
            >
              {({ isSelected, selectionMode }) => (
                <>
                  {selectionMode !== 'none' && (
                    <Check
                      className={cx(styles['icon'], !isSelected && styles['absent'])}
                      aria-hidden="true"
                    />
                  )}
                  {choice.icon !== undefined && (
                    <choice.icon className={cx(styles['icon'])} aria-hidden="true" />
                  )}
                  <span className={cx(styles['word'])}>{choice.label}</span>
                  {choice.keyHint !== undefined && <KeyHint keys={choice.keyHint} />}
                </>
              )}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function behaviour<T extends string>(props: Parameters<typeof MenuButton<T>>[0]) {
  const idOf = (key: unknown): T | undefined => props.choices.find((choice) => choice.id === key)?.id;
  if ('onAction' in props) {
    return {
      onAction: (key: unknown) => {
        const id = idOf(key);
        if (id !== undefined) props.onAction(id);
      },
    };
  }
  if ('onSelect' in props) {
    return {
      selectionMode: 'single',
      disallowEmptySelection: true,
      selectedKeys: props.selected === null ? [] : [props.selected],
      onSelectionChange: (keys: 'all' | ReadonlySet<unknown>) => {
        const id = keys === 'all' ? undefined : idOf([...keys][0]);
        if (id !== undefined) props.onSelect(id);
      },
    } as const;
  }
  return {
    selectionMode: 'multiple',
    selectedKeys: props.chosen,
    onSelectionChange: (keys: 'all' | ReadonlySet<unknown>) =>
      props.onChoose(props.choices.flatMap(({ id }) => (keys === 'all' || keys.has(id) ? [id] : []))),
  } as const;
}
