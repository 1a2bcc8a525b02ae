import { describe, expect, it } from 'vitest';
import { isBlockedAtCounter, isBlockedAtKiosk } from './keys.ts';

/** `Ctrl+Shift+KeyI` or `AltGr+KeyE=ē`: modifiers, code and what it types. */
const press = (text: string) => {
  const [combination = '', key = ''] = text.split('=');
  const parts = combination.split('+');
  const code = parts.at(-1) ?? '';
  const has = (name: string) => parts.includes(name);
  return {
    code,
    key: key || code.replace(/^(Key|Digit)/, '').toLowerCase(),
    control: has('Ctrl'),
    alt: has('Alt'),
    meta: has('Meta'),
    shift: has('Shift'),
  };
};

describe('keys at the kiosk', () => {
  it.each([
    'Alt+F4',
    'Ctrl+KeyW',
    'Ctrl+KeyQ',
    'Ctrl+F4',
    'Meta+KeyQ',
    'Alt+Tab',
    'Meta+Tab',
    'Meta+KeyD',
    'Meta+MetaLeft',
    'F1',
    'F3',
    'F5',
    'F6',
    'F7',
    'F10',
    'F11',
    'F12',
    'F24',
    'Ctrl+KeyR',
    'Ctrl+Shift+KeyR',
    'BrowserBack',
    'BrowserRefresh',
    'Ctrl+KeyP',
    'Ctrl+KeyS',
    'Ctrl+KeyO',
    'Ctrl+KeyU',
    'Ctrl+KeyN',
    'Ctrl+KeyT',
    'Ctrl+KeyL',
    'Ctrl+KeyF',
    'PrintScreen',
    'Ctrl+Shift+KeyI',
    'Ctrl+Shift+KeyJ',
    'Ctrl+Shift+KeyC',
    'Ctrl+Equal',
    'Ctrl+Minus',
    'Ctrl+Digit0',
    'Ctrl+NumpadAdd',
    'Ctrl+KeyC',
    'Ctrl+KeyV',
    'Ctrl+KeyX',
    'Ctrl+KeyA',
    'Ctrl+KeyZ',
    'Alt+ArrowLeft',
    'Alt+Space',
    'Alt+Home',
    'Ctrl+Alt+Delete',
    'Ctrl+Alt+KeyT=t',
    'Ctrl+Alt+F1',
    'Ctrl+Escape',
    'LaunchMail',
    'LaunchApp2',
    'MediaPlayPause',
    'ContextMenu',
    'Power',
    'Sleep',
  ])('[KIO-6] %s does nothing', (text) => {
    expect(isBlockedAtKiosk(press(text))).toBe(true);
  });

  it.each([
    'KeyA',
    'Shift+KeyA',
    'Digit7',
    'Enter',
    'Tab',
    'Shift+Tab',
    'Escape',
    'Backspace',
    'Delete',
    'Space',
    'ArrowLeft',
    'Home',
    'Minus',
    'Quote',
    'Numpad4',
  ])('%s types and moves', (text) => {
    expect(isBlockedAtKiosk(press(text))).toBe(false);
  });

  it.each(['Ctrl+Alt+KeyE=ē', 'Ctrl+Alt+Shift+KeyS=Š', 'Alt+KeyA=ā', 'Ctrl+Alt+Digit4=€'])(
    '[CON-6] AltGr still types Latvian: %s',
    (text) => {
      expect(isBlockedAtKiosk(press(text))).toBe(false);
      expect(isBlockedAtKiosk({ ...press(text), meta: true })).toBe(true);
    },
  );
});

describe('keys at the counter', () => {
  it.each([
    'F5',
    'F11',
    'F12',
    'Ctrl+KeyR',
    'Meta+KeyR',
    'Ctrl+KeyP',
    'Ctrl+KeyW',
    'Ctrl+Shift+KeyI',
    'Ctrl+KeyU',
    'Ctrl+KeyS',
    'Alt+ArrowLeft',
    'Alt+ArrowRight',
  ])('%s does nothing', (text) => {
    expect(isBlockedAtCounter(press(text))).toBe(true);
  });

  it.each([
    'F2',
    'F4',
    'Ctrl+KeyK',
    'Ctrl+KeyC',
    'Ctrl+KeyV',
    'Ctrl+KeyZ',
    'Ctrl+Enter',
    'Ctrl+Equal',
    'KeyR',
    'Slash',
    'ArrowLeft',
  ])('%s works', (text) => {
    expect(isBlockedAtCounter(press(text))).toBe(false);
  });
});
