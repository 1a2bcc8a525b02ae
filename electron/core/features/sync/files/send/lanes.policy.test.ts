import { describe, expect, test } from 'vitest';
import { afterWindow, FIRST_LANES, whenBusy } from './lanes.policy.ts';

describe('how many uploads run at once', () => {
  test('two, and one more for each window that brought a tenth more, up to four', () => {
    let lanes = FIRST_LANES;
    const limits = [1000, 1500, 1501, 2000, 9000].map((bytes) => {
      lanes = afterWindow(lanes, bytes, 1000);
      return lanes.limit;
    });
    expect([FIRST_LANES.limit, ...limits]).toEqual([2, 3, 4, 4, 4, 4]);
  });

  test('not one more where the line is what limits', () => {
    const first = afterWindow(FIRST_LANES, 1000, 1000);
    expect(afterWindow(first, 1050, 1000).limit).toBe(first.limit);
  });

  test('half as many when central asks for less, at least one; then two again', () => {
    const halved = whenBusy({ limit: 4, best: 10 });
    expect(halved.limit).toBe(2);
    const one = whenBusy(halved);
    expect([one.limit, whenBusy(one).limit]).toEqual([1, 1]);
    expect(afterWindow(one, 1000, 1000).limit).toBe(2);
  });
});
