import type { AppCommandId } from './commands.ts';
import { isSingleKey, type KeySituation, matchKey, type PressedKey, SEQUENCE_MS } from './matchKey.ts';
import { BURST_MS, SCANNER_AT_REST, type ScannerState, stepScanner } from './scanner.ts';

export interface KeyboardDeps {
  readonly run: (command: AppCommandId) => void;
  readonly scanned: (code: string) => void;
  readonly onSequence: (sequence: { readonly code: string; readonly at: number } | null) => void;
  readonly settings: () => { readonly singleKeys: boolean; readonly scannerPrefix: string };
  /** No commands while the screen is locked; a badge can still be scanned. */
  readonly locked: () => boolean;
}

type Field = HTMLInputElement | HTMLTextAreaElement;
type Snapshot = {
  readonly field: Field;
  readonly value: string;
  readonly from: number | null;
  readonly to: number | null;
};

const fieldOf = (target: EventTarget | null): Field | null =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement ? target : null;

const isTyping = (target: EventTarget | null): boolean =>
  fieldOf(target) !== null || (target instanceof HTMLElement && target.isContentEditable);

const isInDialog = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role="dialog"],[role="alertdialog"],[role="menu"]') !== null;

/** Puts a field back as it was, in a way that React sees. */
function restore({ field, value, from, to }: Snapshot): void {
  const owner =
    field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(owner, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
  // Fields such as e-mail have no caret to put back.
  if (from !== null) field.setSelectionRange(from, to);
}

const pressedOf = (event: KeyboardEvent): PressedKey => ({
  code: event.code,
  ctrl: event.ctrlKey || event.metaKey,
  shift: event.shiftKey,
  alt: event.altKey,
});

/**
 * The one listener for keys: first the scanner, wherever the focus is, then the shortcuts. Without a prefix a single
 * letter waits for a moment, because a scanner's first character looks just like it.
 */
export function createKeyListener(window: Window, deps: KeyboardDeps): () => void {
  let scanner: ScannerState = SCANNER_AT_REST;
  let before: Snapshot | null = null;
  let sequence: KeySituation['started'] = null;
  let held: ReturnType<typeof setTimeout> | undefined;
  let expiry: ReturnType<typeof setTimeout> | undefined;

  const setSequence = (next: typeof sequence) => {
    if (next === sequence) return;
    sequence = next;
    deps.onSequence(next);
    clearTimeout(expiry);
    if (next !== null) expiry = setTimeout(() => setSequence(null), SEQUENCE_MS);
  };

  const readScanner = (event: KeyboardEvent): boolean => {
    const { code, shiftKey: shift, repeat, timeStamp: at } = event;
    const modified = event.ctrlKey || event.altKey || event.metaKey;
    const step = stepScanner(scanner, { code, shift, repeat, modified, at }, deps.settings().scannerPrefix);
    const goesOn = step.state.mode === 'burst' && step.state.text.length > 1;
    if (goesOn || step.scan !== null) clearTimeout(held);
    scanner = step.state;
    if (step.first) {
      const field = fieldOf(event.target);
      before = field && { field, value: field.value, from: field.selectionStart, to: field.selectionEnd };
    }
    if (step.takeBack && before !== null) restore(before);
    if (step.swallow) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    if (step.scan !== null) deps.scanned(step.scan);
    return step.swallow || goesOn;
  };

  const runKey = (event: KeyboardEvent) => {
    const pressed = pressedOf(event);
    const match = matchKey(pressed, {
      started: sequence,
      typing: isTyping(event.target),
      inDialog: isInDialog(event.target),
      singleKeys: deps.settings().singleKeys,
      now: event.timeStamp,
    });
    if (/^(Shift|Control|Alt|Meta)/.test(event.code)) return;
    setSequence(match.kind === 'started' ? { code: match.code, at: event.timeStamp } : null);
    if (match.kind === 'none') return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (match.kind !== 'run' || event.repeat) return;
    const { command } = match;
    clearTimeout(held);
    const waits = isSingleKey(pressed) && deps.settings().scannerPrefix === '';
    if (waits) held = setTimeout(() => deps.run(command), BURST_MS + 10);
    else deps.run(command);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (readScanner(event)) setSequence(null);
    else if (!deps.locked()) runKey(event);
  };
  window.addEventListener('keydown', onKeyDown, true);
  return () => {
    clearTimeout(held);
    clearTimeout(expiry);
    window.removeEventListener('keydown', onKeyDown, true);
  };
}
