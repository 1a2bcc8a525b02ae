import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCentral, type TestCentral } from '../../tests/sync/tools/central.ts';
import { consentRecord } from '../../tests/sync/tools/consents.ts';
import { DATABASES } from '../../tests/sync/tools/databases.ts';
import {
  levelQueue,
  messaging,
  moving,
  newOrder,
  type NewOp,
  noting,
  person,
  placing,
  type Queue,
  restricting,
} from '../../tests/sync/tools/queue.ts';
import { enrolTerminal, type TestTerminal } from '../../tests/sync/tools/terminal.ts';
import { FeedAnswer } from '../../shared/sync/endpoints.ts';
import type { NewOrder, OrderDocument } from '../../shared/sync/orderDocument.ts';
import { cutOldContacts } from './oldContacts.ts';
import { dropOldMessages } from './oldMessages.ts';

const DAY = 86_400_000;

describe.each(DATABASES)('contacts that have served, on %s', (_name, open) => {
  let central: TestCentral;
  let terminal: TestTerminal;
  let queue: Queue;
  beforeAll(async () => {
    central = await startCentral(await open());
    terminal = await enrolTerminal(central, '01', 'counter');
    queue = await levelQueue(terminal);
  });
  afterAll(() => central.end());

  const send = async (...ops: readonly NewOp[]): Promise<void> => {
    const { body } = await queue.send(...ops);
    expect(body.results.map(({ status }) => status)).toEqual(ops.map(() => 'applied'));
  };
  const pass = async (days: number): Promise<void> => {
    central.clock.now += days * DAY;
    await terminal.renew();
  };
  let n = 0;
  const orderOf = (changed: Partial<NewOrder> = {}): NewOrder => {
    n += 1;
    const who = { ...person(`made.up.${n}@example.com`), phone: `+3712${n}000000`.slice(0, 12) };
    return { ...newOrder('01', who as never), placedAt: central.clock.now, n: n + 100, ...changed };
  };
  /** Places the order and hands it over on the same day. */
  const pickedUp = async (order = orderOf()): Promise<NewOrder> => {
    const { orderId } = order;
    const last = moving(orderId, 'ready', 'picked_up');
    await send(
      placing(order),
      moving(orderId, 'placed', 'in_production'),
      moving(orderId, 'in_production', 'ready'),
      { ...last, body: { ...(last.body as object), closedAt: central.clock.now } },
    );
    return order;
  };
  const at = async ({ orderId }: NewOrder) => {
    const [row] = await central.db.transaction({ role: 'owner' }, (sql) =>
      sql.query<{ document: string; email: string | null; phone: string | null; ref: string | null }>(
        'SELECT document, email, phone, subject_ref AS ref FROM orders WHERE order_id = $1',
        [orderId],
      ),
    );
    if (row === undefined) throw new Error('no order');
    return { ...row, document: JSON.parse(row.document) as OrderDocument };
  };
  const hasContact = async (order: NewOrder): Promise<boolean> => {
    const row = await at(order);
    const has = row.document.person !== null;
    expect([row.email !== null, row.phone !== null, row.ref !== null]).toEqual([has, has, has]);
    return has;
  };
  const say = (event: 'given' | 'withdrawn', subjectRef: string): NewOp =>
    consentRecord({
      event,
      subjectRef,
      purpose: 'marketing.offers',
      channel: 'email',
      at: central.clock.now,
    });
  const cut = (): Promise<number> => cutOldContacts(central.central);

  it('[P27, PRV-3] are taken off an order 90 days after it was picked up, with all words of people; its facts stay', async () => {
    const order = await pickedUp();
    await send(noting(order.orderId, 'Zvana Anna', 4));
    await pass(89);
    expect(await cut()).toBe(0);
    expect(await hasContact(order)).toBe(true);
    await pass(2);
    expect(await cut()).toBe(1);
    expect(await hasContact(order)).toBe(false);
    const { document } = await at(order);
    expect(JSON.stringify(document)).not.toMatch(/Anna|made\.up|ABC-123/);
    expect(document).toMatchObject({
      orderId: order.orderId,
      status: 'picked_up',
      note: null,
      claimCode: null,
    });
    expect(document.history).toHaveLength(4);
    expect(await cut()).toBe(0);
  });

  it('[P27, PRV-3] of an order that nobody fetched go 90 days after its photos did', async () => {
    const order = orderOf();
    await send(placing(order));
    await pass(179);
    expect(await cut()).toBe(0);
    await pass(2);
    expect(await cut()).toBe(1);
    expect(await hasContact(order)).toBe(false);
  });

  it('[P27, PRV-3] an order that is picked up late keeps its contact from that day on', async () => {
    const order = orderOf();
    await send(placing(order));
    expect(await cut()).toBe(0);
    await pass(100);
    const last = moving(order.orderId, 'ready', 'picked_up');
    await send(
      moving(order.orderId, 'placed', 'in_production'),
      moving(order.orderId, 'in_production', 'ready'),
      { ...last, body: { ...(last.body as object), closedAt: central.clock.now } },
    );
    await pass(85);
    expect(await cut()).toBe(0);
    await pass(6);
    expect(await cut()).toBe(1);
  });

  it('[P27, PRV-3] what is written on a cut order later goes as well', async () => {
    const order = await pickedUp();
    await pass(91);
    expect(await cut()).toBe(1);
    await send(noting(order.orderId, 'Anna zvanīja', 4));
    expect((await at(order)).document.note).toBe('Anna zvanīja');
    expect(await cut()).toBe(1);
    expect((await at(order)).document.note).toBeNull();
  });

  it('[P15, P27] the e-mail or phone to which a consent holds stays for it alone, until it is withdrawn', async () => {
    const order = await pickedUp();
    const subjectRef = order.person?.subjectRef ?? '';
    await send(say('given', subjectRef));
    await pass(91);
    expect(await cut()).toBe(1);
    const { email, phone, ref, document } = await at(order);
    expect({ email, phone, ref }).toEqual({ email: order.person?.email, phone: null, ref: subjectRef });
    expect(document.person).toEqual({ ...order.person, name: null, address: null, phone: null });
    await send(say('withdrawn', subjectRef));
    await pass(1);
    expect(await cut()).toBe(1);
    expect(await hasContact(order)).toBe(false);
  });

  it('[P15, C9] a withdrawal holds for the contact after it went from the order', async () => {
    const order = await pickedUp();
    const email = order.person?.email ?? '';
    const subjectRef = order.person?.subjectRef ?? '';
    const withdrawnAt = central.clock.now;
    await send(say('withdrawn', subjectRef));
    await pass(91);
    await cut();
    const rows = await central.db.transaction({ role: 'owner' }, (sql) =>
      sql.query<{ channel: string; since: number }>(
        'SELECT channel, since FROM suppression WHERE since = $1',
        [withdrawnAt],
      ),
    );
    expect(email).not.toBe('');
    expect(rows).toEqual([{ channel: 'email', since: withdrawnAt }]);
  });

  it('[P33, R6] of a restricted person stay until the restriction is lifted', async () => {
    const order = await pickedUp();
    const subjectRef = order.person?.subjectRef ?? '';
    await send(restricting(subjectRef, central.clock.now));
    await pass(200);
    expect(await cut()).toBe(0);
    expect(await hasContact(order)).toBe(true);
    await send(restricting(subjectRef, null));
    await pass(2);
    expect(await cut()).toBe(1);
  });

  it('[P27] terminals go on from an order that was cut as from any other', async () => {
    const order = await pickedUp();
    await pass(91);
    await cut();
    await send(noting(order.orderId, 'Aploksne atrasta', 4));
    const answer = await terminal.call('GET', '/v1/feed?scope=store:01');
    const { items } = FeedAnswer.parse(answer.body);
    const state = items.findLast(({ id }) => id === order.orderId)?.state as OrderDocument;
    expect(state).toMatchObject({ person: null, note: 'Aploksne atrasta' });
  });

  it('[P27] a message goes 90 days after it came to its end, one that waits or is of a restricted person stays', async () => {
    const [done, held, waiting] = [await pickedUp(), await pickedUp(), await pickedUp()];
    const ops = [done, held, waiting].map((order) => messaging('order.ready', order));
    await send(...ops);
    await send(restricting(held.person?.subjectRef ?? '', central.clock.now));
    await central.db.transaction({ role: 'owner' }, (sql) =>
      sql.query(
        `UPDATE message SET state = 'sent', letter = NULL, state_at = $1 WHERE message_id = ANY ($2::text[])`,
        [central.clock.now, ops.slice(0, 2).map(({ entityId }) => entityId)],
      ),
    );
    await pass(89);
    expect(await dropOldMessages(central.db, central.clock.now)).toBe(0);
    await pass(2);
    expect(await dropOldMessages(central.db, central.clock.now)).toBe(1);
    const left = await central.db.transaction({ role: 'owner' }, (sql) =>
      sql.query<{ id: string }>('SELECT message_id AS id FROM message'),
    );
    expect(new Set(left.map(({ id }) => id))).toEqual(new Set([ops[1]?.entityId, ops[2]?.entityId]));
  });
});
