import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createRefresher } from './refresher.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('[PIC-9] asks for a long list more rarely, so that the screen has most of the time; the last word is heard', async () => {
  const asked: number[] = [];
  const refresh = createRefresher(async () => {
    asked.push(performance.now());
    await new Promise((done) => setTimeout(done, 500));
  }, 600);
  const start = performance.now();
  const telling = setInterval(() => void refresh(), 100);
  void refresh();
  await vi.advanceTimersByTimeAsync(9900);
  clearInterval(telling);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(asked.map((at) => at - start)).toEqual([0, 2500, 5000, 7500, 10_000]);
});
