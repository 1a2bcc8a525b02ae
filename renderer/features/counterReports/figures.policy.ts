import { STEPS } from '../../../shared/contract/steps.ts';
import type { CallOutput } from '../../../shared/contract/index.ts';

export type DayEnd = CallOutput<'reports:dayEnd'>;

/** Nothing was ordered, paid, given back or broken off; what is open now is not of the day. */
export const isEmptyDay = (figures: DayEnd): boolean =>
  figures.orders === 0 &&
  figures.cash === 0 &&
  figures.card === 0 &&
  figures.refunds === 0 &&
  figures.corrected === 0 &&
  figures.abandoned.length === 0;

const KIOSK_STEPS = ['start', ...STEPS, 'done'] as const;
export type KioskStep = (typeof KIOSK_STEPS)[number];

export interface Bar {
  readonly step: KioskStep;
  readonly count: number;
  /** Of the longest bar, 0 to 1. */
  readonly share: number;
}

/** Broken-off visits in the order of the kiosk's steps, so that the place where people leave is seen at once. */
export function barsOf(abandoned: DayEnd['abandoned']): readonly Bar[] {
  const most = Math.max(1, ...abandoned.map(({ count }) => count));
  return KIOSK_STEPS.flatMap((step) =>
    abandoned
      .filter((entry) => entry.step === step)
      .map(({ count }) => ({ step, count, share: count / most })),
  );
}
