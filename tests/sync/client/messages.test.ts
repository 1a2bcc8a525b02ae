import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCode } from '../../../central/enrolment/createCode.ts';
import { type Receiver, startReceiver } from '../../../central/mail/returns/receiver.ts';
import { createSmtpMailer } from '../../../central/mail/smtpMailer.ts';
import { sql } from '../../../electron/core/db/sql.ts';
import type { OrderStatus } from '../../../shared/domain/orderStatus.ts';
import { UNDO_MS } from '../../../shared/domain/orderStatus.ts';
import { BY_EMAIL, FREE_START, placeForTest } from '../../integration/harness/orders.ts';
import { createTestCore } from '../../integration/harness/testCore.ts';
import { startCentral, type TestCentral } from '../tools/central.ts';
import { type CounterCore, counterFeatures } from '../tools/counterCore.ts';
import { freshPostgres } from '../tools/databases.ts';
import { type MailServer, startMailServer } from '../tools/mailServer.ts';
import { bring, returnedMail } from '../tools/returnedMail.ts';

const RETURNS = 'returns.example.org';

let server: MailServer;
let central: TestCentral;
let receiver: Receiver;
let a: CounterCore;
let b: CounterCore;

const createCounter = async (): Promise<CounterCore> => {
  const core = await createTestCore(counterFeatures);
  core.set(FREE_START);
  const shopId = core.deps.settings(core.deps.read).store.code as never;
  const { code } = await createCode(central.central, { shopId, role: 'counter' });
  const { port } = central.app.server.address() as AddressInfo;
  await core.get(core.who.manager, 'sync:enrol', { url: `http://127.0.0.1:${port}`, code });
  core.features.sync.start?.();
  return core;
};

/** Wakes who has something to send, as each commit does in the app; to wake others would only cut their feed short. */
const wakeSenders = (): void => {
  for (const { deps, features } of [a, b])
    if (deps.read.get(sql`SELECT 1 AS one FROM outbox WHERE state = 'pending' LIMIT 1`)) features.sync.wake();
};

const soon = (check: () => void | Promise<void>): Promise<void> =>
  vi.waitFor(
    () => {
      wakeSenders();
      return check();
    },
    { timeout: 60_000, interval: 200 },
  );

beforeAll(async () => {
  server = await startMailServer({ tls: false });
  central = await startCentral(await freshPostgres(), {
    returnDomain: RETURNS,
    mailer: createSmtpMailer({
      host: '127.0.0.1',
      port: server.port,
      tls: 'none',
      from: 'info@example.org',
    }),
  });
  await central.app.listen({ port: 0, host: '127.0.0.1' });
  const place = { domain: RETURNS, host: '127.0.0.1', port: 0, tls: null };
  receiver = await startReceiver(central.central, place);
  a = await createCounter();
  b = await createCounter();
});
afterAll(async () => {
  for (const core of [a, b]) await core.features.sync.stop();
  for (const core of [a, b]) await core.close();
  await receiver.close();
  await central.end();
  await server.end();
});

beforeEach(() => {
  server.answer({});
  server.beforeAnswer(() => undefined);
});

const detail = (core: CounterCore, orderId: never) => core.get(core.who.manager, 'orders:get', { orderId });

const step = async (core: CounterCore, orderId: never, to: OrderStatus): Promise<void> => {
  const { version } = await detail(core, orderId);
  await core.get(core.who.staff, 'orders:changeStatus', { orderId, version, to, reason: null });
  core.clock.pass(UNDO_MS);
  await core.features.production.runDue();
};

/** The order's message that it is ready, as a counter shows it. */
const readyMessage = async (core: CounterCore, orderId: never) =>
  (await detail(core, orderId)).messages.find(({ template }) => template === 'order.ready');

/** How often central has tried the order's message, once it is not at it any more. */
const triesOf = async (orderId: string): Promise<number | undefined> => {
  const rows = await central.db.transaction({ role: 'mail' }, (run) =>
    run.query<{ tries: number }>(
      `SELECT tries FROM message WHERE order_id = $1 AND template = 'order.ready' AND state <> 'sending'`,
      [orderId],
    ),
  );
  return rows[0]?.tries;
};

const makeReadyAndTell = async (): Promise<never> => {
  const { orderId } = await placeForTest(a, { contact: BY_EMAIL });
  await step(a, orderId as never, 'in_production');
  await step(a, orderId as never, 'ready');
  await soon(() => expect(a.features.messages.handOver() > 0).toBe(true));
  return orderId as never;
};

describe('a message of a counter, by the real central and a real mail server', () => {
  it('[NOT-1] [NOT-3] [P31] reaches the customer at the contact of now, and both counters say so', async () => {
    server.answer({ recipient: 450 });
    const orderId = await makeReadyAndTell();
    await soon(async () => expect(await triesOf(orderId)).toBe(1));
    server.answer({});
    central.clock.now += 120_000;
    await soon(() => expect(server.received.flatMap(({ to }) => to)).toContain('ilze@example.org'));
    for (const core of [a, b])
      await soon(async () => {
        expect(await readyMessage(core, orderId)).toMatchObject({ state: 'sent', uncertain: false });
        expect((await detail(core, orderId)).status).toBe('notified');
      });
  });

  it('[NOT-3] comes back: both counters have a call to make, and one call is enough', async () => {
    server.answer({ recipient: 550 });
    const orderId = await makeReadyAndTell();
    for (const core of [a, b])
      await soon(async () => {
        expect(await readyMessage(core, orderId)).toMatchObject({ state: 'bounced', toCall: true });
      });
    // The clocks of two counters agree.
    b.clock.pass(10 * UNDO_MS);
    const messageId = (await readyMessage(b, orderId))?.messageId ?? '';
    await b.get(b.who.staff, 'messages:recordCall', { messageId });
    await soon(async () => expect((await detail(a, orderId)).status).toBe('notified'));
    expect((await readyMessage(a, orderId))?.toCall).toBe(false);
  });

  it('[NOT-3] may have arrived: it is said so, is not sent again, and is to be called', async () => {
    server.beforeAnswer(() => server.cut());
    const before = server.texts();
    const orderId = await makeReadyAndTell();
    await soon(async () => {
      expect(await readyMessage(a, orderId)).toMatchObject({
        state: 'bounced',
        uncertain: true,
        toCall: true,
      });
    });
    expect(server.texts() - before).toBe(1);
  });

  it('[NOT-3] comes back after it was sent: both counters have a call to make, and one call is enough', async () => {
    const before = server.received.length;
    const orderId = await makeReadyAndTell();
    for (const core of [a, b])
      await soon(async () => {
        expect(await readyMessage(core, orderId)).toMatchObject({ state: 'sent', toCall: false });
        expect((await detail(core, orderId)).status).toBe('notified');
      });
    const to = server.received[before]?.from ?? '';
    const text = returnedMail('postfixFailed', to);
    expect([await bring(receiver.port, { to, text }), await bring(receiver.port, { to, text })]).toEqual([
      250, 250,
    ]);
    for (const core of [a, b])
      await soon(async () => {
        expect(await readyMessage(core, orderId)).toMatchObject({
          state: 'bounced',
          uncertain: false,
          toCall: true,
        });
      });
    b.clock.pass(10 * UNDO_MS);
    const messageId = (await readyMessage(b, orderId))?.messageId ?? '';
    await b.get(b.who.staff, 'messages:recordCall', { messageId });
    for (const core of [a, b])
      await soon(async () => expect((await readyMessage(core, orderId))?.toCall).toBe(false));
  });
});
