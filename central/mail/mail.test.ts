import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { consentRecord } from '../../tests/sync/tools/consents.ts';
import { startCentral, type TestCentral } from '../../tests/sync/tools/central.ts';
import { DATABASES } from '../../tests/sync/tools/databases.ts';
import { type MailServer, startMailServer } from '../../tests/sync/tools/mailServer.ts';
import {
  erasing,
  levelQueue,
  messaging,
  moving,
  newOrder,
  type NewOp,
  person,
  placing,
  type Queue,
  restricting,
} from '../../tests/sync/tools/queue.ts';
import { enrolTerminal, type TestTerminal } from '../../tests/sync/tools/terminal.ts';
import { FeedAnswer } from '../../shared/sync/endpoints.ts';
import type { MessageStanding } from '../../shared/sync/messageDocument.ts';
import { createSender, type Sender } from './sender.ts';
import { createSmtpMailer } from './smtpMailer.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe.each(DATABASES)('messages at central on %s', (_name, open) => {
  let central: TestCentral;
  let server: MailServer;
  let terminal: TestTerminal;
  let queue: Queue;
  let sender: Sender;
  let cursor = '';
  const lines: unknown[] = [];
  beforeAll(async () => {
    server = await startMailServer({ tls: false });
    central = await startCentral(await open());
    terminal = await enrolTerminal(central, '01', 'counter');
    queue = await levelQueue(terminal);
    const mailer = createSmtpMailer({
      host: '127.0.0.1',
      port: server.port,
      tls: 'none',
      from: 'Fotolukss <info@example.org>',
      smsDomain: 'sms.example.org',
    });
    const log = (...line: readonly unknown[]): void => void lines.push(line);
    sender = createSender({ ...central.central, mailer, log }, () => 1);
  });
  afterAll(async () => {
    await central.end();
    await server.end();
  });
  beforeEach(() => {
    server.answer({});
    server.beforeAnswer(() => undefined);
  });

  const send = async (...ops: readonly NewOp[]): Promise<void> => {
    const { body } = await queue.send(...ops);
    expect(body.results.map(({ status }) => status)).toEqual(ops.map(() => 'applied'));
  };
  const pass = async (ms: number): Promise<void> => {
    central.clock.now += ms;
    await terminal.renew();
  };
  /** All that may go now goes; answers what the store is told of the message. */
  const work = async (): Promise<void> => {
    while (await sender.step());
  };
  const told = async (messageId: string): Promise<MessageStanding> => {
    const answer = await terminal.call('GET', `/v1/feed?scope=store:01${cursor}`);
    const { items } = FeedAnswer.parse(answer.body);
    return items.findLast(({ id }) => id === messageId)?.state as MessageStanding;
  };
  const ready = async (email = `${Math.random().toString(36).slice(2)}@example.com`) => {
    const order = { ...newOrder('01', person(email)), notify: 'email' as const };
    await send(
      placing(order),
      moving(order.orderId, 'placed', 'in_production'),
      moving(order.orderId, 'in_production', 'ready'),
    );
    return { order, email, subjectRef: order.person?.subjectRef ?? '' };
  };
  const mailsTo = (email: string) => server.received.filter(({ to }) => to.includes(email));

  it('[NOT-1] [NOT-4] sends once, says so to the store, and keeps no text', async () => {
    const { order, email } = await ready('anna.ready@example.com');
    const op = messaging('order.ready', order);
    await send(op);
    expect(await told(op.entityId)).toMatchObject({ state: 'queued', template: 'order.ready' });
    await work();
    await work();
    const [mail, ...more] = mailsTo(email);
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ from: 'info@example.org' });
    expect(mail?.text).toContain(`<${op.entityId.toLowerCase()}@example.org>`);
    expect(mail?.text).toContain('=?UTF-8?');
    expect(await told(op.entityId)).toMatchObject({ state: 'sent', reason: null });
    const left = await central.db.transaction({ role: 'owner' }, (sql) =>
      sql.query(
        `SELECT 1 AS one FROM message WHERE message_id = $1 AND letter IS NOT NULL
        UNION ALL SELECT 1 FROM op WHERE type LIKE 'message.%' AND body IS NOT NULL`,
        [op.entityId],
      ),
    );
    expect(left).toEqual([]);
    expect(JSON.stringify(lines)).not.toMatch(/anna|K-027/);
  });

  it('[NOT-3] two terminals that told of the same readiness reach the customer once', async () => {
    const { order, email } = await ready();
    const [first, second] = [messaging('order.ready', order), messaging('order.ready', order)];
    await send(first, second);
    await work();
    expect(mailsTo(email)).toHaveLength(1);
    expect([(await told(first.entityId)).state, (await told(second.entityId)).state].toSorted()).toEqual([
      'cancelled',
      'sent',
    ]);
  });

  it('[NOT-3] tries again later while the server asks to, and gives up after a day', async () => {
    const { order, email } = await ready();
    const op = messaging('order.ready', order);
    server.answer({ recipient: 451 });
    await send(op);
    await work();
    server.answer({});
    await work();
    expect(mailsTo(email)).toEqual([]);
    await pass(MINUTE);
    await work();
    expect(mailsTo(email)).toHaveLength(1);
    const other = await ready();
    const late = messaging('order.ready', other.order);
    server.answer({ text: 452 });
    await send(late);
    for (let hour = 0; hour < 30; hour += 1) {
      await work();
      await pass(HOUR);
    }
    expect(await told(late.entityId)).toMatchObject({ state: 'bounced' });
    expect(mailsTo(other.email)).toEqual([]);
  });

  it('[NOT-3] a refused recipient comes back as a bounce, and nothing is tried again', async () => {
    const { order, email } = await ready();
    const op = messaging('order.ready', order);
    server.answer({ recipient: 550 });
    await send(op);
    await work();
    server.answer({});
    await pass(HOUR);
    await work();
    expect(await told(op.entityId)).toMatchObject({ state: 'bounced' });
    expect(mailsTo(email)).toEqual([]);
  });

  it('[NOT-3] a line that ends while the server takes it is uncertain and not tried again', async () => {
    const { order, email } = await ready();
    const op = messaging('order.ready', order);
    const before = server.texts();
    server.beforeAnswer(() => server.cut());
    await send(op);
    await work();
    server.beforeAnswer(() => undefined);
    await pass(3 * HOUR);
    await work();
    await sender.settleLeft();
    expect(server.texts() - before).toBe(1);
    expect(await told(op.entityId)).toMatchObject({ state: 'uncertain' });
    expect(mailsTo(email).length).toBeLessThanOrEqual(1);
  });

  it('[NOT-2] [ORD-2] an order that has moved on meanwhile is not told of', async () => {
    const { order, email } = await ready();
    const op = messaging('order.ready', order);
    await send(op, moving(order.orderId, 'ready', 'notified'));
    await work();
    expect(await told(op.entityId)).toMatchObject({ state: 'cancelled', reason: 'overtaken' });
    expect(mailsTo(email)).toEqual([]);
  });

  it('[P33] [I8] a restricted person is told nothing until the restriction ends, but of their own request', async () => {
    const { order, email, subjectRef } = await ready();
    const [op, letter] = [messaging('order.ready', order), messaging('request.letter', order)];
    await send(op, letter, restricting(subjectRef, 5));
    await work();
    expect(mailsTo(email)).toHaveLength(1);
    expect([(await told(op.entityId)).state, (await told(letter.entityId)).state]).toEqual([
      'queued',
      'sent',
    ]);
    await send(restricting(subjectRef, null));
    await pass(5 * MINUTE);
    await work();
    expect(mailsTo(email)).toHaveLength(2);
  });

  it('[I7] nothing goes to who was erased after it was handed over, and none of it is left', async () => {
    const { order, email, subjectRef } = await ready();
    const op = messaging('order.ready', order);
    await send(op, erasing([order.orderId], [subjectRef]));
    await work();
    expect(mailsTo(email)).toEqual([]);
    await queue.level();
    const { body } = await queue.send(messaging('request.letter', order));
    expect(body.results).toMatchObject([{ status: 'rejected', code: 'erased' }]);
    await work();
    expect(mailsTo(email)).toEqual([]);
  });

  it('[C9] [P15] [I8] [E12] marketing needs a consent that holds at the moment of sending', async () => {
    const { order, email, subjectRef } = await ready('zane.offers@example.com');
    const say = (event: 'given' | 'withdrawn', at: number, who = subjectRef): NewOp =>
      consentRecord({ event, subjectRef: who, purpose: 'marketing.offers', channel: 'email', at });
    const offer = () => messaging('marketing.offers', order);
    const attempt = async (...before: readonly NewOp[]): Promise<string> => {
      const op = offer();
      await send(op, ...before);
      await work();
      const { state, reason } = await told(op.entityId);
      return reason ?? state;
    };
    const now = central.clock.now;
    expect(await attempt()).toBe('no_consent');
    expect(await attempt(say('given', now - 9))).toBe('sent');
    // Handed over while the consent held, and taken back before it could go.
    expect(await attempt(say('withdrawn', now - 8))).toBe('no_consent');
    expect(await attempt(say('given', now - 7))).toBe('sent');
    // The same contact in another order says no to all of it.
    const again = await ready(email);
    expect(
      await attempt(say('given', now - 6, again.subjectRef), say('withdrawn', now - 5, again.subjectRef)),
    ).toBe('no_consent');
    expect(mailsTo(email)).toHaveLength(2);
    await send(erasing([order.orderId, again.order.orderId], [subjectRef, again.subjectRef]));
    await queue.level();
    // Erased, the same contact comes again: an old yes does not count, a new one does.
    const back = await ready(email);
    const offerAgain = messaging('marketing.offers', back.order);
    await send(say('given', now - 4, back.subjectRef), offerAgain);
    await work();
    expect(await told(offerAgain.entityId)).toMatchObject({ reason: 'no_consent' });
    const last = messaging('marketing.offers', back.order);
    await send(say('given', central.clock.now + 1, back.subjectRef), last);
    await work();
    expect(await told(last.entityId)).toMatchObject({ state: 'sent' });
  });

  it('an SMS goes through the gateway, in the hours of the day', async () => {
    const who = { ...person(), phone: '+37129998877' };
    const order = { ...newOrder('01', who as never), notify: 'sms' as const };
    const op = messaging('order.placed', order, { channel: 'sms' });
    await send(placing(order), op);
    await pass(Date.UTC(2027, 0, 20, 22) - central.clock.now);
    await work();
    expect(mailsTo('37129998877@sms.example.org')).toEqual([]);
    await pass(Date.UTC(2027, 0, 21, 7) - central.clock.now);
    await work();
    expect(mailsTo('37129998877@sms.example.org')).toHaveLength(1);
  });
});
