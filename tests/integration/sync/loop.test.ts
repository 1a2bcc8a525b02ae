import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { sql } from '../../../electron/core/db/sql.ts';
import { recordOp } from '../../../electron/core/features/sync/index.ts';
import { type ContractServer, startContractServer } from './contractServer.ts';
import { createSyncCore, enrol, outbox, record, refOf, seen, states, type SyncCore } from './syncCore.ts';

let server: ContractServer;
let core: SyncCore;

/** A retry waits for a random time that doubles with each failure. */
const PATIENCE = { timeout: 60_000, interval: 10 };
/** All that waited is answered. */
const quiet = (): Promise<void> =>
  vi.waitFor(() => expect(states(core).filter((state) => state === 'pending')).toEqual([]), PATIENCE);
const takenSeqs = () => server.state.order.map(({ header }) => [header.epoch, header.seq]);
const status = () => core.get(core.who.staff, 'sync:status', {});

beforeEach(async () => {
  server = await startContractServer();
  core = await createSyncCore();
  await enrol(core, server.url);
});
afterEach(async () => {
  await core.features.sync.stop();
  await core.close();
  await server.close();
});

describe('a counter where somebody works without a pause', () => {
  it('[I5, I9] hears of others all the same, and sends what it has', async () => {
    const hears = async (n: number): Promise<void> => {
      server.put('store:07', { entity: 'subject', id: refOf(n), version: 1, kind: 'gone', state: null });
      await vi.waitFor(() => expect(seen.items.map(({ id }) => id)).toContain(refOf(n)), PATIENCE);
    };
    core.features.sync.start?.();
    const places = () => core.deps.read.all(sql`SELECT scope FROM feed_state`);
    await vi.waitFor(() => expect(places()).toHaveLength(3), PATIENCE);
    // The second comes while it listens: the first round is over.
    for (const n of [8_001, 8_002]) await hears(n);
    let last = 0;
    // With each change that central takes, the next one is recorded before it has answered.
    server.state.judge = () => {
      if (last < 400) record(core, (last += 1));
      return { status: 'applied', code: null };
    };
    record(core, (last += 1));
    await vi.waitFor(() => expect(takenSeqs().length).toBeGreaterThan(3), PATIENCE);
    await hears(9_000);
    expect(last).toBeLessThan(400);
    server.state.judge = () => ({ status: 'applied', code: null });
    await quiet();
    expect(takenSeqs()).toHaveLength(last);
  });
});

describe('what is recorded reaches central', () => {
  it('[I1, I3] in its order, chained and signed, and is acked by name only', async () => {
    record(core, 1, 2, 3);
    core.features.sync.start?.();
    await quiet();
    record(core, 4);
    await quiet();
    expect(takenSeqs()).toEqual([
      [1, 1],
      [1, 2],
      [1, 3],
      [1, 4],
    ]);
    expect(states(core)).toEqual(['acked', 'acked', 'acked', 'acked']);
    expect(await status()).toMatchObject({ state: 'idle', letter: 'K', waiting: { ops: 0 } });
  });

  it('[I2, F7] once, when the answer is lost or cut in the middle', async () => {
    record(core, 1, 2);
    server.fail('/v1/ops', 'lose', 'half');
    core.features.sync.start?.();
    await quiet();
    expect(takenSeqs()).toEqual([
      [1, 1],
      [1, 2],
    ]);
    expect(outbox(core).map(({ attempts }) => attempts)).toEqual([3, 3]);
  });

  it('[I10, F19] although one is rejected: it waits for somebody and blocks nothing', async () => {
    server.state.judge = (header) =>
      header.seq === 1 ? { status: 'rejected', code: 'order_moved_on' } : { status: 'applied', code: null };
    record(core, 1, 2);
    core.features.sync.start?.();
    await quiet();
    expect(states(core)).toEqual(['rejected', 'acked']);
    expect(await status()).toMatchObject({ state: 'attention', deadLetters: 1 });
    const { letters } = await core.get(core.who.staff, 'sync:deadLetters', {});
    expect(letters).toMatchObject([{ kind: 'subject.restricted', code: 'order_moved_on', canResend: true }]);
    const opId = letters[0]?.opId ?? '';
    const discard = { opId, action: 'discard', reason: 'asked for twice' } as const;
    expect(await core.refused(core.who.staff, 'sync:resolve', discard)).toBe('MANAGER_NEEDED');
    server.state.judge = () => ({ status: 'applied', code: null });
    await core.get(core.who.staff, 'sync:resolve', { opId, action: 'resend', reason: null });
    core.features.sync.wake();
    await quiet();
    expect(states(core)).toEqual(['rejected', 'acked', 'acked']);
    expect(await status()).toMatchObject({ state: 'idle', deadLetters: 0 });
  });

  it('[I10, F19] although one cannot be read: it is found, set aside with its reason, and the rest goes on', async () => {
    server.state.unreadable = ({ entityId }) => entityId === refOf(5);
    record(core, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    core.features.sync.start?.();
    await quiet();
    const { letters } = await core.get(core.who.staff, 'sync:deadLetters', {});
    expect(letters).toMatchObject([{ status: 'rejected', code: 'unreadable', canResend: true }]);
    const taken = server.state.order.map(({ header }) => header.entityId);
    expect(taken).toEqual([1, 2, 3, 4, 6, 7, 8, 9].map(refOf));
    server.state.unreadable = () => false;
    await core.get(core.who.staff, 'sync:resolve', {
      opId: letters[0]?.opId ?? '',
      action: 'resend',
      reason: null,
    });
    core.features.sync.wake();
    await quiet();
    expect(server.state.order.at(-1)?.header.entityId).toBe(refOf(5));
  });

  it('[I10, F19] a central that reads nothing at all makes no more than one dead letter in ten minutes', async () => {
    server.state.unreadable = () => true;
    record(core, 1, 2, 3);
    core.features.sync.start?.();
    await vi.waitFor(async () => expect(await status()).toMatchObject({ lastError: 'malformed' }), PATIENCE);
    expect(states(core)).toEqual(['rejected', 'pending', 'pending']);
    core.clock.pass(600_001);
    await core.get(core.who.staff, 'sync:sendNow', {});
    await vi.waitFor(
      () => expect(states(core).filter((state) => state === 'rejected')).toHaveLength(2),
      PATIENCE,
    );
    server.state.unreadable = () => false;
    await core.get(core.who.staff, 'sync:sendNow', {});
    await quiet();
    expect(server.state.order).toHaveLength(1);
  });

  it('[I9, F8] a portal, a busy server and nonsense are faults of the line: a timer tries again, no new change', async () => {
    record(core, 1);
    server.fail('/v1/hello', 'portal', 'cut');
    server.fail('/v1/ops', 'busy', 'gibberish', 'portal');
    core.features.sync.start?.();
    await quiet();
    expect(takenSeqs()).toEqual([[1, 1]]);
  });

  it('[I9, F7] over a line that drops after each batch: what got through makes the next attempt come soon', async () => {
    const waits = vi.spyOn(globalThis, 'setTimeout');
    onTestFinished(() => waits.mockRestore());
    server.state.limits = { ...server.state.limits, ops: 1 };
    server.state.judge = () => {
      server.fail('/v1/ops', 'cut');
      return { status: 'applied', code: null };
    };
    const all = Array.from({ length: 12 }, (_, at) => at + 1);
    record(core, ...all);
    core.features.sync.start?.();
    await quiet();
    expect(server.state.order).toHaveLength(all.length);
    const attempts = server.state.calls.filter((call) => call === '/v1/hello').length;
    expect(attempts).toBeGreaterThanOrEqual(all.length);
    // Each is some part of a first failure's span. Those of 3,000 ms are each connection's own.
    const ofRetries = waits.mock.calls.map(([, ms]) => ms ?? 0).filter((ms) => ms <= 20_000 && ms !== 3_000);
    expect(Math.max(...ofRetries)).toBeLessThanOrEqual(400);
  });

  it('[I9] a token that is over is renewed', async () => {
    core.features.sync.start?.();
    await vi.waitFor(() => expect(server.state.calls).toContain('/v1/feed'), PATIENCE);
    server.state.tokens.clear();
    record(core, 1);
    await quiet();
    expect(takenSeqs()).toEqual([[1, 1]]);
  });

  it('[I15, F10] with a clock that is years wrong either way', async () => {
    core.clock.pass(-40 * 365 * 86_400_000);
    record(core, 1);
    core.features.sync.start?.();
    await quiet();
    core.clock.pass(80 * 365 * 86_400_000);
    record(core, 2);
    await quiet();
    expect(takenSeqs()).toEqual([
      [1, 1],
      [1, 2],
    ]);
  });

  it('[I1, F12] again from where a restored central asks, with what it had acked', async () => {
    record(core, 1, 2, 3);
    core.features.sync.start?.();
    await quiet();
    await core.features.sync.stop();
    const first = server.state.order[0];
    Object.assign(server.state.queue ?? {}, {
      lastSeq: 1,
      lastHash: JSON.parse(outbox(core)[1]?.header ?? '{}').prev,
    });
    server.state.incarnation = 'b'.repeat(32);
    server.state.taken = new Map(first ? [[first.header.opId, first]] : []);
    server.state.order = first ? [first] : [];
    core.features.sync.start?.();
    await vi.waitFor(
      () =>
        expect(takenSeqs()).toEqual([
          [1, 1],
          [1, 2],
          [1, 3],
        ]),
      PATIENCE,
    );
    await quiet();
  });

  it('[I9, I10, F12] and is asked about again in another life of central, as far back as the chain is kept whole', async () => {
    server.state.judge = ({ seq }) =>
      seq === 3 ? { status: 'rejected', code: 'order_moved_on' } : { status: 'applied', code: null };
    record(core, 1, 2, 3, 4, 5);
    core.features.sync.start?.();
    await quiet();
    await core.features.sync.stop();
    // What was acknowledged long ago is pruned; the refused one waits for somebody, and the end of the chain stays.
    core.deps.transact((tx) => tx.db.run(sql`DELETE FROM outbox WHERE seq IN (1, 2, 4)`));
    server.state.incarnation = 'b'.repeat(32);
    const before = server.state.calls.filter((call) => call === '/v1/ops').length;
    record(core, 6);
    core.features.sync.start?.();
    await quiet();
    expect(states(core)).toEqual(['rejected', 'acked', 'acked']);
    expect(server.state.calls.filter((call) => call === '/v1/ops')).toHaveLength(before + 1);
    expect(takenSeqs().at(-1)).toEqual([1, 6]);
  });

  it('[I2, I3, F13] under a new epoch with the same ids when central knows another life of this terminal', async () => {
    record(core, 1, 2);
    core.features.sync.start?.();
    await quiet();
    await core.features.sync.stop();
    // As a backup of before the second op: central has more than this database knows.
    core.deps.transact((tx) => {
      tx.db.run(sql`DELETE FROM outbox WHERE seq = 2`);
      tx.db.run(sql`UPDATE sync_terminal SET last_seq = 1`);
    });
    record(core, 3, 4);
    core.features.sync.start?.();
    await quiet();
    expect(takenSeqs()).toEqual([
      [1, 1],
      [1, 2],
      [2, 1],
      [2, 2],
    ]);
    expect(new Set(server.state.order.map(({ header }) => header.opId)).size).toBe(4);
  });

  it('[I1, I13, F12] when it is joined anew at a central that was restored to before it knew this terminal', async () => {
    record(core, 1, 2);
    core.features.sync.start?.();
    await quiet();
    Object.assign(server.state, { queue: null, taken: new Map(), order: [], incarnation: 'b'.repeat(32) });
    record(core, 3);
    await enrol(core, server.url);
    record(core, 4);
    await quiet();
    expect(server.state.order.map(({ header }) => header.entityId)).toEqual([1, 2, 3, 4].map(refOf));
    expect(states(core)).toEqual(['acked', 'acked', 'acked', 'acked']);
  });

  it('[I1, I13] and at another central, an erasure first', async () => {
    record(core, 1);
    core.deps.transact((tx) =>
      recordOp(tx, {
        key: 'erasure.acknowledged@1',
        entity: 'erasure',
        entityId: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
        subjects: [],
        orders: [],
        body: {
          cmdId: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
          outcome: 'done',
          step: null,
          counts: {},
          proof: 'a'.repeat(64),
          ledgerSeq: 1,
        },
      }),
    );
    core.features.sync.start?.();
    await quiet();
    const other = await startContractServer();
    onTestFinished(other.close);
    await enrol(core, other.url);
    record(core, 2);
    await quiet();
    const told = other.state.order.map(({ header }) => header.type);
    expect(told).toEqual(['erasure.acknowledged', 'subject.restricted', 'subject.restricted']);
    await core.features.sync.stop();
  });

  it('[I3, F13] a restored backup opens a new epoch before anything goes out', async () => {
    record(core, 1);
    core.features.sync.recover(true);
    core.features.sync.start?.();
    await quiet();
    expect(takenSeqs()).toEqual([[2, 1]]);
    expect(server.state.calls.indexOf('/v1/epoch')).toBeLessThan(server.state.calls.indexOf('/v1/hello'));
  });

  it('[I1, F1] goes out as the same bytes when the terminal dies between sealing, sending and the answer', async () => {
    record(core, 1, 2);
    server.fail('/v1/ops', 'lose');
    core.features.sync.start?.();
    await vi.waitFor(() => expect(server.state.order).toHaveLength(2), PATIENCE);
    const sealed = outbox(core).map(({ header }) => header);
    const stopped = core.features.sync.stop();
    core = await core.restart();
    await stopped;
    expect(outbox(core).map(({ header, state }) => [header, state])).toEqual(
      sealed.map((header) => [header, 'pending']),
    );
    core.features.sync.start?.();
    await quiet();
    expect(takenSeqs()).toEqual([
      [1, 1],
      [1, 2],
    ]);
  });
});

describe('the feed', () => {
  const item = (n: number, version: number) =>
    ({ entity: 'subject', id: refOf(n), version, kind: 'gone', state: null }) as const;

  it('[I6] is taken over page by page, but for what waits to be sent', async () => {
    server.state.snapshot = [item(1, 1)];
    core.features.sync.start?.();
    await vi.waitFor(() => expect(seen.items.map(({ id }) => id)).toContain(refOf(1)), PATIENCE);
    // Central answers nothing for a while: person 2 waits.
    server.fail('/v1/ops', ...Array.from({ length: 40 }, () => 'busy' as const));
    record(core, 2);
    await vi.waitFor(() => expect(outbox(core)[0]?.attempts).toBeGreaterThan(0), PATIENCE);
    server.put('store:07', item(2, 5));
    server.put('store:07', item(3, 1));
    server.state.faults.length = 0;
    await core.get(core.who.staff, 'sync:sendNow', {});
    await quiet();
    await vi.waitFor(() => expect(seen.items.map(({ id }) => id)).toContain(refOf(3)), PATIENCE);
  });

  it('[I11, F12] begins with a snapshot in another life of central', async () => {
    core.features.sync.start?.();
    await vi.waitFor(() => expect(server.state.calls).toContain('/v1/feed'), PATIENCE);
    server.state.incarnation = 'c'.repeat(32);
    server.state.snapshot = [item(7, 1)];
    record(core, 1);
    await vi.waitFor(() => expect(seen.items.map(({ id }) => id)).toContain(refOf(7)), PATIENCE);
  });
});

describe("central's ledger", () => {
  const CMD = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
  const line = { cmdId: CMD, requestId: CMD, subjectRefs: [refOf(1)], orderRefs: [] };

  it('[I7, F14] comes before anything personal: an op about somebody erased goes empty, and the chain holds', async () => {
    record(core, 1, 2);
    server.addLine(line);
    core.features.sync.start?.();
    await quiet();
    expect(seen.erasures).toMatchObject([{ cmdId: CMD, subjectRefs: [refOf(1)] }]);
    expect(server.state.order.map(({ body }) => body === null)).toEqual([true, false]);
    expect(outbox(core).map(({ body }) => body === null)).toEqual([true, false]);
    const { calls } = server.state;
    expect(calls.indexOf('/v1/ledger')).toBeLessThan(calls.indexOf('/v1/ops'));
    expect((await status()).ledgerAt).toBe(server.state.now);
  });

  it('[I7] is believed only as central signed it: nothing is sent on a forged one', async () => {
    record(core, 1);
    server.addLine(line);
    const forged = server.state.ledger[1];
    if (forged) server.state.ledger[1] = { ...forged, subjectRefs: [] };
    core.features.sync.start?.();
    await vi.waitFor(async () => expect(await status()).toMatchObject({ state: 'attention' }));
    expect(await status()).toMatchObject({ lastError: 'ledger_broken' });
    expect(server.state.calls).not.toContain('/v1/ops');
    expect(seen.erasures).toEqual([]);
  });

  it('[I7] that central lost in part comes back from here, and nothing is sent before', async () => {
    server.addLine(line);
    server.addLine({ ...line, cmdId: '01ARZ3NDEKTSV4RRFFQ69G5FAW', subjectRefs: [refOf(2)] });
    core.features.sync.start?.();
    await vi.waitFor(() => expect(seen.erasures).toHaveLength(2), PATIENCE);
    await core.features.sync.stop();
    const whole = server.state.ledger.splice(1);
    server.state.calls.length = 0;
    record(core, 3);
    core.features.sync.start?.();
    await quiet();
    expect(server.state.ledger.slice(1)).toEqual(whole);
    const { calls } = server.state;
    expect(calls.indexOf('/v1/ledger')).toBeLessThan(calls.indexOf('/v1/ops'));
    expect(await status()).toMatchObject({ lastError: null });
  });

  it('[I7] that ends before what is kept here stops everything in sight', async () => {
    server.addLine(line);
    core.features.sync.start?.();
    await vi.waitFor(() => expect(seen.erasures).toHaveLength(1), PATIENCE);
    await core.features.sync.stop();
    core.database.writer.exec('UPDATE sync_erasure SET line = NULL');
    server.state.ledger.splice(1);
    record(core, 3);
    core.features.sync.start?.();
    await vi.waitFor(
      async () => expect(await status()).toMatchObject({ lastError: 'ledger_behind' }),
      PATIENCE,
    );
    expect(server.state.calls).not.toContain('/v1/ops');
  });

  it('[I7] that grows while this terminal sends is taken in first (423)', async () => {
    core.features.sync.start?.();
    await vi.waitFor(() => expect(server.state.calls).toContain('/v1/feed'), PATIENCE);
    server.addLine(line);
    record(core, 1);
    await quiet();
    expect(server.state.order).toMatchObject([{ body: null }]);
  });
});

describe('a terminal that central does not want', () => {
  it('[I10, I13, F20] says so, sells on, and asks again when told to', async () => {
    server.fail('/v1/hello', 'revoked');
    record(core, 1);
    core.features.sync.start?.();
    await vi.waitFor(async () => expect(await status()).toMatchObject({ state: 'revoked' }));
    record(core, 2);
    expect((await status()).waiting.ops).toBe(2);
    await core.get(core.who.staff, 'sync:sendNow', {});
    await quiet();
    expect(takenSeqs()).toEqual([
      [1, 1],
      [1, 2],
    ]);
  });
});
