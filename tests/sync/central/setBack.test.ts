import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCode } from '../../../central/enrolment/createCode.ts';
import { openPostgres } from '../../../central/db/postgres.ts';
import { sql } from '../../../electron/core/db/sql.ts';
import type { NamedErasure } from '../../../electron/core/features/erasure/index.ts';
import { recordOrderedErasure } from '../../../electron/core/features/sync/index.ts';
import type { OrderId, SubjectRef } from '../../../shared/domain/ids.ts';
import { BY_PHONE, placeForTest } from '../../integration/harness/orders.ts';
import { createTestCore } from '../../integration/harness/testCore.ts';
import { startCentral, type TestCentral } from '../tools/central.ts';
import { type CounterCore, counterFeatures } from '../tools/counterCore.ts';
import { type PostgresServer, startPostgres } from '../tools/postgres.ts';

const SOON = { timeout: 40_000, interval: 20 };

let server: PostgresServer;
let folder: string;
let central: TestCentral;
let counters: CounterCore[] = [];
let port = 0;

const copy = (from: string, to: string): void => {
  rmSync(to, { recursive: true, force: true });
  // With owners: PostgreSQL runs as nobody else.
  execFileSync('cp', ['-a', from, to]);
};

const serve = async (): Promise<void> => {
  central = await startCentral(openPostgres(server.url()), { folder: join(folder, 'central') });
  await central.app.listen({ port, host: '127.0.0.1' });
  ({ port } = central.app.server.address() as AddressInfo);
};
const stop = async (): Promise<void> => {
  await central.stop();
  await central.db.close();
};
const counterOf = async (): Promise<CounterCore> => {
  const core = await createTestCore(counterFeatures);
  const shopId = core.deps.settings(core.deps.read).store.code as never;
  const { code } = await createCode(central.central, { shopId, role: 'counter' });
  await core.get(core.who.manager, 'sync:enrol', { url: `http://127.0.0.1:${port}`, code });
  core.features.sync.start?.();
  counters.push(core);
  return core;
};
const atCentral = async (): Promise<readonly string[]> => {
  const rows = await central.db.transaction({ role: 'owner' }, (tx) =>
    tx.query<{ id: string }>('SELECT order_id AS id FROM orders ORDER BY order_id'),
  );
  return rows.map(({ id }) => id);
};
const at = (core: CounterCore): readonly string[] =>
  core.deps.read
    .all<{ id: string }>(sql`SELECT order_id AS id FROM orders ORDER BY order_id`)
    .map(({ id }) => id);
const level = (expected: readonly { readonly orderId: string }[]): Promise<void> => {
  const ids = expected.map(({ orderId }) => orderId).toSorted();
  return vi.waitFor(async () => {
    expect(await atCentral()).toEqual(ids);
    for (const core of counters) expect(at(core)).toEqual(ids);
  }, SOON);
};

/** As it is approved at a counter: by pseudonym and order alone. */
const erasureOf = ({ deps }: CounterCore, orderId: OrderId): NamedErasure => {
  const subject = deps.read.get<{ ref: SubjectRef }>(
    sql`SELECT s.subject_ref AS ref FROM subject_map s JOIN orders o ON o.person_id = s.person_id
      WHERE o.order_id = ${orderId}`,
  );
  const [cmdId, requestId] = [deps.ids.ulid(), deps.ids.ulid()];
  return { cmdId, requestId, subjectRefs: [subject?.ref ?? expect.unreachable()], orderRefs: [orderId] };
};

beforeEach(async () => {
  counters = [];
  port = 0;
  folder = mkdtempSync(join(tmpdir(), 'lete-set-back-'));
  server = await startPostgres();
  await serve();
});
afterEach(async () => {
  for (const core of counters) await core.features.sync.stop();
  for (const core of counters) await core.close();
  await stop();
  server.destroy();
  rmSync(folder, { recursive: true, force: true });
});

/** The whole machine as it was: database and all that lies beside it and would show that it was set back. */
const keep = async (): Promise<void> => {
  await stop();
  server.stop();
  copy(server.data, join(folder, 'data'));
  copy(join(folder, 'central'), join(folder, 'kept'));
  server.start();
  await serve();
};
const setBack = async (): Promise<void> => {
  await stop();
  server.stop();
  copy(join(folder, 'data'), server.data);
  copy(join(folder, 'kept'), join(folder, 'central'));
  server.start();
  await serve();
};

describe('a central that was set back with its whole machine, and cannot know it', () => {
  it('[I1, I2, I5] gets its orders again, and no counter reads past what comes after', async () => {
    const [one, two] = [await counterOf(), await counterOf()];
    const orders = [await placeForTest(one), await placeForTest(two)];
    await level(orders);
    await keep();
    orders.push(await placeForTest(one), await placeForTest(one), await placeForTest(two));
    await level(orders);
    await setBack();
    orders.push(await placeForTest(two), await placeForTest(one));
    await level(orders);
  });

  it('[I7, E10] learns from a counter whom it had erased since, before it takes anything', async () => {
    const one = await counterOf();
    const erased = await placeForTest(one);
    const stays = await placeForTest(one, { contact: BY_PHONE });
    await level([erased, stays]);
    await keep();
    one.deps.transact((tx) => recordOrderedErasure(tx, erasureOf(one, erased.orderId)));
    one.features.sync.wake();
    await vi.waitFor(async () => expect(await atCentral()).toEqual([stays.orderId]), SOON);
    await vi.waitFor(
      () => expect(one.deps.read.get(sql`SELECT 1 FROM sync_erasure WHERE line IS NOT NULL`)).toBeDefined(),
      SOON,
    );
    await setBack();
    expect(await atCentral()).toHaveLength(2);
    const later = await placeForTest(one, { contact: BY_PHONE });
    await vi.waitFor(
      async () => expect(await atCentral()).toEqual([stays.orderId, later.orderId].toSorted()),
      SOON,
    );
    expect(central.central.ledger.head().seq).toBe(1);
  });
});
