import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { button, press, show } from '../testing.tsx';
import { createToasts, toastMs, ToastRegion } from './Toasts.tsx';

const region = (toasts: ReturnType<typeof createToasts>) => (
  <ToastRegion toasts={toasts} label="Paziņojumi" undoLabel="Atsaukt" closeLabel="Aizvērt" />
);
const shown = (): string[] =>
  [...document.querySelectorAll('[role=alertdialog]')].map((toast) => toast.textContent ?? '');
const pass = (ms: number) => act(async () => vi.advanceTimersByTime(ms));

describe('Toasts', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('stay for ten seconds, not longer', async () => {
    const toasts = createToasts();
    const page = await show(region(toasts), 'counter');
    await act(async () => toasts.show({ text: 'K-27: Gatavs' }));
    await pass(toastMs - 1);
    expect(shown()).toEqual(['K-27: Gatavs']);
    await pass(1);
    expect(shown()).toEqual([]);
    await page.end();
  });

  it('keep their time while one holds the focus, and go on from there', async () => {
    const toasts = createToasts();
    const page = await show(region(toasts), 'counter');
    await act(async () => toasts.show({ text: 'K-27: Gatavs', onUndo: () => undefined }));
    await pass(4000);
    await act(async () => button('Atsaukt').focus());
    await pass(60_000);
    expect(shown()).toHaveLength(1);
    await act(async () => (document.activeElement as HTMLElement).blur());
    await pass(toastMs - 4000 - 1);
    expect(shown()).toHaveLength(1);
    await pass(1);
    expect(shown()).toEqual([]);
    await page.end();
  });

  it('keep their time while the mouse is over them', async () => {
    const toasts = createToasts();
    const page = await show(region(toasts), 'counter');
    await act(async () => toasts.show({ text: 'K-27: Gatavs' }));
    const area = document.querySelector('[data-area=toasts]') as HTMLElement;
    const over = (type: string) =>
      act(async () => area.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerType: 'mouse' })));
    await over('pointerover');
    await pass(60_000);
    expect(shown()).toHaveLength(1);
    await over('pointerout');
    await pass(toastMs);
    expect(shown()).toEqual([]);
    await page.end();
  });

  it('take the action back once and close', async () => {
    const toasts = createToasts();
    const page = await show(region(toasts), 'counter');
    const onUndo = vi.fn();
    await act(async () => toasts.show({ text: 'K-27: Gatavs', onUndo }));
    await press(button('Atsaukt'));
    expect(onUndo).toHaveBeenCalledTimes(1);
    expect(shown()).toEqual([]);
    await page.end();
  });
});
