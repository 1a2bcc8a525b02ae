import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { sql } from '../../../electron/core/db/sql.ts';
import { noteTime } from '../../../electron/core/features/terminal/index.ts';
import type { Tx } from '../../../electron/core/call/context.ts';
import type { OrderId } from '../../../shared/domain/ids.ts';
import { UNDO_MS } from '../../../shared/domain/orderStatus.ts';
import { placeForTest } from '../harness/orders.ts';
import type { TestDeps } from '../harness/testCore.ts';
import {
  createRetentionCore,
  DAY,
  endNow,
  numberOf,
  passAfter,
  pickedUp,
  type RetentionCore,
} from './retentionCore.ts';

const HOUR = 3_600_000;
let core: RetentionCore;
afterEach(() => core.close());

const state = () => core.get(core.who.manager, 'retention:state', {});
const filesOf = (orderId: string): boolean => existsSync(join(core.folder, 'files', orderId));

describe('[PRV-3] a clock that was set back', () => {
  it('keeps nothing longer and calls nothing done: the highest time ever seen decides', async () => {
    core = await createRetentionCore();
    const { orderId } = await pickedUp(core);
    core.clock.pass(31 * DAY);
    core.deps.transact(noteTime);
    core.clock.pass(-200 * DAY);
    await core.features.retention.runPass();
    expect(filesOf(orderId)).toBe(false);
    const { lastPassAt } = await state();
    expect(lastPassAt).toBe(
      numberOf(core, sql`SELECT CAST(value AS INTEGER) FROM setting WHERE key = 'clock.highest'`),
    );
  });
});

describe('[PRV-3] the heartbeat', () => {
  it('is there after a pass, is an alarm after 26 hours of silence, and comes back', async () => {
    core = await createRetentionCore();
    const level = () => core.features.retention.health().level;
    expect(level()).toBe('warning');
    await core.features.retention.runPass();
    expect(level()).toBe('ok');
    core.clock.pass(26 * HOUR);
    expect(level()).toBe('ok');
    core.clock.pass(1);
    expect(level()).toBe('critical');
    await core.features.retention.runPass();
    expect(level()).toBe('ok');
  });

  it('stays silent when one rule fails, while the others are carried out', async () => {
    let broken = true;
    core = await createRetentionCore((deps: TestDeps) => ({
      ...deps,
      fileKeys: {
        ...deps.fileKeys,
        destroy: (orderId) => (broken ? Promise.reject(new Error('disk')) : deps.fileKeys.destroy(orderId)),
      },
    }));
    const { orderId } = await pickedUp(core);
    expect(await passAfter(core, 90)).toBe(false);
    expect([filesOf(orderId), numberOf(core, sql`SELECT count(*) AS n FROM person`)]).toEqual([true, 0]);
    expect((await state()).lastPassAt).toBeNull();
    expect(core.logLines.join('\n')).toContain('retention-failed');
    broken = false;
    expect(await passAfter(core, 0)).toBe(true);
    expect(filesOf(orderId)).toBe(false);
  });
});

describe('[PRV-3] before anything is deleted', () => {
  it('a manager sees how much would go by which rule, and nothing goes', async () => {
    core = await createRetentionCore();
    await pickedUp(core);
    core.clock.pass(31 * DAY);
    const dry = await core.get(core.who.manager, 'retention:dryRun', {});
    expect(dry.rules.filter(({ due }) => due > 0)).toEqual([{ rule: 'photo', due: 1 }]);
    expect(dry.nextPassAt).toBe(dry.at);
    await core.features.retention.runPass();
    expect((await state()).rules).toContainEqual({ rule: 'photo', doneAt: core.clock.now(), count: 1 });
    const after = await core.get(core.who.manager, 'retention:dryRun', {});
    expect([after.rules.filter(({ due }) => due > 0), after.nextPassAt]).toEqual([[], after.at + DAY]);
  });

  it('staff do not see it', async () => {
    core = await createRetentionCore();
    expect(await core.refused(core.who.staff, 'retention:dryRun', {})).toBe('FORBIDDEN');
    expect(await core.refused(core.who.staff, 'retention:state', {})).toBe('FORBIDDEN');
  });
});

describe('[PRV-3] delete now', () => {
  it('takes the photos of a handed-over order at once, and can be asked again', async () => {
    core = await createRetentionCore();
    const { orderId } = await pickedUp(core);
    await core.get(core.who.staff, 'orders:deleteFiles', { orderId });
    await core.features.retention.settled();
    expect([filesOf(orderId), await core.deps.fileKeys.get(orderId)]).toEqual([false, undefined]);
    expect(await core.get(core.who.staff, 'orders:deleteFiles', { orderId })).toEqual({});
    const acts = core.deps.read.all<{ action: string }>(
      sql`SELECT action FROM audit WHERE object_ref = ${orderId} AND action LIKE '%files%' ORDER BY seq`,
    );
    expect(acts.map(({ action }) => action)).toEqual(['order.delete-files', 'order.files-deleted']);
  });

  it('is seen in the order and its history', async () => {
    core = await createRetentionCore();
    const { orderId } = await pickedUp(core);
    const detail = () => core.get(core.who.manager, 'orders:get', { orderId });
    expect(await detail()).toMatchObject({ filesDeletedAt: null });
    await core.get(core.who.staff, 'orders:deleteFiles', { orderId });
    await core.features.retention.settled();
    const { filesDeletedAt, history } = await detail();
    expect(filesDeletedAt).toBe(core.clock.now());
    expect(history[0]).toMatchObject({ code: 'files_deleted', by: null });
  });

  it('is refused before the hand-over, while it can be taken back, and to a customer', async () => {
    core = await createRetentionCore();
    const { orderId } = await placeForTest(core);
    const ask = (who: 'staff' | 'customer') => core.refused(core.who[who], 'orders:deleteFiles', { orderId });
    expect(await ask('staff')).toBe('TRANSITION_REFUSED');
    endNow(core, orderId);
    core.clock.pass(-UNDO_MS);
    expect(await ask('staff')).toBe('TRANSITION_REFUSED');
    core.clock.pass(UNDO_MS);
    expect(await ask('customer')).toBe('FORBIDDEN');
    expect(filesOf(orderId)).toBe(true);
  });
});

class PowerCut extends Error {}

/** Lets so many steps happen and then cuts the power: nothing more is done, not even by whoever catches the error. */
const cutAfter = (steps: { left: number }) => (deps: TestDeps) => {
  const step = <A extends unknown[], R>(act: (...args: A) => R) => {
    return (...args: A): R => {
      if (steps.left <= 0) throw new PowerCut();
      steps.left -= 1;
      return act(...args);
    };
  };
  return {
    ...deps,
    transact: <T>(run: (tx: Tx) => T): T => step<[(tx: Tx) => T], T>(deps.transact)(run),
    fileKeys: { ...deps.fileKeys, destroy: step(deps.fileKeys.destroy) },
    files: { ...deps.files, removeOrder: step(deps.files.removeOrder) },
  };
};

const endState = async (orderIds: readonly OrderId[]) => ({
  files: orderIds.map(filesOf),
  keys: await Promise.all(orderIds.map((orderId) => core.deps.fileKeys.get(orderId))),
  orders:
    core.deps.read.all(sql`SELECT order_id, person_id, customer_key, files_deleted_at IS NULL AS kept FROM orders
    ORDER BY order_id`),
  photos: core.deps.read.all(sql`SELECT photo_id, name, sha256 FROM order_photo ORDER BY photo_id`),
  people: numberOf(core, sql`SELECT count(*) AS n FROM person`),
  begun: numberOf(core, sql`SELECT count(*) AS n FROM file_deletion`),
});

/** One trial; false when the pass ended before the power could go. */
const trial = async (before: number): Promise<boolean> => {
  const steps = { left: Number.POSITIVE_INFINITY };
  core = await createRetentionCore(cutAfter(steps));
  const orderIds = [(await pickedUp(core)).orderId, (await pickedUp(core)).orderId];
  core.clock.pass(95 * DAY);
  steps.left = before;
  const ended = await core.features.retention.runPass().catch(() => false);
  // What says "deleted" is deleted, wherever the power went.
  const said = core.deps.read.all<{ id: OrderId }>(
    sql`SELECT order_id AS id FROM orders WHERE files_deleted_at IS NOT NULL`,
  );
  for (const { id } of said)
    expect([filesOf(id), await core.deps.fileKeys.get(id)]).toEqual([false, undefined]);
  steps.left = Number.POSITIVE_INFINITY;
  core = await core.restart();
  expect(await core.features.retention.runPass()).toBe(true);
  const end = await endState(orderIds);
  expect(end).toMatchObject({ files: [false, false], keys: [undefined, undefined], people: 0, begun: 0 });
  expect(end.photos.every((row) => (row as { name: unknown }).name === null)).toBe(true);
  await core.features.retention.runPass();
  expect(await endState(orderIds)).toEqual(end);
  return ended;
};

describe('[PRV-3] the power goes during a pass', () => {
  it('at any step: the next pass comes to the same end, and a further one changes nothing', async () => {
    let cuts = 0;
    while (!(await trial(cuts))) {
      await core.close();
      cuts += 1;
    }
    expect(cuts).toBeGreaterThan(15);
  });
});
