import type { ReactNode, Ref } from 'react';
import { Text, TextField as AriaTextField, FieldError, Input, Label } from 'react-aria-components';
import { cx } from '../cx.ts';
import { type UiMode, useUi } from '../UiProvider.tsx';
import styles from './textField.module.css';

/** What is typed; decides the on-screen keyboard at the kiosk and the input purpose at the counter. */
export type TextFieldKind = 'text' | 'name' | 'email' | 'phone' | 'digits' | 'code' | 'search' | 'password';

export type TextFieldProps = {
  readonly label: string;
  /** Why we ask, after the label: „nosūtīsim ziņu, kad pasūtījums gatavs”. */
  readonly why?: string;
  readonly kind?: TextFieldKind;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  readonly onFocus?: () => void;
  /** A sentence that says what is wrong and how to mend it; the value is kept. */
  readonly error?: string | undefined;
  /** Under the field, not an error: the typo hint with its two buttons. */
  readonly hint?: ReactNode;
  /** In front of the value, e.g. „+371”. */
  readonly prefix?: ReactNode;
  readonly placeholder?: string;
  readonly maxLength?: number;
  readonly name?: string;
  readonly hideLabel?: boolean;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
  readonly isReadOnly?: boolean;
  readonly autoFocus?: boolean;
  readonly keyHint?: ReactNode;
  readonly inputRef?: Ref<HTMLInputElement>;
};

const counterTypes = {
  text: 'text',
  name: 'text',
  email: 'email',
  phone: 'tel',
  digits: 'text',
  code: 'text',
  search: 'search',
  password: 'password',
} as const satisfies Record<TextFieldKind, string>;

const purposes = {
  text: 'off',
  name: 'name',
  email: 'email',
  phone: 'tel',
  digits: 'off',
  code: 'off',
  search: 'off',
  password: 'off',
} as const satisfies Record<TextFieldKind, string>;

/** Kiosk fields are plain text without a system keyboard: `type=email` has no caret interface to type through. */
function inputAttributes(mode: UiMode, kind: TextFieldKind) {
  if (mode === 'counter') {
    return { type: counterTypes[kind], autoComplete: purposes[kind], spellCheck: 'false' } as const;
  }
  return {
    type: kind === 'password' ? 'password' : 'text',
    inputMode: 'none',
    autoComplete: 'off',
    spellCheck: 'false',
    autoCapitalize: 'off',
    autoCorrect: 'off',
    'data-keyboard': kind,
  } as const;
}

/** Label, reason, input, error, hint. Long values (254 characters) scroll inside the box. */
export function TextField(props: TextFieldProps) {
  const { mode } = useUi();
  const {
    label,
    why,
    kind = 'text',
    error,
    hint,
    prefix,
    placeholder,
    hideLabel = false,
    keyHint,
    inputRef,
    ...rest
  } = props;
  return (
    <AriaTextField
      {...rest}
      className={cx(styles['field'])}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      {...(hideLabel ? { 'aria-label': label } : {})}
      {...inputAttributes(mode, kind)}
    >
      {!hideLabel && (
        <Label className={cx(styles['label'])}>
          {label}
          {why !== undefined && <span className={cx(styles['why'])}> — {why}</span>}
        </Label>
      )}
      <span className={cx(styles['box'])}>
        {prefix !== undefined && <span className={cx(styles['prefix'])}>{prefix}</span>}
        <Input
          className={cx(styles['input'])}
          {...inputAttributes(mode, kind)}
          {...(placeholder === undefined ? {} : { placeholder })}
          {...(inputRef === undefined ? {} : { ref: inputRef })}
        />
        {keyHint}
      </span>
      <FieldError className={cx(styles['error'])}>{error}</FieldError>
      {hint !== undefined && (
        <Text slot="description" elementType="div">
          {hint}
        </Text>
      )}
    </AriaTextField>
  );
}
