import type { Settings } from '../../../../shared/contract/settings.ts';
import type { PrintShop } from '../../../../shared/domain/availability.ts';
import { routeOf } from '../../../../shared/domain/labs.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { failedProducts, waitingPrints } from './queue.store.ts';

/** Outputs whose newest word was a failure. */
const failingOutputs = (db: ReadableDb, { labs }: Settings): PrintShop['failing'] => {
  const latest = new Map<string | null, { failedAt: number; wentAt: number }>();
  for (const { failedAt, wentAt, ...product } of failedProducts(db)) {
    const output = routeOf(labs, product)?.output.id ?? null;
    const known = latest.get(output) ?? { failedAt: 0, wentAt: 0 };
    latest.set(output, {
      failedAt: Math.max(known.failedAt, failedAt ?? 0),
      wentAt: Math.max(known.wentAt, wentAt ?? 0),
    });
  }
  return new Set(
    [...latest].flatMap(([output, { failedAt, wentAt }]) => (failedAt > wentAt ? [output] : [])),
  );
};

/** What this terminal knows of printers, papers and the queue; `away` are outputs whose folder was not there when looked at. */
export const printShopOf = (
  db: ReadableDb,
  settings: Settings,
  now: number,
  away: PrintShop['away'],
): PrintShop => ({
  labs: settings.labs,
  othersPerHour: settings.production.perHour,
  papersOut: settings.stock.papersOut,
  hours: settings.store.openingHours,
  readyAfterMs: settings.times.readyAfterMs,
  expressAfterMs: settings.times.expressAfterMs,
  away,
  failing: failingOutputs(db, settings),
  waiting: waitingPrints(db, now),
});
