import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { documentOf, takeOverOrder } from '../../../electron/core/features/orders/index.ts';
import type { OrderDocument } from '../../../shared/sync/orderDocument.ts';
import {
  CANARY,
  cancel,
  findCanary,
  openWorld,
  orderErasure,
  orderOf,
  peopleOf,
  stateOf,
  type World,
} from '../erasure/world.ts';

let here: World;
let there: World;
beforeEach(async () => {
  [here, there] = [await openWorld(), await openWorld()];
});
afterEach(async () => {
  await here.core.close();
  await there.core.close();
});

/** An order of the other counter as central tells it, with words of its staff. */
const orderOfOther = async (): Promise<OrderDocument> => {
  const orderId = await orderOf(
    there.core,
    { contact: CANARY.byPhone, delivery: 'address', names: CANARY.files },
    CANARY.note,
  );
  const document = documentOf(there.core.deps.read, orderId);
  if (!document) throw new Error('no order');
  const line = {
    opId: 'a'.repeat(32),
    at: document.placedAt,
    by: null,
    window: 'counter',
    code: 'status',
    from: 'placed',
    to: 'on_hold',
    reason: CANARY.note,
  } as const;
  return { ...document, history: [line] };
};
const takeOver = (document: OrderDocument): void =>
  here.core.deps.transact((tx) => takeOverOrder({ personArrived: () => undefined }, tx, document));

describe('a person whose order came from another counter', () => {
  it('[E2, E3, I7] is found everywhere before the erasure, nowhere after it, and does not come back with the feed', async () => {
    const document = await orderOfOther();
    takeOver(document);
    const before = await findCanary(here.core);
    for (const value of ['name', 'phone', 'address', 'note', 'file name'])
      expect(before.hits.join('\n')).toContain(`${value} in data/lete.db`);
    await cancel(here.core, document.orderId);
    const requestId = orderErasure(here.core, peopleOf(here.core, [document.orderId]));
    await here.core.features.erasure.runDue();
    expect(await stateOf(here.core, requestId)).toMatchObject({ state: 'proved', reason: null });
    expect((await findCanary(here.core)).hits).toEqual([]);
    takeOver(document);
    here.core.database.checkpoint();
    expect((await findCanary(here.core)).hits).toEqual([]);
  });
});
