import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type KeyboardDeps, createKeyListener } from './keyboard.ts';

const barcode = 'L01261122K0027A';
let at = 1000;
let stop: () => void;
const ran: string[] = [];
const scans: string[] = [];
const sequences: (string | null)[] = [];
const settings = { singleKeys: true, scannerPrefix: '' };

/** Presses a key as a browser would: listeners first, then its letter goes into the field if nobody stopped it. */
function press(code: string, gap: number, more: Partial<KeyboardEventInit> = {}) {
  at += gap;
  const target = (document.activeElement ?? document.body) as HTMLInputElement;
  const event = new KeyboardEvent('keydown', { code, bubbles: true, cancelable: true, ...more });
  Object.defineProperty(event, 'timeStamp', { value: at });
  const passed = target.dispatchEvent(event);
  const letter = /^(?:Key|Digit)(.)$/.exec(code)?.[1];
  if (passed && letter !== undefined && target instanceof HTMLInputElement) target.value += letter;
  return passed;
}
const type = (text: string, gap: number) =>
  [...text].forEach((one) =>
    press(/\d/.test(one) ? `Digit${one}` : `Key${one}`, gap, { shiftKey: !/\d/.test(one) }),
  );

function field(value: string): HTMLInputElement {
  const input = document.createElement('input');
  input.value = value;
  document.body.replaceChildren(input);
  input.focus();
  return input;
}

beforeEach(() => {
  vi.useFakeTimers();
  ran.length = 0;
  scans.length = 0;
  sequences.length = 0;
  Object.assign(settings, { singleKeys: true, scannerPrefix: '' });
  document.body.replaceChildren();
  const deps: KeyboardDeps = {
    run: (command) => ran.push(command),
    scanned: (code) => scans.push(code),
    onSequence: (sequence) => sequences.push(sequence?.code ?? null),
    settings: () => settings,
    locked: () => false,
  };
  stop = createKeyListener(window, deps);
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

describe('keys of the counter window', () => {
  it('says that a sequence is begun until its second key, its time or a scan ends it', () => {
    press('KeyG', 500);
    press('KeyP', 200);
    expect(sequences).toEqual(['KeyG', null]);
    press('KeyG', 500);
    vi.advanceTimersByTime(1000);
    expect(sequences).toEqual(['KeyG', null, 'KeyG', null]);
    press('KeyG', 500);
    press('Digit1', 5);
    expect(sequences).toEqual(['KeyG', null, 'KeyG', null, 'KeyG', null]);
  });

  it('[TIC-5] takes a scan back out of the note it was typed into', () => {
    const note = field('zvanīt pirms');
    type(barcode, 5);
    expect(note.value).toContain(barcode);
    expect(press('Enter', 5)).toBe(false);
    expect(scans).toEqual([barcode]);
    expect(note.value).toBe('zvanīt pirms');
  });

  it('[TIC-5] with a prefix lets no character of it through', () => {
    settings.scannerPrefix = 'F9';
    const note = field('');
    press('F9', 100);
    type(barcode, 20);
    press('Enter', 20);
    expect(scans).toEqual([barcode]);
    expect(note.value).toBe('');
  });

  it('[TIC-5] runs no shortcut for the letters of a scan', async () => {
    type(barcode, 5);
    press('Enter', 5);
    await vi.advanceTimersByTimeAsync(200);
    expect(scans).toEqual([barcode]);
    expect(ran).toEqual([]);
  });

  it('runs a letter pressed by hand once it is sure, and a sequence', async () => {
    press('KeyN', 500);
    await vi.advanceTimersByTimeAsync(60);
    press('KeyG', 500);
    press('KeyP', 300);
    await vi.advanceTimersByTimeAsync(60);
    expect(ran).toEqual(['newOrder', 'orders']);
  });

  it('leaves letters to a field and runs Ctrl K from it', () => {
    const note = field('');
    press('KeyN', 500);
    expect(note.value).toBe('N');
    expect(press('KeyK', 500, { ctrlKey: true })).toBe(false);
    expect(ran).toEqual(['palette']);
  });
});
