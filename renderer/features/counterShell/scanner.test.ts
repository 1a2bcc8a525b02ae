import { describe, expect, it } from 'vitest';
import {
  characterOf,
  looksLikeOrder,
  SCANNER_AT_REST,
  type ScannerKey,
  type ScannerState,
  stepScanner,
} from './scanner.ts';

const codeOf = (character: string): Pick<ScannerKey, 'code' | 'shift'> => {
  if (/[A-Z]/.test(character)) return { code: `Key${character}`, shift: true };
  if (/[a-z]/.test(character)) return { code: `Key${character.toUpperCase()}`, shift: false };
  return { code: `Digit${character}`, shift: false };
};

/** Sends keys `gap` ms apart; answers what the page saw, what was scanned and whether it is taken back. */
function send(keys: readonly (Pick<ScannerKey, 'code'> & Partial<ScannerKey>)[], gap: number, prefix = '') {
  let state: ScannerState = SCANNER_AT_REST;
  let at = 10_000;
  const seen: string[] = [];
  let scan: string | null = null;
  let takeBack = false;
  for (const key of keys) {
    at += gap;
    const step = stepScanner(state, { shift: false, modified: false, repeat: false, at, ...key }, prefix);
    state = step.state;
    if (!step.swallow) seen.push(key.code);
    scan = step.scan ?? scan;
    takeBack ||= step.takeBack;
  }
  return { seen, scan, takeBack, state };
}

const barcode = 'L01261122K0027A';
const typed = [...barcode].flatMap((character) => {
  const { code, shift } = codeOf(character);
  return shift
    ? [
        { code: 'ShiftLeft', shift: true },
        { code, shift },
      ]
    : [{ code, shift }];
});
const enter = { code: 'Enter' };

describe('[TIC-5] the scanner', () => {
  it('knows a burst that ends in Enter, swallows the Enter and has the rest taken back out', () => {
    const { scan, takeBack, seen } = send([...typed, enter], 4);
    expect(scan).toBe(barcode);
    expect(takeBack).toBe(true);
    expect(seen).not.toContain('Enter');
  });

  it('with a prefix never lets a single key through, at any speed below the silence', () => {
    const { scan, takeBack, seen } = send([{ code: 'F9' }, ...typed, enter], 120, 'F9');
    expect(scan).toBe(barcode);
    expect(seen).toEqual([]);
    expect(takeBack).toBe(false);
  });

  it('takes a character as prefix too', () => {
    const tilde = { code: 'Backquote', shift: true };
    expect(send([tilde, ...typed, enter], 4, '~')).toMatchObject({ scan: barcode, seen: [] });
  });

  it('lets a person type: slow keys, held keys and short bursts are no scan', () => {
    const slow = send([...typed, enter], 60);
    expect(slow.scan).toBeNull();
    expect(slow.seen).toContain('Enter');
    const held = Array.from({ length: 30 }, (_, index) => ({ code: 'KeyA', repeat: index > 0 }));
    expect(send([...held, enter], 30).scan).toBeNull();
    expect(send([{ code: 'KeyK' }, { code: 'Digit2' }, { code: 'Digit7' }, enter], 10).scan).toBeNull();
    expect(send([...typed.map((key) => ({ ...key, modified: true })), enter], 4).scan).toBeNull();
  });

  it('gives up a prefix after silence, so a stray one does not eat what follows', () => {
    const first = stepScanner(
      SCANNER_AT_REST,
      { code: 'F9', shift: false, modified: false, repeat: false, at: 0 },
      'F9',
    );
    expect(first.swallow).toBe(true);
    const late = { code: 'KeyA', shift: false, modified: false, repeat: false, at: 301 };
    expect(stepScanner(first.state, late, 'F9').swallow).toBe(false);
    expect(stepScanner(first.state, { ...late, at: 300 }, 'F9').swallow).toBe(true);
  });

  it('with a prefix set does not guess at bursts', () => {
    expect(send([...typed, enter], 4, 'F9')).toMatchObject({ scan: null, takeBack: false });
  });

  it('marks the first key of a burst once, and again after a pause', () => {
    const key = (code: string, at: number) => ({ code, shift: false, modified: false, repeat: false, at });
    const one = stepScanner(SCANNER_AT_REST, key('KeyA', 0), '');
    const two = stepScanner(one.state, key('KeyB', 10), '');
    const three = stepScanner(two.state, key('KeyC', 100), '');
    expect([one.first, two.first, three.first]).toEqual([true, false, true]);
    expect(three.state).toMatchObject({ text: 'c' });
  });

  it('reads by place, not by layout', () => {
    expect(characterOf({ code: 'Slash', shift: false })).toBe('/');
    expect(characterOf({ code: 'Semicolon', shift: true })).toBe(':');
    expect(characterOf({ code: 'Digit2', shift: true })).toBe('@');
    expect(characterOf({ code: 'ArrowUp', shift: false })).toBeNull();
  });

  it('tells an order code from a badge', () => {
    expect(looksLikeOrder(barcode)).toBe(true);
    expect(looksLikeOrder('https://fotolukss.lv/s/0123456789abcdef')).toBe(true);
    expect(looksLikeOrder('0004518877')).toBe(false);
  });
});
