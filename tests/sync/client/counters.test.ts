import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCode } from '../../../central/enrolment/createCode.ts';
import { sql } from '../../../electron/core/db/sql.ts';
import { FREE_START, placeForTest } from '../../integration/harness/orders.ts';
import { createTestCore } from '../../integration/harness/testCore.ts';
import { startCentral, type TestCentral } from '../tools/central.ts';
import { type CounterCore, counterFeatures } from '../tools/counterCore.ts';
import { freshPostgres } from '../tools/databases.ts';

let central: TestCentral;
let a: CounterCore;
let b: CounterCore;

const createCounter = async (): Promise<CounterCore> => {
  const core = await createTestCore(counterFeatures);
  core.set(FREE_START);
  return core;
};

const enrol = async (core: CounterCore): Promise<void> => {
  const shopId = core.deps.settings(core.deps.read).store.code as never;
  const { code } = await createCode(central.central, { shopId, role: 'counter' });
  const { port } = central.app.server.address() as AddressInfo;
  await core.get(core.who.manager, 'sync:enrol', { url: `http://127.0.0.1:${port}`, code });
};

/** How an order stands at a counter; null where it is not known. */
const at = (core: CounterCore, orderId: string) =>
  core.deps.read.get<{ status: string; version: number }>(
    sql`SELECT status, version FROM orders WHERE order_id = ${orderId}`,
  ) ?? null;

const soon = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 20_000, interval: 20 });

beforeEach(async () => {
  central = await startCentral(await freshPostgres());
  await central.app.listen({ port: 0, host: '127.0.0.1' });
  a = await createCounter();
  b = await createCounter();
});
afterEach(async () => {
  for (const core of [a, b]) await core.features.sync.stop();
  for (const core of [a, b]) await core.close();
  await central.end();
});

describe('two counters of a store and the real central', () => {
  it('[I1, I5, SYN-2] an order placed before one joined, and what the other makes of it, stand alike at both', async () => {
    const { orderId } = await placeForTest(a);
    for (const core of [a, b]) await enrol(core);
    for (const core of [a, b]) core.features.sync.start?.();
    await soon(() => expect(at(b, orderId)?.status).toBe(at(a, orderId)?.status));
    const to = 'on_hold';
    const version = at(b, orderId)?.version ?? 0;
    const reason = 'photo is dark';
    await b.get(b.who.staff, 'orders:changeStatus', { orderId, version, to, reason });
    b.features.sync.wake();
    await soon(() => expect(at(a, orderId)?.status).toBe(to));
  });

  it('[I5, I10, F19] a change that central could not read stands nowhere, also not where it was made', async () => {
    for (const core of [a, b]) await enrol(core);
    const { orderId } = await placeForTest(a);
    for (const core of [a, b]) core.features.sync.start?.();
    await soon(() => expect(at(b, orderId)?.status).toBe(at(a, orderId)?.status));
    await a.features.sync.stop();
    const [placed, version] = [at(a, orderId)?.status, at(a, orderId)?.version ?? 0];
    const step = { orderId, version, to: 'on_hold', reason: 'photo is dark' } as const;
    await a.get(a.who.staff, 'orders:changeStatus', step);
    a.deps.transact((tx) => tx.db.run(sql`UPDATE outbox SET salt = 'x' WHERE state = 'pending'`));
    a.features.sync.start?.();
    const codes = () =>
      a.deps.read.all<{ code: string }>(sql`SELECT code FROM outbox WHERE code IS NOT NULL`);
    await soon(() => expect(codes()).toEqual([{ code: 'unreadable' }]));
    await soon(() => expect(at(a, orderId)?.status).toBe(placed));
  });
});
