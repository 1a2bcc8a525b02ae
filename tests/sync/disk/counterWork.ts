import { randomBytes } from 'node:crypto';
import { sql } from '../../../electron/core/db/sql.ts';
import type { OrderId } from '../../../shared/domain/ids.ts';
import { placeForTest } from '../../integration/harness/orders.ts';
import { openTestCore } from '../../integration/harness/testCore.ts';
import { managerOf, opsAbove } from '../proc/work.ts';
import { type CounterCore, counterFeatures } from '../tools/counterCore.ts';
import { keyOf } from './product.ts';
import type { Told } from './promises.ts';

export type Tell = (told: Told) => void;

/** The counter of a folder that was set up. */
export const openCounter = async (folder: string): Promise<CounterCore> => {
  const key = await keyOf(folder);
  if (key === undefined) throw new Error('no key');
  return openTestCore(counterFeatures, { folder, key, now: Date.now() });
};

const lastRow = (core: CounterCore): number =>
  core.deps.read.get<{ row: number }>(sql`SELECT coalesce(max(rowid), 0) AS row FROM outbox`)?.row ?? 0;

/** Tells which ops a change put on their way. */
const withOps = async <T>(core: CounterCore, tell: Tell, change: () => Promise<T>): Promise<T> => {
  const before = lastRow(core);
  const done = await change();
  for (const { opId, entityId } of opsAbove(core, before)) tell({ is: 'op', opId, entityId });
  return done;
};

/** Takes photos of so many bytes in and places an order of them, as at the end of a draft. */
export const placeOrder = async (
  core: CounterCore,
  tell: Tell,
  { photos: count, bytes }: { readonly photos: number; readonly bytes: number },
): Promise<OrderId> => {
  const photo = new Uint8Array(randomBytes(bytes));
  const place = () => placeForTest(core, { photos: count }, photo);
  const { orderId, number } = await withOps(core, tell, place);
  const photos = core.deps.read.all<{ fileId: string; sha256: string }>(
    sql`SELECT file_id AS fileId, sha256 FROM order_photo WHERE order_id = ${orderId}`,
  );
  tell({ is: 'order', orderId, number, photos });
  return orderId;
};

const onOrder = (core: CounterCore, orderId: OrderId) => ({
  orderId,
  version:
    core.deps.read.get<{ version: number }>(sql`SELECT version FROM orders WHERE order_id = ${orderId}`)
      ?.version ?? 0,
});

/** Asks for a note as staff do; the code of a refusal, or null. */
export const noteOrder = (core: CounterCore, tell: Tell, orderId: OrderId, value: string) =>
  withOps(core, tell, async () => {
    const input = { ...onOrder(core, orderId), note: value, place: '' };
    const answer = await core.ask(managerOf(core), 'orders:setNote', input);
    if (answer.ok) tell({ is: 'note', orderId, value });
    return answer.ok ? null : answer.code;
  });

export const payOrder = (core: CounterCore, tell: Tell, orderId: OrderId, amount: number) =>
  withOps(core, tell, async () => {
    const input = { orderId, kind: 'payment', amount, method: 'cash', tillReceipt: null } as const;
    const { paymentId } = await core.get(managerOf(core), 'orders:recordPayment', input);
    tell({ is: 'payment', orderId, paymentId });
  });

export const holdOrder = (core: CounterCore, tell: Tell, orderId: OrderId) =>
  withOps(core, tell, async () => {
    const input = { ...onOrder(core, orderId), to: 'on_hold', reason: 'trial' } as const;
    await core.get(managerOf(core), 'orders:changeStatus', input);
    tell({ is: 'status', orderId, value: 'on_hold' });
  });
