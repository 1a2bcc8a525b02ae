import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  CUSTOMER,
  fakeOsKeyWrap,
  KIOSK,
  MANAGER,
  NOBODY,
  readyTerminal,
  startTerminal,
  type Terminal,
} from './terminal.ts';

/** Four in the morning in Riga. */
const NIGHT = Date.UTC(2026, 10, 20, 2);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  vi.spyOn(process, 'uptime').mockReturnValue(30 * 3600);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const restartsBy = (terminal: Terminal): number => {
  vi.advanceTimersByTime(60_000);
  return terminal.shell.filter((what) => what === 'restart').length;
};

describe('[REC-3] a terminal at night', () => {
  it('starts anew once the customer has left', async () => {
    const terminal = await readyTerminal();
    expect(restartsBy(terminal)).toBe(0);
    terminal.clock.ms = NIGHT;
    await terminal.get(KIOSK, 'visit:start', { locale: 'lv' });
    expect(restartsBy(terminal)).toBe(0);
    await terminal.get(CUSTOMER, 'visit:end', { why: 'startOver' });
    expect(restartsBy(terminal)).toBe(1);
    await terminal.close();
    expect(restartsBy(terminal)).toBe(1);
  });

  it('stays up where a start would wait for a passphrase', async () => {
    const terminal = await startTerminal({ osKeyWrap: fakeOsKeyWrap(false), clock: { ms: NIGHT } });
    await terminal.get(NOBODY, 'terminal:setUp', {
      kind: 'kiosk',
      passphrase: 'a passphrase of a shop',
      manager: MANAGER,
    });
    expect(restartsBy(terminal)).toBe(0);
    await terminal.close();
  });
});
