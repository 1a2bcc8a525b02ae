import { createRetentionFeature } from '../../../electron/core/features/retention/index.ts';
import { sql } from '../../../electron/core/db/sql.ts';
import type { OrderId } from '../../../shared/domain/ids.ts';
import { UNDO_MS } from '../../../shared/domain/orderStatus.ts';
import {
  FREE_START,
  orderFeatures,
  type PlacedForTest,
  placeForTest,
  type Wanted,
} from '../harness/orders.ts';
import { createTestCore, type TestCore, type TestDeps } from '../harness/testCore.ts';

export const DAY = 86_400_000;

const withRetention = (change: (deps: TestDeps) => TestDeps) => (deps: TestDeps) => {
  const features = orderFeatures(deps);
  const retention = createRetentionFeature({
    ...change(deps),
    removePrintFiles: features.production.removeFilesOfOrder,
    checkpoint: () => true,
  });
  return { ...features, retention };
};
export type RetentionCore = TestCore<ReturnType<ReturnType<typeof withRetention>>>;

/** Placed orders and the retention job; `change` spoils what the job works with. */
export const createRetentionCore = async (
  change: (deps: TestDeps) => TestDeps = (deps) => deps,
): Promise<RetentionCore> => {
  const core = await createTestCore(withRetention(change));
  core.set(FREE_START);
  return core;
};

/** Lets days go by and does one pass, as the job would do it on that day. */
export const passAfter = async (core: RetentionCore, days: number): Promise<boolean> => {
  core.clock.pass(days * DAY);
  return core.features.retention.runPass();
};

/** What a query of one number answers. */
export const numberOf = (core: RetentionCore, statement: ReturnType<typeof sql>): number =>
  Object.values(core.deps.read.get<Record<string, number>>(statement) ?? {})[0] ?? Number.NaN;

/** An order that was placed and handed over now. */
export const pickedUp = async (core: RetentionCore, wanted: Wanted = {}): Promise<PlacedForTest> => {
  const placed = await placeForTest(core, wanted);
  endNow(core, placed.orderId);
  return placed;
};

/** The state after a hand-over whose undo has passed; how it is reached is shown elsewhere. */
export const endNow = (core: RetentionCore, orderId: OrderId, status = 'picked_up'): void => {
  const at = core.clock.now();
  core.deps.transact((tx) =>
    tx.db.run(sql`UPDATE orders SET status = ${status}, closed_at = ${at} WHERE order_id = ${orderId}`),
  );
  core.clock.pass(UNDO_MS);
};
