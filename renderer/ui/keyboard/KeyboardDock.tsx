import { type ReactNode, useEffect, useState } from 'react';
import { cx } from '../cx.ts';
import { useUi } from '../UiProvider.tsx';
import styles from './keyboard.module.css';
import type { KeyboardLayout, KeyboardTexts, LetterLayout } from './keys.ts';
import { OnScreenKeyboard } from './OnScreenKeyboard.tsx';

const fieldSelector = 'input[data-keyboard]';

const asField = (target: EventTarget | null): HTMLInputElement | null =>
  target instanceof HTMLInputElement && target.matches(fieldSelector) ? target : null;

function layoutOf(field: HTMLInputElement, letters: LetterLayout): KeyboardLayout {
  switch (field.dataset['keyboard']) {
    case 'email':
      return 'email';
    case 'phone':
      return 'phone';
    case 'digits':
      return 'digits';
    case 'code':
      return 'code';
    default:
      return letters;
  }
}

/** The field that the keyboard serves now, and whether the person put the keyboard away. */
function useServedField(): {
  readonly field: HTMLInputElement | null;
  readonly hide: () => void;
} {
  const [field, setField] = useState<HTMLInputElement | null>(() => asField(document.activeElement));
  const [isHidden, setHidden] = useState(false);
  useEffect(() => {
    const onFocusIn = (event: FocusEvent) => {
      const next = asField(event.target);
      // The focus went elsewhere because its field is gone from the screen: nothing is served any more.
      if (next === null) return setField((served) => (served?.isConnected === true ? served : null));
      setField(next);
      setHidden(false);
    };
    // Leaving is judged only after the press that caused it: a keyboard that folds away between finger down and
    // finger up would move the button from under the finger.
    const onSettled = (event: Event) => {
      const next = asField(document.activeElement);
      setField(next);
      if (next !== null && event.type === 'click' && event.target === next) setHidden(false);
    };
    document.addEventListener('focusin', onFocusIn);
    document.addEventListener('click', onSettled);
    document.addEventListener('keyup', onSettled);
    return () => {
      document.removeEventListener('focusin', onFocusIn);
      document.removeEventListener('click', onSettled);
      document.removeEventListener('keyup', onSettled);
    };
  }, []);
  return { field: isHidden ? null : field, hide: () => setHidden(true) };
}

/** Shows the keyboard while a kiosk field has the focus, its children (the footer) otherwise. */
export function KeyboardDock(props: { readonly texts: KeyboardTexts; readonly children?: ReactNode }) {
  const { locale } = useUi();
  const { field, hide } = useServedField();
  const [letters, setLetters] = useState<{ readonly of: LetterLayout; readonly chosen: LetterLayout } | null>(
    null,
  );
  // A choice of letters holds until the language of the screen changes.
  const shownLetters = letters !== null && letters.of === locale ? letters.chosen : locale;
  useEffect(() => {
    field?.scrollIntoView({ block: 'center' });
  }, [field]);
  if (field === null || !field.isConnected) return <>{props.children}</>;
  return (
    <div className={cx(styles['dock'])} data-dock>
      <OnScreenKeyboard
        field={field}
        layout={layoutOf(field, shownLetters)}
        capitals={field.dataset['keyboard'] === 'name'}
        texts={props.texts}
        onLanguage={(chosen) => setLetters({ of: locale, chosen })}
        onDone={() => {
          field.blur();
          hide();
        }}
        onHide={hide}
      />
    </div>
  );
}
