import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCode } from '../../../central/enrolment/createCode.ts';
import { sql } from '../../../electron/core/db/sql.ts';
import { recordOp, recordOrderedErasure } from '../../../electron/core/features/sync/index.ts';
import {
  createSyncCore,
  outbox,
  record,
  refOf,
  seen,
  states,
  type SyncCore,
} from '../../integration/sync/syncCore.ts';
import { startCentral, type TestCentral } from '../tools/central.ts';
import { freshPostgres } from '../tools/databases.ts';
import { type Line, startLine } from './line.ts';

let central: TestCentral;
let line: Line;
let core: SyncCore;

const SHOP = '07' as never;

const enrol = async (one: SyncCore): Promise<void> => {
  const { code } = await createCode(central.central, { shopId: SHOP, role: 'counter' });
  await one.get(one.who.manager, 'sync:enrol', { url: line.url, code });
};

const quiet = (one: SyncCore = core): Promise<void> =>
  vi.waitFor(() => expect(states(one).filter((state) => state === 'pending')).toEqual([]), {
    timeout: 30_000,
    interval: 20,
  });

interface StoredOp {
  readonly epoch: number;
  readonly seq: number;
  readonly status: string;
}

/** What central has of all terminals, in the order of their chains. */
const stored = (): Promise<readonly StoredOp[]> =>
  central.db.transaction({ role: 'erase' }, (db) =>
    db.query<StoredOp>('SELECT epoch, seq::int AS seq, status FROM op ORDER BY epoch, seq', []),
  );

beforeEach(async () => {
  central = await startCentral(await freshPostgres());
  await central.app.listen({ port: 0, host: '127.0.0.1' });
  line = await startLine((central.app.server.address() as AddressInfo).port);
  core = await createSyncCore();
  await enrol(core);
});
afterEach(async () => {
  await core.features.sync.stop();
  await core.close();
  await line.close();
  await central.end();
});

describe('a terminal and the real central', () => {
  it('[I1, I3, SYN-1] all that is recorded arrives, chained, and comes back by the feed', async () => {
    record(core, 1, 2, 3);
    core.features.sync.start?.();
    await quiet();
    expect(await stored()).toMatchObject([
      { epoch: 1, seq: 1, status: 'applied' },
      { epoch: 1, seq: 2, status: 'applied' },
      { epoch: 1, seq: 3, status: 'applied' },
    ]);
    await vi.waitFor(
      () =>
        expect(seen.items.map(({ id }) => id)).toEqual(
          expect.arrayContaining([refOf(1), refOf(2), refOf(3)]),
        ),
      { timeout: 30_000 },
    );
    expect(core.deps.read.all(sql`SELECT version FROM sync_entity`)).toHaveLength(3);
  });

  it('[I1, I2, I9, F6] whatever byte of an answer the line breaks at, and after hours without one', async () => {
    core.features.sync.start?.();
    for (const [n, bytes] of [90, 200, 300, 400, 500, 600].entries()) {
      line.cutAfter(bytes);
      record(core, n);
      await vi.waitFor(() => expect(line.cuts()).toBeGreaterThan(n), { timeout: 30_000 });
    }
    line.setDown(true);
    record(core, 6, 7);
    await vi.waitFor(
      async () =>
        expect(await core.get(core.who.staff, 'sync:status', {})).toMatchObject({ state: 'offline' }),
      { timeout: 30_000 },
    );
    line.cutAfter(null);
    line.setDown(false);
    await quiet();
    expect((await stored()).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('[I1, I2, F1] killed between effect and sending, or before it read the answer', async () => {
    record(core, 1);
    core = await core.restart();
    record(core, 2);
    core.features.sync.start?.();
    await vi.waitFor(async () => expect((await stored()).length).toBeGreaterThan(0), { timeout: 30_000 });
    // Whatever it had read by then, the database is as it was left.
    const stopped = core.features.sync.stop();
    core = await core.restart();
    await stopped.catch(() => undefined);
    record(core, 3);
    core.features.sync.start?.();
    await quiet();
    expect(await stored()).toMatchObject([{ seq: 1 }, { seq: 2 }, { seq: 3 }]);
  });

  it('[I2, I3, F13] a backup of before goes on under a new epoch, and nothing counts twice', async () => {
    record(core, 1, 2);
    core.features.sync.start?.();
    await quiet();
    await core.features.sync.stop();
    core.deps.transact((tx) => {
      tx.db.run(sql`DELETE FROM outbox WHERE seq = 2`);
      tx.db.run(sql`UPDATE outbox SET state = 'pending', acked_at = NULL`);
      tx.db.run(sql`UPDATE sync_terminal SET last_seq = 1`);
    });
    core.features.sync.recover(true);
    record(core, 3);
    core.features.sync.start?.();
    await quiet();
    expect(outbox(core).map(({ epoch, seq }) => [epoch, seq])).toEqual([
      [2, 1],
      [2, 2],
    ]);
    const counted = await central.db.transaction({ role: 'erase' }, (db) =>
      db.query<{ seq: number }>('SELECT seq::int AS seq FROM op WHERE NOT repeated ORDER BY epoch, seq', []),
    );
    expect(counted).toEqual([{ seq: 1 }, { seq: 2 }, { seq: 2 }]);
  });

  it('[I10, F19] an op that central cannot read is set aside, and the others arrive', async () => {
    record(core, 1, 2, 3, 4);
    core.deps.transact((tx) => tx.db.run(sql`UPDATE outbox SET salt = 'x' WHERE seq = 2`));
    core.features.sync.start?.();
    await quiet();
    expect(outbox(core).map(({ state, code }) => [state, code])).toEqual([
      ['acked', null],
      ['rejected', 'unreadable'],
      ['acked', null],
      ['acked', null],
    ]);
    expect((await stored()).map(({ epoch, seq, status }) => [epoch, seq, status])).toEqual([
      [1, 1, 'applied'],
      [2, 1, 'applied'],
      [2, 2, 'applied'],
    ]);
  });

  it('[I7, I9] an op that was emptied, of whose erasure central remembers nothing any more, holds nothing up', async () => {
    record(core, 1, 2);
    core.deps.transact((tx) => tx.db.run(sql`UPDATE outbox SET body = NULL, salt = NULL WHERE seq = 1`));
    core.features.sync.start?.();
    await quiet();
    expect(outbox(core).map(({ state, code }) => [state, code])).toEqual([
      ['rejected', 'erased'],
      ['acked', null],
    ]);
  });

  it('[I10, F17] what central does not know yet is asked for again, and settled once an update took it', async () => {
    core.deps.transact((tx) =>
      recordOp(tx, {
        key: 'subject.later@1' as 'subject.restricted@1',
        entity: 'subject',
        entityId: refOf(1),
        subjects: [refOf(1)],
        orders: [],
        body: { restrictedAt: 1 },
      }),
    );
    core.features.sync.start?.();
    await quiet();
    expect(states(core)).toEqual(['deferred']);
    await core.features.sync.stop();
    core.features.sync.start?.();
    record(core, 2);
    await quiet();
    expect(states(core)).toEqual(['deferred', 'acked']);
    await core.features.sync.stop();
    await central.db.transaction({ role: 'erase' }, (db) =>
      db.query(`UPDATE op SET status = 'applied' WHERE seq = 1`),
    );
    core.features.sync.start?.();
    await vi.waitFor(() => expect(states(core)).toEqual(['acked', 'acked']), { timeout: 30_000 });
  });

  it('[I15, F10] with a clock of 1986', async () => {
    core.clock.pass(-40 * 365 * 86_400_000);
    record(core, 1);
    core.features.sync.start?.();
    await quiet();
    expect(await stored()).toMatchObject([{ status: 'applied' }]);
  });

  it('[I7, SYN-5] an erasure that was approved here comes back in the ledger, and other ops about the person go empty', async () => {
    core.features.sync.start?.();
    await quiet();
    await core.features.sync.stop();
    record(core, 1, 2);
    const cmdId = core.deps.ids.ulid();
    const named = { cmdId, requestId: core.deps.ids.ulid(), subjectRefs: [refOf(1)], orderRefs: [] };
    core.deps.transact((tx) => recordOrderedErasure(tx, named));
    core.features.sync.start?.();
    await quiet();
    await vi.waitFor(() => expect(seen.erasures).toMatchObject([{ cmdId, subjectRefs: [refOf(1)] }]), {
      timeout: 30_000,
    });
    expect(outbox(core).map(({ body }) => body === null)).toEqual([true, false, false]);
  });

  it("[I7, I9] more than a batch of work between a person's order and the erasure holds nothing up", async () => {
    core.features.sync.start?.();
    await quiet();
    await core.features.sync.stop();
    record(core, ...Array.from({ length: 210 }, (_, n) => n + 1));
    const named = {
      cmdId: core.deps.ids.ulid(),
      requestId: core.deps.ids.ulid(),
      subjectRefs: [refOf(1)],
      orderRefs: [],
    };
    core.deps.transact((tx) => {
      recordOrderedErasure(tx, named);
      // As the erasure here does, whether or not central was heard meanwhile.
      tx.db.run(sql`UPDATE outbox SET body = NULL, salt = NULL WHERE seq = 1`);
    });
    core.features.sync.start?.();
    await quiet();
    const bodies = outbox(core).filter(({ body }) => body === null);
    expect(bodies.map(({ state, code }) => [state, code])).toEqual([['rejected', 'erased']]);
    expect(await stored()).toHaveLength(210);
  });
});
