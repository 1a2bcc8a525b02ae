import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../../electron/core/db/sql.ts';
import { cancelForErasure } from '../../../electron/core/features/messages/index.ts';
import {
  CANARY,
  cancel,
  type ErasureCore,
  NEIGHBOUR,
  openWorld,
  orderErasure,
  orderOf,
  peopleOf,
  placeCanary,
  stateOf,
} from './world.ts';

let core: ErasureCore;
const states = () =>
  core.deps.read
    .all<{ state: string; reason: string }>(sql`SELECT state, reason FROM message ORDER BY message_id`)
    .map(({ state, reason }) => `${state} ${reason}`);

afterEach(() => core.close());

describe('messages of a person who is erased', () => {
  beforeEach(async () => {
    core = (await openWorld()).core;
  });

  it('[E3, E6, PRV-5] go with the person, row by row; those of others stay as they are', async () => {
    await orderOf(core, { contact: NEIGHBOUR }, 'A1');
    const neighbours = () =>
      core.deps.read.all(sql`SELECT * FROM message m JOIN person p USING (person_id)
      WHERE p.email LIKE 'valdis%' ORDER BY message_id`);
    const before = neighbours();
    expect(before.length).toBeGreaterThan(0);
    const orders = await placeCanary(core);
    expect(states().length).toBeGreaterThan(before.length);
    const requestId = orderErasure(core, peopleOf(core, orders));
    await core.features.erasure.runDue();
    expect(await stateOf(core, requestId)).toMatchObject({ state: 'proved' });
    expect(neighbours()).toEqual(before);
    expect(states()).toHaveLength(before.length);
  });

  it('[PRV-4] are named in the dry run, whose answer does not change when one is sent meanwhile', async () => {
    const orderId = await orderOf(core, { contact: CANARY.byEmail }, CANARY.note);
    await cancel(core, orderId);
    const people = peopleOf(core, [orderId]);
    const dryRun = () => core.features.erasure.erasing.dryRun(core.deps.read, people, core.clock.now());
    const { items, hash } = dryRun();
    expect(items.find(({ at }) => at === 'message.template')).toMatchObject({ what: 'goes', count: 1 });
    core.database.writer.exec("UPDATE message SET state = 'sent', letter = x''");
    core.database.writer.exec("UPDATE message SET state = 'cancelled', reason = 'erased'");
    expect(dryRun().hash).toBe(hash);
  });
});

describe('an erasure that fails after it began', () => {
  it('[E5, PRV-5] has cancelled what waited before it deletes: nothing goes out behind its back', async () => {
    core = (
      await openWorld({
        beforeDeletion: () => {
          throw new Error('broken');
        },
      })
    ).core;
    const orderId = await orderOf(core, { contact: CANARY.byEmail }, CANARY.note);
    await cancel(core, orderId);
    expect(states()).toEqual(['queued none']);
    const requestId = orderErasure(core, peopleOf(core, [orderId]));
    await core.features.erasure.runDue();
    expect(await stateOf(core, requestId)).toMatchObject({ state: 'retrying' });
    expect(states()).toEqual(['cancelled erased']);
    expect(core.deps.transact((tx) => cancelForErasure(tx, peopleOf(core, [orderId])))).toBe(0);
  });
});
