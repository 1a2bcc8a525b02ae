import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshPostgres } from '../../tests/sync/tools/databases.ts';
import { startCentral, type TestCentral } from '../../tests/sync/tools/central.ts';
import {
  erasing,
  levelQueue,
  type NewOp,
  newOrder,
  noting,
  person,
  placing,
  restricting,
} from '../../tests/sync/tools/queue.ts';
import { enrolTerminal } from '../../tests/sync/tools/terminal.ts';
import { applyBatch } from '../ops/applyBatch.ts';
import type { OpsStore } from '../ops/opsStore.ts';
import { createPostgresOpsStore } from '../ops/postgresOpsStore.ts';

/** An erasure that is not held up has ended by then. */
const UNHINDERED_MS = 1_000;

describe('an erasure beside ops that are on their way', () => {
  let central: TestCentral;
  beforeAll(async () => {
    central = await startCentral(await freshPostgres());
  });
  afterAll(() => central.end());

  const start = async () => {
    const terminal = await enrolTerminal(central, '01', 'counter');
    return { terminal, queue: await levelQueue(terminal) };
  };
  const rowsWith = async (table: 'orders' | 'subject' | 'op', text: string): Promise<number> =>
    (
      await central.db.transaction({ role: 'owner' }, (sql) =>
        sql.query(`SELECT 1 AS one FROM ${table} WHERE ${table}::text LIKE $1`, [`%${text}%`]),
      )
    ).length;

  /** Central's store, whose transactions do something else once a step has been done so many times. */
  const pausing = (step: 'erased' | 'write', nth: number, meanwhile: () => Promise<void>): OpsStore => {
    const store = createPostgresOpsStore(central.central);
    let times = 0;
    const after =
      <A extends unknown[], T>(done: (...args: A) => Promise<T>) =>
      async (...args: A): Promise<T> => {
        const value = await done(...args);
        times += 1;
        if (times === nth) await meanwhile();
        return value;
      };
    return {
      transaction: (place, work) =>
        store.transaction(place, (tx) => work({ ...tx, [step]: after(tx[step] as never) })),
    };
  };

  /** One counter erases while a batch of another has come so far; answers once both have ended. */
  const eraseBeside = async (
    { step, nth }: { readonly step: 'erased' | 'write'; readonly nth: number },
    { refs, before, late }: Case,
  ): Promise<void> => {
    const [here, there] = [await start(), await start()];
    await here.queue.send(...before);
    let erasure: Promise<unknown> | undefined;
    const store = pausing(step, nth, async () => {
      erasure = here.queue.send(erasing(refs.orders, refs.subjects));
      await Promise.race([erasure, sleep(UNHINDERED_MS)]);
    });
    const { id: terminalId } = there.terminal;
    await applyBatch(store, { terminalId, shopId: '01', epoch: 1, ops: there.queue.seal(late) });
    expect(await erasure).toMatchObject({ body: { results: [{ status: 'applied' }] } });
  };
  interface Case {
    readonly refs: { readonly orders: readonly string[]; readonly subjects: readonly string[] };
    readonly before: readonly NewOp[];
    readonly late: NewOp;
  }
  const caseOf = (lateOf: (order: ReturnType<typeof newOrder>, subject: string) => NewOp) => {
    const order = newOrder('01', person());
    const subject = order.person?.subjectRef ?? '';
    const refs = { orders: [order.orderId], subjects: [subject] };
    return { order, subject, refs, late: lateOf(order, subject) };
  };
  /** A batch asks twice who is erased: for its chain, and for what it does. */
  const LOOKED = { step: 'erased', nth: 2 } as const;

  it('[I7, E3] leaves nothing of a note that came in after the look at who is erased', async () => {
    const { order, refs, late } = caseOf(({ orderId }) => noting(orderId, 'Anna waits outside', 1));
    await eraseBeside(LOOKED, { refs, before: [placing(order)], late });
    expect(await rowsWith('op', 'Anna waits outside')).toBe(0);
    expect(await rowsWith('orders', order.orderId)).toBe(0);
  });

  it('[I7, E3] brings no person back whose restriction came in after that look', async () => {
    const { order, subject, refs, late } = caseOf((_order, ref) => restricting(ref, 1));
    await eraseBeside(LOOKED, { refs, before: [placing(order)], late });
    expect(await rowsWith('subject', subject)).toBe(0);
  });

  it('[I7, E3] takes an order along that was written and not committed yet', async () => {
    const { order, refs, late } = caseOf((one) => placing(one));
    await eraseBeside({ step: 'write', nth: 1 }, { refs, before: [], late });
    expect(await rowsWith('orders', order.orderId)).toBe(0);
    expect(await rowsWith('op', 'Anna Paraugs')).toBe(0);
  });
});
