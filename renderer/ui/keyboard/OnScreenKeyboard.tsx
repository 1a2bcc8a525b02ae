import { ArrowBigUp, ArrowLeft, ArrowRight, Delete } from 'lucide-react';
import { useEffect, useReducer, useState } from 'react';
import { cx } from '../cx.ts';
import { capitalComesNext, deleteBackward, insertText, moveCaret } from './editing.ts';
import { KeyButton } from './KeyButton.tsx';
import {
  heldLetters,
  isLetterLayout,
  type Key,
  type KeyAction,
  type KeyboardLayout,
  type KeyboardTexts,
  keyRows,
  type LetterLayout,
  nextLetters,
  spokenSigns,
} from './keys.ts';
import styles from './keyboard.module.css';

/** `suppressed`: the capital that a name would get next is not wanted this once. */
type Shift = 'none' | 'once' | 'lock' | 'suppressed';

export type OnScreenKeyboardProps = {
  /** The field being filled; it keeps focus and caret all the time. */
  readonly field: HTMLInputElement;
  readonly layout: KeyboardLayout;
  /** Capitals by themselves, as names have them. */
  readonly capitals?: boolean;
  readonly texts: KeyboardTexts;
  readonly onLanguage: (letters: LetterLayout) => void;
  readonly onDone: () => void;
  readonly onHide: () => void;
};

/** Keys that type into the focused field (design guide, section 5). A plugged-in keyboard goes on working. */
export function OnScreenKeyboard(props: OnScreenKeyboardProps) {
  const { field, layout, capitals = false, texts, onLanguage, onDone, onHide } = props;
  const [shift, setShift] = useState<Shift>('none');
  const [showsSigns, setShowsSigns] = useState(false);
  useCaret(field);
  const autoUpper = capitals && shift === 'none' && capitalComesNext(field);
  const isUpper = shift === 'once' || shift === 'lock' || autoUpper;
  const shown = showsSigns && isLetterLayout(layout) ? 'symbols' : layout;

  const type = (text: string) => {
    insertText(field, text);
    if (shift !== 'lock') setShift('none');
  };
  const actions: Readonly<Record<KeyAction, () => void>> = {
    backspace: () => deleteBackward(field),
    done: onDone,
    shift: () => setShift(nextShift(shift, autoUpper)),
    symbols: () => setShowsSigns(!showsSigns),
    language: () => {
      setShowsSigns(false);
      if (isLetterLayout(layout)) onLanguage(nextLetters[layout]);
    },
    space: () => type(' '),
    left: () => moveCaret(field, 'left'),
    right: () => moveCaret(field, 'right'),
    hide: onHide,
  };
  return (
    <div role="group" aria-label={texts.label} className={cx(styles['keyboard'])} data-layout={shown}>
      {keyRows(shown).map((row) => (
        <div key={row.map(keyId).join(' ')} className={cx(styles['row'])}>
          {row.map((key, index) => (
            <KeyView
              key={`${keyId(key)} ${index}`}
              of={key}
              {...{ texts, layout, isUpper, shift, showsSigns, actions }}
              onType={(text, held) => type(typedBy(text, held && layout === 'lv', isUpper))}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

/** Draws again when caret or value move, however they moved: the next capital depends on both. */
function useCaret(field: HTMLInputElement): void {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    document.addEventListener('selectionchange', redraw);
    field.addEventListener('input', redraw);
    return () => {
      document.removeEventListener('selectionchange', redraw);
      field.removeEventListener('input', redraw);
    };
  }, [field]);
}

function nextShift(shift: Shift, autoUpper: boolean): Shift {
  if (autoUpper) return 'suppressed';
  if (shift === 'none') return 'once';
  return shift === 'once' ? 'lock' : 'none';
}

function typedBy(text: string, held: boolean, isUpper: boolean): string {
  const letter = held ? (heldLetters[text] ?? text) : text;
  return isUpper ? letter.toLocaleUpperCase('lv') : letter;
}

const keyId = (key: Key): string =>
  key.kind === 'gap' ? `gap${key.width}` : key.kind === 'action' ? key.action : key.text;

const icons = { backspace: Delete, shift: ArrowBigUp, left: ArrowLeft, right: ArrowRight } as const;

const isSpokenSign = (text: string): text is (typeof spokenSigns)[number] =>
  spokenSigns.some((sign) => sign === text);

function KeyView(props: {
  readonly of: Key;
  readonly texts: KeyboardTexts;
  readonly layout: KeyboardLayout;
  readonly isUpper: boolean;
  readonly shift: Shift;
  readonly showsSigns: boolean;
  readonly actions: Readonly<Record<KeyAction, () => void>>;
  readonly onType: (text: string, held: boolean) => void;
}) {
  const { of: key, texts, isUpper, onType } = props;
  if (key.kind === 'gap') return <span className={cx(styles['gap'])} style={{ flexGrow: key.width }} />;
  if (key.kind === 'action') return <ActionKey {...props} action={key.action} width={key.width} />;
  const shownText = isUpper && key.kind === 'char' ? key.text.toLocaleUpperCase('lv') : key.text;
  return (
    <KeyButton
      width={key.width}
      look={key.kind === 'char' ? 'letter' : 'snippet'}
      name={isSpokenSign(key.text) ? texts.signs[key.text] : undefined}
      onKey={(held) => onType(key.text, held)}
    >
      {shownText}
    </KeyButton>
  );
}

function ActionKey(props: {
  readonly action: KeyAction;
  readonly width: number;
  readonly texts: KeyboardTexts;
  readonly layout: KeyboardLayout;
  readonly isUpper: boolean;
  readonly shift: Shift;
  readonly showsSigns: boolean;
  readonly actions: Readonly<Record<KeyAction, () => void>>;
}) {
  const { action, width, texts, layout, isUpper, showsSigns, actions } = props;
  const Icon = action in icons ? icons[action as keyof typeof icons] : null;
  const word =
    action === 'language'
      ? layout.toUpperCase()
      : action === 'symbols' && showsSigns
        ? texts.letters
        : texts.actions[action];
  return (
    <KeyButton
      width={width}
      look={action === 'done' ? 'done' : action === 'space' ? 'letter' : 'function'}
      name={action === 'language' ? `${texts.language} ${layout.toUpperCase()}` : word}
      isOn={action === 'shift' ? isUpper : undefined}
      repeats={action === 'backspace'}
      onKey={() => actions[action]()}
    >
      {Icon === null ? (
        <span className={cx(styles['word'])}>{word}</span>
      ) : (
        <Icon
          className={cx(styles['icon'], action === 'shift' && props.shift === 'lock' && styles['locked'])}
          aria-hidden="true"
        />
      )}
      {action === 'backspace' && <span className={cx(styles['word'])}>{word}</span>}
    </KeyButton>
  );
}
