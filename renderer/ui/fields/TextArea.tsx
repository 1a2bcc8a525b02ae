import {
  FieldError,
  Label,
  TextArea as AriaTextArea,
  TextField as AriaTextField,
} from 'react-aria-components';
import { cx } from '../cx.ts';
import styles from './textField.module.css';

/** A few lines of text, for notes at the counter. */
export function TextArea(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly maxLength: number;
  readonly rows?: number;
  readonly autoFocus?: boolean;
  readonly error?: string | undefined;
  /** Of what is written, where it is not the language of the screen. */
  readonly lang?: string;
}) {
  const { label, error, rows = 4, lang, ...rest } = props;
  return (
    <AriaTextField
      {...rest}
      className={cx(styles['field'])}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      spellCheck="false"
    >
      <Label className={cx(styles['label'])}>{label}</Label>
      <span className={cx(styles['box'])}>
        <AriaTextArea rows={rows} lang={lang} className={cx(styles['input'], styles['lines'])} />
      </span>
      <FieldError className={cx(styles['error'])}>{error}</FieldError>
    </AriaTextField>
  );
}
