/** Faster than this per character nobody types; a scanner does. */
export const BURST_MS = 35;
/** After the prefix key everything belongs to the scanner until Enter or this much silence. */
export const SILENCE_MS = 300;
/** Shorter bursts are two fingers at once, not a code. */
const MIN_BURST = 6;
const MAX_CODE = 200;

export interface ScannerKey {
  readonly code: string;
  readonly shift: boolean;
  /** Ctrl, Alt or Meta is held: never a scanner. */
  readonly modified: boolean;
  readonly repeat: boolean;
  /** UTC ms or any clock that runs evenly. */
  readonly at: number;
}

export type ScannerState =
  | { readonly mode: 'idle' }
  /** Perhaps a scan without prefix: what came so far went to wherever the focus is. */
  | { readonly mode: 'burst'; readonly text: string; readonly at: number }
  /** Between prefix and Enter: nothing of it reaches the page. */
  | { readonly mode: 'swallow'; readonly text: string; readonly at: number };

export type ScannerStep = {
  readonly state: ScannerState;
  /** The page must not see this key. */
  readonly swallow: boolean;
  /** A whole code. */
  readonly scan: string | null;
  /** The code was typed into the page before it was known to be one: take it back out. */
  readonly takeBack: boolean;
  /** The first key of what may become a burst: remember the field as it is now. */
  readonly first: boolean;
};

export const SCANNER_AT_REST: ScannerState = { mode: 'idle' };

const pass = (state: ScannerState, first = false): ScannerStep => ({
  state,
  swallow: false,
  scan: null,
  takeBack: false,
  first,
});

const SIGNS: Readonly<Record<string, readonly [string, string]>> = {
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  Slash: ['/', '?'],
  Period: ['.', '>'],
  Comma: [',', '<'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Backquote: ['`', '~'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
};
const DIGIT_SIGNS = [')', '!', '@', '#', '$', '%', '^', '&', '*', '('] as const;

/** The character a key gives on the layout scanners are set to (US), whatever layout Windows has on. */
export function characterOf({ code, shift }: Pick<ScannerKey, 'code' | 'shift'>): string | null {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return shift ? letter : letter.toLowerCase();
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return shift ? (DIGIT_SIGNS[Number(digit)] ?? null) : digit;
  return SIGNS[code]?.[shift ? 1 : 0] ?? null;
}

const isShift = (code: string): boolean => code === 'ShiftLeft' || code === 'ShiftRight';
const isEnter = (code: string): boolean => code === 'Enter' || code === 'NumpadEnter';

/** The prefix of the settings is a key (`F9`, `Pause`) or a character (`~`). */
const isPrefix = (key: ScannerKey, prefix: string): boolean =>
  prefix !== '' && !key.modified && (key.code === prefix || characterOf(key) === prefix);

/** One key of a keyboard-wedge scanner, or of a person. */
export function stepScanner(state: ScannerState, key: ScannerKey, prefix: string): ScannerStep {
  if (state.mode === 'swallow' && key.at - state.at <= SILENCE_MS) return swallow(state, key);
  if (isPrefix(key, prefix)) {
    return { ...pass({ mode: 'swallow', text: '', at: key.at }), swallow: true };
  }
  if (isShift(key.code)) return pass(state);
  return prefix === '' ? burst(state, key) : pass(SCANNER_AT_REST);
}

function swallow(state: Extract<ScannerState, { mode: 'swallow' }>, key: ScannerKey): ScannerStep {
  const goesOn = { ...pass({ ...state, at: key.at }), swallow: true };
  if (isEnter(key.code)) {
    return { ...pass(SCANNER_AT_REST), swallow: true, scan: state.text === '' ? null : state.text };
  }
  const character = key.repeat ? null : characterOf(key);
  if (character === null || state.text.length >= MAX_CODE) return goesOn;
  return { ...goesOn, state: { mode: 'swallow', text: state.text + character, at: key.at } };
}

function burst(state: ScannerState, key: ScannerKey): ScannerStep {
  const fast = state.mode === 'burst' && key.at - state.at <= BURST_MS;
  if (isEnter(key.code) && fast && state.text.length >= MIN_BURST) {
    return { state: SCANNER_AT_REST, swallow: true, scan: state.text, takeBack: true, first: false };
  }
  const character = key.modified || key.repeat ? null : characterOf(key);
  if (character === null) return pass(SCANNER_AT_REST);
  // Held-down keys repeat as fast as a scanner; they were sorted out above.
  if (!fast) return pass({ mode: 'burst', text: character, at: key.at }, true);
  return pass({ mode: 'burst', text: (state.text + character).slice(-MAX_CODE), at: key.at });
}

/** Whether a scanned text can be an order: the barcode, or the address of the status page. */
export const looksLikeOrder = (code: string): boolean =>
  /^L\d{8}[A-Z]\d{4}[0-9A-Z]$/i.test(code) || /^https?:\/\//i.test(code);
