import type { Settings } from '../../../../shared/contract/settings.ts';
import { ShopDay } from '../../../../shared/domain/time.ts';
import type { QueryContext } from '../../call/context.ts';
import { type DayEnd, readDayEnd } from './dayEnd.store.ts';

const DAY_MS = 86_400_000;

/** The figures of one Riga day (PAY-5). */
export const dayEndOf = (q: QueryContext, settings: Settings, day: string): DayEnd =>
  readDayEnd(q.db, ShopDay.parse(day), q.now - settings.times.uncollectedAfterDays * DAY_MS);
