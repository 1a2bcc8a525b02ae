import { describe, expect, it } from 'vitest';
import { backupLevel, clockLevel, diskDaysLeft, diskLevel } from './health.policy.ts';

const GB = 1024 ** 3;
const HOUR = 3_600_000;

describe('levels of the health strip', () => {
  it.each([
    ['much room', 50 * GB, null, 'ok'],
    ['a month left', 50 * GB, 30, 'ok'],
    ['a week left', 50 * GB, 7, 'warning'],
    ['less than ten', 10 * GB - 1, null, 'warning'],
    ['too little to copy', 2 * GB - 1, 0, 'critical'],
    ['just enough to copy', 2 * GB, 0, 'warning'],
  ] as const)('[ADM-6] disk: %s', (_what, free, days, level) => expect(diskLevel(free, days)).toBe(level));

  it('[ADM-6] days left are counted to where copying stops, at the usual pace', () => {
    expect([
      diskDaysLeft(12 * GB, GB),
      diskDaysLeft(2.5 * GB, GB),
      diskDaysLeft(GB, GB),
      diskDaysLeft(GB, 0),
    ]).toEqual([10, 0, 0, null]);
  });

  it('[ADM-6] a clock a minute behind is right, more is not', () => {
    expect([clockLevel(100_000, 160_000), clockLevel(100_000, 160_001), clockLevel(5, 0)]).toEqual([
      'ok',
      'critical',
      'ok',
    ]);
  });

  it('[ADM-6] a backup is late after a day and missed after three', () => {
    const levels = [null, 100 * HOUR, 74 * HOUR, 73 * HOUR, 28 * HOUR, 27 * HOUR].map((at) =>
      backupLevel(at, 100 * HOUR),
    );
    expect(levels).toEqual(['warning', 'ok', 'ok', 'warning', 'warning', 'critical']);
  });
});
