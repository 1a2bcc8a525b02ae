import { expect, it } from 'vitest';
import { createProbeQueue } from './probeQueue.ts';

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

function gated(atOnce: number) {
  const seen: number[] = [];
  const gates: (() => void)[] = [];
  const look = (id: number) => {
    seen.push(id);
    return new Promise<void>((resolve) => gates.push(resolve));
  };
  const step = async () => {
    gates.shift()?.();
    await settle();
  };
  return { queue: createProbeQueue<number>({ look, atOnce }), seen, step };
}

it('looks at what the screen asks for first, at a page as it is ordered, and never twice', async () => {
  const { queue, seen, step } = gated(1);
  queue.add([1, 2, 3, 4, 5, 6]);
  queue.hurry([5, 4, 99]);
  for (let index = 0; index < 8; index += 1) await step();
  expect(seen).toEqual([1, 5, 4, 2, 3, 6]);
});

it('looks at no more at once than asked', async () => {
  const { queue, seen, step } = gated(2);
  queue.add([1, 2, 3]);
  expect(seen).toEqual([1, 2]);
  await step();
  expect(seen).toEqual([1, 2, 3]);
});

it('rests but for what is asked for, goes on afterwards, and forgets', async () => {
  const { queue, seen, step } = gated(1);
  queue.rest(true);
  queue.add([1, 2, 3, 4]);
  expect(seen).toEqual([]);
  queue.hurry([3]);
  await step();
  expect(seen).toEqual([3]);
  queue.rest(false);
  expect(seen).toEqual([3, 1]);
  queue.clear();
  await step();
  expect(seen).toEqual([3, 1]);
});
