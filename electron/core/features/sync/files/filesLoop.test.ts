import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { createFilesLoop } from './filesLoop.ts';
import { Refusal } from './refusal.ts';

const settle = () => sleep(5);

const made = (step: (signal: AbortSignal) => Promise<void>) => {
  const pauses: number[] = [];
  let go: () => void = () => undefined;
  const loop = createFilesLoop({
    step,
    random: () => 0.5,
    wait: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(new Error('aborted'));
        pauses.push(ms);
        go = resolve;
        signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
      }),
  });
  return { loop, pauses, pass: () => go() };
};

describe('when photo files move', () => {
  test('only while this terminal and central are level; what is on its way stops with it', async () => {
    let steps = 0;
    let stopped = 0;
    const { loop } = made(async (signal) => {
      steps += 1;
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      stopped += 1;
    });
    await settle();
    expect(steps).toBe(0);
    loop.onLevel(true);
    loop.onLevel(true);
    await settle();
    expect([steps, stopped]).toEqual([1, 0]);
    loop.onLevel(false);
    await loop.settled();
    expect([steps, stopped]).toEqual([1, 1]);
    loop.onLevel(true);
    await settle();
    expect(steps).toBe(2);
    loop.onLevel(false);
    await loop.settled();
  });

  test('I9 a failure is tried again later and later, as central asks, and by a timer alone', async () => {
    const failures = [new Error('cut'), new Error('cut'), new Refusal(503, 'spool_full', 9000)];
    let done = 0;
    const { loop, pauses, pass } = made(async () => {
      const failure = failures.shift();
      if (failure !== undefined) throw failure;
      done += 1;
    });
    loop.onLevel(true);
    for (let i = 0; i < 4; i += 1) {
      await settle();
      pass();
    }
    await settle();
    expect(pauses).toEqual([200, 400, 9000, 15_000, 15_000]);
    expect(done).toBe(2);
    loop.onLevel(false);
    await loop.settled();
  });
});
