import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { LAB_DEFAULTS } from '../../../shared/domain/labDefaults.ts';
import type { LabOutput } from '../../../shared/domain/labs.ts';
import type { OrderId } from '../../../shared/domain/ids.ts';
import { UNDO_MS } from '../../../shared/domain/orderStatus.ts';
import { createOrderCore, FREE_START, type OrderCore, placeForTest, type Wanted } from '../harness/orders.ts';
import { plansOf } from '../harness/plans.ts';

let core: OrderCore;
afterEach(() => core.close());

const HOUR = 3_600_000;
const GLOSS = { format: '10x15', paper: 'gloss' };
const folder = () => join(core.folder, 'lab');
const lab = (): LabOutput => ({
  id: 'lab',
  name: 'Minilab',
  folder: folder(),
  paused: false,
  routes: [{ ...GLOSS, code: '', detail: '' }],
  completion: 'manual',
  staleAfterMs: 0,
  lookEveryMs: 2000,
  perHour: 10,
  reference: 'order',
  lab: { ...LAB_DEFAULTS.hotFolder, errorFolder: 'errors' },
});
const open = async () => {
  core = await createOrderCore();
  mkdirSync(folder());
  core.set({ ...FREE_START, labs: { outputs: [lab()] } });
  // Monday, ten o'clock in Riga.
  core.clock.pass(22 * HOUR);
};
const tick = async () => {
  await core.features.production.runDue();
  await core.features.availability.look();
};
const change = async (orderId: OrderId, to: 'in_production' | 'ready' | 'cancelled') => {
  const { version } = await core.get(core.who.manager, 'orders:get', { orderId });
  const reason = to === 'cancelled' ? 'customer' : null;
  await core.get(core.who.manager, 'orders:changeStatus', { orderId, version, to, reason });
};
const start = async (wanted: Wanted = {}) => {
  const { orderId } = await placeForTest(core, wanted);
  await change(orderId, 'in_production');
  core.clock.pass(UNDO_MS);
  await tick();
  return orderId;
};
const stateOf = async (orderId: OrderId) =>
  (await core.get(core.who.staff, 'orders:get', { orderId })).jobs.map(({ state }) => state);
const out = async () => (await core.get(core.who.customer, 'products:out', {})).products;
const isOut = async () => (await out()).some(({ format, paper }) => format === '10x15' && paper === 'gloss');
const station = async (output: string | null) =>
  (await core.get(core.who.staff, 'products:stations', {})).stations.find((one) => one.output === output);
const mark = (back: string | null, output: string | null = 'lab') =>
  core.get(core.who.staff, 'products:markPaper', { output, paper: 'gloss', out: { back } } as never);

describe('printers and their papers', () => {
  it('[PRI-9] count what is ordered until its prints are there, each printer its own', async () => {
    await open();
    const lines = [
      { ...GLOSS, copies: 3 },
      { format: '20x30', copies: 5 },
    ];
    const orderId = await start({ photos: 2, lines });
    expect((await station('lab'))?.waiting).toBe(6);
    expect(await station(null)).toMatchObject({ waiting: 10, perHour: 300, name: '' });
    await change(orderId, 'ready');
    expect([(await station('lab'))?.waiting, (await station(null))?.waiting]).toEqual([0, 0]);
  });

  it('[PRI-9] count an order that nobody started for a day, and none that was cancelled', async () => {
    await open();
    await placeForTest(core, { photos: 2 });
    const { orderId } = await placeForTest(core, { photos: 1 });
    expect((await station('lab'))?.waiting).toBe(3);
    await change(orderId, 'cancelled');
    expect((await station('lab'))?.waiting).toBe(2);
    core.clock.pass(25 * HOUR);
    expect((await station('lab'))?.waiting).toBe(0);
  });

  it('[PRI-9] are looked at from the open orders, not from the jobs of years', async () => {
    await open();
    const plans = await plansOf(core, out);
    expect(plans.some((line) => line.includes('orders_open'))).toBe(true);
    expect(plans.filter((line) => /\bj\b/.test(line) && !line.includes('job_order'))).toEqual([]);
    expect(plans.filter((line) => /^SCAN o\b/.test(line) && !line.includes('orders_open'))).toEqual([]);
  });

  it('[PRI-9] make the promise of an order, which no later one changes', async () => {
    await open();
    const first = await placeForTest(core, { lines: [{ copies: 30 }] });
    expect(first.dueAt - core.clock.now()).toBe(6 * HOUR);
    const second = await placeForTest(core, { lines: [{ copies: 10 }] });
    expect(second.dueAt - core.clock.now()).toBe(8 * HOUR);
    await mark(null);
    const { dueAt } = await core.get(core.who.staff, 'orders:get', { orderId: first.orderId });
    expect(dueAt).toBe(first.dueAt);
  });

  it('[PRI-9] keep the jobs of a paper that is out waiting, and let them go once it is there', async () => {
    await open();
    await mark('2026-11-25');
    const orderId = await start({ lines: [GLOSS, { format: '10x15', paper: 'matte' }] });
    expect(await stateOf(orderId)).toEqual(['waiting', 'handed_over']);
    await core.get(core.who.staff, 'products:markPaper', { output: 'lab', paper: 'gloss', out: null });
    await tick();
    expect(await stateOf(orderId)).toEqual(['handed_over', 'handed_over']);
  });

  it('[PRI-9] are out while paused, while the folder is away, and until a failure is dealt with', async () => {
    await open();
    await tick();
    expect([await isOut(), (await station('lab'))?.state]).toEqual([false, 'working']);
    await core.get(core.who.staff, 'products:pause', { output: 'lab', paused: true });
    expect([await isOut(), (await station('lab'))?.state]).toEqual([true, 'paused']);
    await core.get(core.who.staff, 'products:pause', { output: 'lab', paused: false });

    core.events.length = 0;
    renameSync(folder(), `${folder()}-away`);
    await tick();
    expect([await isOut(), (await station('lab'))?.state]).toEqual([true, 'folder']);
    expect(core.events.map(({ name }) => name)).toContain('products-changed');
    const orderId = await start();
    renameSync(`${folder()}-away`, folder());
    await tick();
    expect([await isOut(), (await station('lab'))?.state]).toEqual([true, 'failing']);
    const [alert] = (await core.get(core.who.staff, 'jobs:alerts', {})).alerts;
    await core.get(core.who.staff, 'jobs:retry', { jobId: alert?.job.jobId as never });
    await tick();
    expect(await stateOf(orderId)).toEqual(['handed_over']);
    expect([await isOut(), (await station('lab'))?.state]).toEqual([false, 'working']);
  });

  it('[PRI-9] have papers of their own, marked by staff alone', async () => {
    await open();
    await mark('2026-11-26');
    expect((await station('lab'))?.papers).toEqual([{ paper: 'gloss', out: { back: '2026-11-26' } }]);
    expect((await station(null))?.papers.map(({ out: marked }) => marked)).not.toContainEqual({
      back: '2026-11-26',
    });
    expect(await out()).toEqual([{ ...GLOSS, readyAt: Date.UTC(2026, 10, 26, 11) }]);
    await mark(null);
    expect(await out()).toEqual([{ ...GLOSS, readyAt: null }]);
    const input = { output: 'lab', paper: 'gloss', out: null } as const;
    expect(await core.refused(core.who.customer, 'products:markPaper', input)).toBe('FORBIDDEN');
    expect(await core.refused(core.who.customer, 'products:stations', {})).toBe('FORBIDDEN');
    for (const wrong of [{ output: 'other' }, { paper: 'canvas' }])
      expect(await core.refused(core.who.staff, 'products:markPaper', { ...input, ...wrong })).toBe(
        'NOT_FOUND',
      );
    expect(await core.refused(core.who.staff, 'products:pause', { output: 'other', paused: true })).toBe(
      'NOT_FOUND',
    );
  });
});
