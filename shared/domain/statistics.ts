import { z } from './z.ts';

/**
 * What is counted of visits and orders (STA-1, policy P13): how many, when by day and hour, and one word. No customer, order
 * or visit is in it, so nothing can be joined back.
 */
export const STATISTICS = [
  /** A visit at the kiosk began. */
  'started',
  /** A visit was left; the word is the step it had reached. */
  'abandoned',
  /** An order was placed; the word is where. */
  'ordered',
  /** How long a visit took that ended in an order, in minutes, as a class. */
  'duration',
  /** Copies ordered of a product; the word is `format paper`. */
  'product',
  /** Whether an order was ready when it had been promised. */
  'promise',
] as const;
export const Statistic = z.enum(STATISTICS);
export type Statistic = z.infer<typeof Statistic>;

/** A number below this could be one person's habit: it is shown as "fewer than" and leaves no terminal (STA-2). */
export const SMALLEST_GROUP = 5;

const DURATIONS = [
  [2, '0-2'],
  [5, '2-5'],
  [10, '5-10'],
  [20, '10-20'],
] as const;

/** The class of a duration in milliseconds; a clock set back counts as the shortest. */
export function durationClass(ms: number): string {
  return DURATIONS.find(([minutes]) => ms < minutes * 60_000)?.[1] ?? '20+';
}

export interface Counted {
  readonly what: Statistic;
  readonly detail: string;
  readonly count: number;
}

/** The same with numbers that are too small left out: null is "fewer than five", and never zero. */
export interface Suppressed {
  readonly what: Statistic;
  readonly detail: string;
  readonly count: number | null;
}

/**
 * Hides small numbers. Where a single one of a kind would be hidden, the next smallest goes with it: a total shown
 * elsewhere would give the one away.
 */
export function suppressSmall(rows: readonly Counted[]): readonly Suppressed[] {
  const hidden = new Set<Counted>();
  for (const group of Map.groupBy(rows, ({ what }) => what).values()) {
    const bySize = group.toSorted((a, b) => a.count - b.count);
    const small = bySize.filter(({ count }) => count < SMALLEST_GROUP);
    const least = small.length === 1 && bySize.length > 1 ? bySize.slice(0, 2) : small;
    for (const row of least) hidden.add(row);
  }
  return rows.map((row) => (hidden.has(row) ? { ...row, count: null } : row));
}
