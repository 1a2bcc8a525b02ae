import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../../electron/core/db/sql.ts';
import { correctPerson } from '../../../electron/core/features/orders/index.ts';
import type { CallInput, CallName } from '../../../shared/contract/index.ts';
import type { OrderId, PersonId } from '../../../shared/domain/ids.ts';
import { type OrderStatus, UNDO_MS } from '../../../shared/domain/orderStatus.ts';
import { placeForTest } from '../harness/orders.ts';
import type { Counter } from './counter.ts';
import { createStore, shared, sharedOf, type TestStore } from './counters.ts';

let store: TestStore;
beforeEach(async () => {
  store = await createStore();
});
afterEach(() => store.close());

const STEPS = ['in_production', 'ready', 'on_hold', 'placed', 'cancelled'] as const satisfies OrderStatus[];
const ACTS = [
  ...STEPS,
  'undo',
  'pay',
  'correct',
  'note',
  'remind',
  'handOver',
  'amend',
  'rename',
  'reprint',
] as const;
type Act = (typeof ACTS)[number];

const SENDING = ['take', 'give', 'takeOne', 'files', 'time'] as const;
type Line = (typeof SENDING)[number];

/** One thing that happens at one of the counters; whether it may is for the counter to say. */
interface Step {
  readonly at: 'a' | 'b';
  readonly act: Act | Line;
  readonly n: number;
}

const step = fc.record({
  at: fc.constantFrom<Step['at'][]>('a', 'b'),
  act: fc.oneof(
    { arbitrary: fc.constantFrom<Act[]>(...ACTS), weight: 3 },
    { arbitrary: fc.constantFrom<Line[]>(...SENDING), weight: 2 },
  ),
  n: fc.integer({ min: 1, max: 9 }),
});

const detail = ({ core }: Counter, orderId: OrderId) => core.get(core.who.manager, 'orders:get', { orderId });

/** Refusals are answers too. */
const ask = async <N extends CallName>({ core }: Counter, name: N, input: Omit<CallInput<N>, 'requestId'>) =>
  void (await core.ask(core.who.manager, name, input as never));

const rename = ({ core }: Counter, orderId: OrderId, n: number): void =>
  core.deps.transact((tx) => {
    const row = tx.db.get<{ id: PersonId }>(
      sql`SELECT person_id AS id FROM orders WHERE order_id = ${orderId}`,
    );
    if (row) correctPerson(tx, row.id, { name: `Ilze ${'ABCDEFGHIJ'[n]}ozola` });
  });

const amend = async (counter: Counter, orderId: OrderId, n: number): Promise<void> => {
  const { photos, version } = await detail(counter, orderId);
  const items = photos.flatMap((photo) => photo.items.map((item) => ({ ...item, copies: n })));
  const { core } = counter;
  const quoted = await core.ask(core.who.manager, 'orders:quote', { orderId, items });
  if (quoted.ok)
    await ask(counter, 'orders:amend', { orderId, version, items, total: quoted.value.after.total });
};

const act = async (counter: Counter, orderId: OrderId, what: Act, n: number): Promise<void> => {
  const seen = await detail(counter, orderId);
  const { version, history, payments } = seen;
  const on = { orderId, version };
  switch (what) {
    case 'undo':
      return ask(counter, 'orders:undo', {
        orderId,
        historyId: history.find(({ undoableUntil }) => undoableUntil !== null)?.historyId ?? 0,
      });
    case 'pay':
      return ask(counter, 'orders:recordPayment', {
        orderId,
        kind: 'payment',
        amount: n,
        method: 'cash',
        tillReceipt: null,
      });
    case 'correct': {
      const [payment] = payments;
      if (!payment) return;
      return ask(counter, 'orders:correctPayment', { orderId, paymentId: payment.paymentId, reason: 'typo' });
    }
    case 'note':
      return ask(counter, 'orders:setNote', {
        ...on,
        note: n > 4 ? `note ${n}` : (seen.note ?? ''),
        place: `B${n}`,
      });
    case 'remind':
      return ask(counter, 'orders:recordReminder', on);
    case 'handOver':
      return ask(counter, 'orders:handOver', {
        ...on,
        proof: { kind: 'knownInPerson', reason: 'neighbour' },
        unpaidReason: 'later',
      });
    case 'reprint':
      return ask(counter, 'orders:reprint', { ...on, photoIds: null, reason: 'scratched' });
    case 'amend':
      return amend(counter, orderId, n);
    case 'rename':
      return rename(counter, orderId, n);
    default:
      return ask(counter, 'orders:changeStatus', { ...on, to: what, reason: 'because' });
  }
};

/** What was changed here and not sent is left as it is by what comes (I6). */
const give = (counter: Counter, orderId: OrderId): void => {
  const waits = sql`SELECT 1 FROM outbox WHERE state = 'pending' AND entity_id = ${orderId}`;
  const before = shared(counter, orderId);
  const isWaiting = counter.core.deps.read.get(waits) !== undefined;
  store.central.give(counter);
  if (isWaiting) expect(shared(counter, orderId)).toEqual(before);
};

const line = async (counter: Counter, orderId: OrderId, what: Line): Promise<void> => {
  if (what === 'take') store.central.take(counter);
  if (what === 'takeOne') store.central.take(counter, 1);
  if (what === 'give') give(counter, orderId);
  if (what === 'time') {
    counter.core.clock.pass(UNDO_MS);
    await counter.core.features.production.runDue();
  }
  if (what === 'files' && counter === store.b) await store.filesCome(counter, orderId);
};

const isLine = (what: Step['act']): what is Line => SENDING.some((one) => one === what);

describe('two counters and whatever is done at them', () => {
  it('[I5, I6] agree with central once all is sent, and nothing unsent is ever written over', async () => {
    const runs = Number(process.env['LETE_SYNC_RUNS'] ?? 60);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const { a, b, central } = store;
        const { orderId } = await placeForTest(a.core);
        store.sync();
        for (const { at, act: what, n } of steps) {
          const counter = at === 'a' ? a : b;
          if (isLine(what)) await line(counter, orderId, what);
          else await act(counter, orderId, what, n);
        }
        store.sync();
        const document = central.orders.get(orderId)?.document;
        expect(shared(a, orderId)).toEqual(document && sharedOf(document));
        expect(shared(b, orderId)).toEqual(shared(a, orderId));
      }),
      { numRuns: runs },
    );
  }, 120_000);
});
