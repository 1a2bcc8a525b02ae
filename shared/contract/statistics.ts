import { z } from '../domain/z.ts';
import { RequestId } from '../domain/ids.ts';
import { Statistic } from '../domain/statistics.ts';
import { type Contract, MANAGER } from './define.ts';

/** Null is fewer than five: too few to be nobody's. */
const Figure = z.object({ what: Statistic, detail: z.string().max(40), count: z.int().nullable() });

const Period = { from: z.iso.date(), to: z.iso.date() };

export const statistics = {
  /** Sums of a period of Riga days, both included, in each hour of the day, and day by day. */
  'statistics:period': {
    kind: 'query',
    roles: MANAGER,
    input: z.strictObject(Period),
    output: z.object({
      figures: z.array(Figure).max(500),
      /** Orders placed by hour of the day. */
      hours: z.array(z.object({ hour: z.int().min(0).max(23), count: z.int().nullable() })).max(24),
      /** Orders placed by day. */
      days: z.array(z.object({ day: z.string().max(10), count: z.int().nullable() })).max(400),
    }),
  },
  /** Writes the figures of a period to the exports folder, small numbers left out. */
  'statistics:export': {
    kind: 'command',
    roles: MANAGER,
    input: z.strictObject({ requestId: RequestId, ...Period, format: z.enum(['csv', 'pdf']) }),
    output: z.object({ file: z.string().max(120) }),
  },
} as const satisfies Contract;
