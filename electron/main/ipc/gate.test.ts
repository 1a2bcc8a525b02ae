import { expect, it, vi } from 'vitest';
import type { Gate } from './decide.ts';

type Listener = (event: unknown, name: unknown, input: unknown) => Promise<unknown>;
const listeners = new Map<string, Listener>();
vi.mock('electron', () => ({
  ipcMain: { handle: (channel: string, listener: Listener) => void listeners.set(channel, listener) },
}));
const { openDoor } = await import('./gate.ts');

it('keeps what a page asks until the gate is there, with the sender of the moment it asked', async () => {
  const { promise, resolve } = Promise.withResolvers<Gate>();
  openDoor(promise);
  const frame = { url: 'app://lete/kiosk.html', parent: null };
  const answer = listeners.get('lete:call')?.({ senderFrame: frame, sender: { id: 3 } }, 'staff:who', {});
  frame.url = 'https://elsewhere/';
  const gate = vi.fn<Gate>(async () => ({ ok: true, value: 7 }));
  resolve(gate);
  expect(await answer).toEqual({ ok: true, value: 7 });
  const sender = { url: 'app://lete/kiosk.html', isMainFrame: true, windowId: 3 };
  expect(gate.mock.calls).toEqual([[sender, 'staff:who', {}]]);
});
