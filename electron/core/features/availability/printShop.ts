import type { Settings } from '../../../../shared/contract/settings.ts';
import type { PrintShop, PrintStock } from '../../../../shared/domain/availability.ts';
import { routeOf } from '../../../../shared/domain/labs.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { failedProducts, waitingPrints } from './queue.store.ts';

/** Outputs whose newest word was a failure. */
const failingOutputs = (db: ReadableDb, { labs }: Settings): PrintStock['failing'] => {
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

/** What this terminal knows of printers and papers; `away` are outputs whose folder was not there when looked at. */
export const printStockOf = (db: ReadableDb, settings: Settings, away: PrintStock['away']): PrintStock => ({
  labs: settings.labs,
  papersOut: settings.stock.papersOut,
  hours: settings.store.openingHours,
  away,
  failing: failingOutputs(db, settings),
});

/** The same with its queue, which is read from all orders that are being made. */
export const printShopOf = (
  db: ReadableDb,
  settings: Settings,
  now: number,
  away: PrintStock['away'],
): PrintShop => ({
  ...printStockOf(db, settings, away),
  othersPerHour: settings.production.perHour,
  readyAfterMs: settings.times.readyAfterMs,
  expressAfterMs: settings.times.expressAfterMs,
  waiting: waitingPrints(db, now),
});
