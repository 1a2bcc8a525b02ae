import { describe, expect, it } from 'vitest';
import { joined } from './joined.ts';

describe('work that is joined', () => {
  it('runs once for all who ask meanwhile, and anew for who asks afterwards', async () => {
    let runs = 0;
    let go = (): void => {};
    const work = joined(async () => {
      runs += 1;
      await new Promise<void>((resolve) => {
        go = resolve;
      });
    });
    await work.settled();
    const both = Promise.all([work.run(), work.run()]);
    let settled = false;
    const end = work.settled().then(() => {
      settled = true;
    });
    expect([runs, settled]).toEqual([1, false]);
    go();
    await Promise.all([both, end]);
    const again = work.run();
    expect(runs).toBe(2);
    go();
    await again;
  });

  it('fails for all who joined, and begins anew', async () => {
    let runs = 0;
    const work = joined(async () => {
      runs += 1;
      if (runs === 1) throw new Error('once');
    });
    const both = await Promise.allSettled([work.run(), work.run()]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await work.run();
    expect(runs).toBe(2);
  });
});
