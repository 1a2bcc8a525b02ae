import { existsSync, readdirSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { OrderId } from '../../../shared/domain/ids.ts';
import { UNDO_MS } from '../../../shared/domain/orderStatus.ts';
import { FREE_SPACE_RESERVE } from '../../../electron/core/features/output/index.ts';
import { createFakeImaging } from '../harness/fakeImaging.ts';
import { createOrderCore, FREE_START, type OrderCore, placeForTest } from '../harness/orders.ts';

const DAY = 86_400_000;
const PLENTY = 1e12;
let core: OrderCore;
let free = PLENTY;
afterEach(() => core.close());

const open = async () => {
  free = PLENTY;
  core = await createOrderCore(
    createFakeImaging(),
    (deps) => deps,
    async () => free,
  );
  core.set(FREE_START);
};
const detail = (orderId: OrderId) => core.get(core.who.manager, 'orders:get', { orderId });
const change = async (orderId: OrderId, to: 'in_production' | 'ready') => {
  const { version } = await detail(orderId);
  return core.get(core.who.staff, 'orders:changeStatus', { orderId, version, to, reason: null });
};
const states = async (orderId: OrderId) =>
  (await detail(orderId)).jobs.map(({ format, paper, state, reason }) => [
    `${format} ${paper}`,
    state,
    reason,
  ]);
const produce = () => core.features.production.runDue();
const alerts = async () => (await core.get(core.who.staff, 'jobs:alerts', {})).alerts;
const filesIn = (name: 'production' | 'tickets') => {
  const folder = join(core.folder, name);
  if (!existsSync(folder)) return [];
  const all = readdirSync(folder, { recursive: true, withFileTypes: true });
  return all.filter((entry) => entry.isFile()).map((entry) => entry.name);
};

describe('a clock set back', () => {
  it('holds no job and no ticket back until the old time comes again, and gives no more time to undo', async () => {
    await open();
    const { orderId } = await placeForTest(core);
    const started = await change(orderId, 'in_production');
    core.clock.pass(-DAY);
    const late = { orderId, historyId: started.historyId };
    expect(await core.refused(core.who.staff, 'orders:undo', late)).toBe('UNDO_EXPIRED');
    await produce();
    expect(await states(orderId)).toEqual([['10x15 gloss', 'handed_over', null]]);
    await core.features.tickets.printDue();
    expect((await core.get(core.who.staff, 'tickets:state', { orderId })).state).toBe('printed');
  });

  it('gives no number twice, and takes payments and hand-overs as before', async () => {
    await open();
    const before = [await placeForTest(core), await placeForTest(core)];
    core.clock.pass(DAY);
    const next = await placeForTest(core);
    core.clock.pass(-DAY);
    const after = [await placeForTest(core), await placeForTest(core)];
    expect([...before, next, ...after].map(({ number }) => number)).toEqual([
      'K-1',
      'K-2',
      'K-1',
      'K-3',
      'K-4',
    ]);
    const { orderId, total } = next;
    await change(orderId, 'in_production');
    core.clock.pass(UNDO_MS);
    await produce();
    await change(orderId, 'ready');
    const pay = { orderId, kind: 'payment', amount: total, method: 'cash', tillReceipt: null } as const;
    await core.get(core.who.staff, 'orders:recordPayment', pay);
    const { version } = await detail(orderId);
    const proof = { kind: 'knownInPerson', reason: 'neighbour' } as const;
    await core.get(core.who.staff, 'orders:handOver', { orderId, version, proof, unpaidReason: null });
    expect((await detail(orderId)).status).toBe('picked_up');
  });
});

describe('a full disk in the production folder', () => {
  it('[OUT-4] is named, leaves nothing half written, and the job goes on once there is room', async () => {
    await open();
    const { orderId, number } = await placeForTest(core);
    await change(orderId, 'in_production');
    core.clock.pass(UNDO_MS);
    free = FREE_SPACE_RESERVE - 1;
    await produce();
    expect(await alerts()).toMatchObject([{ number, job: { state: 'failed', reason: 'disk-full' } }]);
    expect((await detail(orderId)).status).toBe('in_production');
    expect(filesIn('production')).toEqual([]);
    // Room alone starts nothing: staff say when.
    free = PLENTY;
    core.clock.pass(DAY);
    await produce();
    const [alert] = await alerts();
    if (!alert) throw new Error('no alert');
    await core.get(core.who.staff, 'jobs:retry', { jobId: alert.job.jobId });
    await produce();
    expect([await alerts(), filesIn('production').length]).toEqual([[], 3]);
  });

  it('[ORD-8] stops one part of an order only: each shows its state, and ready waits for the last', async () => {
    await open();
    const { orderId } = await placeForTest(core, { photos: 1, lines: [{}, { format: '20x30' }] });
    await change(orderId, 'in_production');
    core.clock.pass(UNDO_MS);
    // Enough for the small print, not for the large one.
    free = FREE_SPACE_RESERVE + 10_000_000;
    await produce();
    expect(await states(orderId)).toEqual([
      ['10x15 gloss', 'handed_over', null],
      ['20x30 gloss', 'failed', 'disk-full'],
    ]);
    const { version, next } = await detail(orderId);
    expect(next.map(({ to }) => to)).not.toContain('ready');
    const early = { orderId, version, to: 'ready', reason: null } as const;
    expect(await core.refused(core.who.manager, 'orders:changeStatus', early)).toBe('TRANSITION_REFUSED');
    free = PLENTY;
    const [alert] = await alerts();
    if (!alert) throw new Error('no alert');
    await core.get(core.who.staff, 'jobs:retry', { jobId: alert.job.jobId });
    expect(await core.refused(core.who.manager, 'orders:changeStatus', early)).toBe('TRANSITION_REFUSED');
    await produce();
    await change(orderId, 'ready');
    expect((await states(orderId)).map(([, state]) => state)).toEqual(['printed', 'printed']);
  });
});

describe('a printer that goes away', () => {
  const servers: Server[] = [];
  afterEach(() => Promise.all(servers.splice(0).map((server) => new Promise((done) => server.close(done)))));

  /** A printer that takes all, or breaks the connection off at its first byte. */
  const listen = async (port = 0, breaks = false) => {
    const got: Buffer[] = [];
    const server = createServer({ allowHalfOpen: true }, (socket) => {
      socket.on('error', () => undefined);
      socket.on('data', (bytes) => (breaks ? socket.resetAndDestroy() : got.push(bytes)));
      socket.on('end', () => socket.end());
    });
    await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
    servers.push(server);
    const address = server.address();
    const used = typeof address === 'object' && address ? address.port : 0;
    core.set({ printer: { kind: 'tcp', host: '127.0.0.1', port: used } });
    return { got, port: used };
  };
  const unplug = () => new Promise((done) => servers.pop()?.close(done));
  const print = () => core.features.tickets.printDue();
  const state = async (orderId: OrderId) =>
    (await core.get(core.who.staff, 'tickets:state', { orderId })).state;

  it('[TIC-2] prints what waited by itself when it is back, each paper once', async () => {
    await open();
    const { port } = await listen();
    await unplug();
    const first = await placeForTest(core, { source: 'kiosk' });
    const second = await placeForTest(core, { source: 'kiosk' });
    await print();
    expect([await state(first.orderId), await state(second.orderId)]).toEqual(['failed', 'failed']);
    const { got } = await listen(port);
    core.clock.pass(15_000);
    await print();
    const papers = Buffer.concat(got).length;
    expect(papers).toBeGreaterThan(2000);
    expect([await state(first.orderId), await state(second.orderId)]).toEqual(['printed', 'printed']);
    core.clock.pass(15_000);
    await print();
    expect(Buffer.concat(got).length).toBe(papers);
  });

  it('[TIC-3] sends nothing twice after it broke off in the middle; asked for again it is a copy', async () => {
    await open();
    const { port } = await listen(0, true);
    const { orderId } = await placeForTest(core, { source: 'kiosk' });
    await print();
    expect(await state(orderId)).toBe('failed');
    await unplug();
    const { got } = await listen(port);
    core.clock.pass(60_000);
    await print();
    expect(Buffer.concat(got).length).toBe(0);
    expect(await core.get(core.who.staff, 'tickets:print', { orderId, kind: 'ticket' })).toEqual({ copy: 1 });
    await print();
    expect(await state(orderId)).toBe('printed');
    expect(Buffer.concat(got).length).toBeGreaterThan(1000);
  });
});
