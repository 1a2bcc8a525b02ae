import { type AppCommandId, COMMAND_IDS, commandOf, type KeyChord } from './commands.ts';

/** A sequence such as `G P` waits so long for its second key. */
export const SEQUENCE_MS = 1000;

export interface PressedKey {
  readonly code: string;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
}

export interface KeySituation {
  /** The first key of a sequence and when it was pressed. */
  readonly started: { readonly code: string; readonly at: number } | null;
  /** A field has the focus: letters belong to it. */
  readonly typing: boolean;
  /** A dialog is open: only what `whileTyping` allows goes through. */
  readonly inDialog: boolean;
  /** The setting by which single letters can be switched off. */
  readonly singleKeys: boolean;
  readonly now: number;
}

export type KeyMatch =
  | { readonly kind: 'run'; readonly command: AppCommandId }
  | { readonly kind: 'started'; readonly code: string }
  | { readonly kind: 'none' };

const isPlain = (chord: KeyChord): boolean => chord.ctrl !== true && !/^F\d+$/.test(chord.code);

const fits = (chord: KeyChord, pressed: PressedKey): boolean =>
  !pressed.alt &&
  chord.code === pressed.code &&
  (chord.ctrl === true) === pressed.ctrl &&
  (chord.shift === true) === pressed.shift;

const appCommands = COMMAND_IDS.filter((id): id is AppCommandId => commandOf(id).by === 'app');
const sequenceStarts = new Set(
  appCommands.flatMap((id) =>
    commandOf(id).keys.flatMap((keys) => (keys.length === 2 ? [keys[0].code] : [])),
  ),
);

/** Which command a key means now. Pure: whoever listens keeps the started sequence. */
export function matchKey(pressed: PressedKey, situation: KeySituation): KeyMatch {
  const { started, typing, inDialog, singleKeys, now } = situation;
  const plainAllowed = !typing && !inDialog;
  if (started !== null && plainAllowed && now - started.at <= SEQUENCE_MS) {
    const second = appCommands.find((id) =>
      commandOf(id).keys.some(
        (keys) => keys.length === 2 && keys[0].code === started.code && fits(keys[1], pressed),
      ),
    );
    if (second !== undefined) return { kind: 'run', command: second };
  }
  const allowed = (id: AppCommandId, chord: KeyChord): boolean => {
    if (inDialog && commandOf(id).whileTyping !== true) return false;
    if (chord.code === 'Escape') return plainAllowed;
    if (isPlain(chord)) return plainAllowed && singleKeys;
    return !typing || commandOf(id).whileTyping === true;
  };
  const found = appCommands.find((id) =>
    commandOf(id).keys.some((keys) => keys.length === 1 && fits(keys[0], pressed) && allowed(id, keys[0])),
  );
  if (found !== undefined) return { kind: 'run', command: found };
  const starts = sequenceStarts.has(pressed.code) && !pressed.ctrl && !pressed.shift && !pressed.alt;
  return starts && plainAllowed && singleKeys ? { kind: 'started', code: pressed.code } : { kind: 'none' };
}

/** Letters and signs without Ctrl: those a scanner could also have sent. */
export const isSingleKey = (pressed: PressedKey): boolean =>
  !pressed.ctrl && !pressed.alt && /^(Key[A-Z]|Digit\d|Slash)$/.test(pressed.code);
