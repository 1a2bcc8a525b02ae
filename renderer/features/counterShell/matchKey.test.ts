import { describe, expect, it } from 'vitest';
import { COMMAND_IDS, commandOf, type KeyChord } from './commands.ts';
import { type KeySituation, matchKey, type PressedKey, SEQUENCE_MS } from './matchKey.ts';

const press = (code: string, more: Partial<PressedKey> = {}): PressedKey => ({
  code,
  ctrl: false,
  shift: false,
  alt: false,
  ...more,
});
const free: KeySituation = { started: null, typing: false, inDialog: false, singleKeys: true, now: 5000 };
const spell = ({ code, ctrl, shift }: KeyChord) => `${ctrl ? 'Ctrl ' : ''}${shift ? 'Shift ' : ''}${code}`;

describe('the key registry', () => {
  it('gives no key to two commands, and starts no sequence with a key that does something itself', () => {
    const all = COMMAND_IDS.flatMap((id) => commandOf(id).keys.map((keys) => keys.map(spell).join(' ')));
    expect(new Set(all).size).toBe(all.length);
    const singles = new Set(all);
    const starts = COMMAND_IDS.flatMap((id) =>
      commandOf(id).keys.flatMap((keys) => (keys.length === 2 ? [spell(keys[0])] : [])),
    );
    for (const start of starts) expect(singles.has(start)).toBe(false);
  });

  it('leaves Ctrl R, P, W, S and the like alone: the window blocks them', () => {
    const ctrlCodes = COMMAND_IDS.flatMap((id) =>
      commandOf(id).keys.flatMap((keys) => keys.filter((one) => one.ctrl).map((one) => one.code)),
    );
    for (const code of ['KeyR', 'KeyP', 'KeyW', 'KeyO', 'KeyS', 'KeyU', 'KeyI', 'KeyJ']) {
      expect(ctrlCodes).not.toContain(code);
    }
  });
});

describe('matching a key', () => {
  it('goes by its place, so a Russian layout changes nothing', () => {
    expect(matchKey(press('KeyN'), free)).toEqual({ kind: 'run', command: 'newOrder' });
    expect(matchKey(press('Slash'), free)).toEqual({ kind: 'run', command: 'search' });
    expect(matchKey(press('Slash', { shift: true }), free)).toEqual({ kind: 'run', command: 'keys' });
  });

  it('keeps single letters out of fields and dialogs, and lets them be switched off', () => {
    for (const change of [{ typing: true }, { inDialog: true }, { singleKeys: false }]) {
      expect(matchKey(press('KeyN'), { ...free, ...change })).toEqual({ kind: 'none' });
      expect(matchKey(press('Slash'), { ...free, ...change })).toEqual({ kind: 'none' });
    }
  });

  it('lets Ctrl K, Ctrl L and Ctrl Enter through while typing, but leaves Ctrl Z to the field', () => {
    const typing = { ...free, typing: true };
    expect(matchKey(press('KeyK', { ctrl: true }), typing)).toEqual({ kind: 'run', command: 'palette' });
    expect(matchKey(press('KeyL', { ctrl: true }), typing)).toEqual({ kind: 'run', command: 'lock' });
    expect(matchKey(press('Enter', { ctrl: true }), typing)).toEqual({ kind: 'run', command: 'save' });
    expect(matchKey(press('KeyZ', { ctrl: true }), typing)).toEqual({ kind: 'none' });
    expect(matchKey(press('KeyZ', { ctrl: true }), free)).toEqual({ kind: 'run', command: 'undo' });
  });

  it('reads G then a letter within a second as a sequence', () => {
    expect(matchKey(press('KeyG'), free)).toEqual({ kind: 'started', code: 'KeyG' });
    const within = { ...free, started: { code: 'KeyG', at: 4500 } };
    expect(matchKey(press('KeyP'), within)).toEqual({ kind: 'run', command: 'orders' });
    expect(matchKey(press('KeyS'), within)).toEqual({ kind: 'run', command: 'settings' });
    const late = { ...free, started: { code: 'KeyG', at: 4999 - SEQUENCE_MS } };
    expect(matchKey(press('KeyP'), late)).toEqual({ kind: 'run', command: 'receipt' });
  });

  it('does nothing on Alt', () => {
    expect(matchKey(press('KeyN', { alt: true }), free)).toEqual({ kind: 'none' });
  });
});
