import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startCentral, type TestCentral } from '../../../tests/sync/tools/central.ts';
import { DATABASES } from '../../../tests/sync/tools/databases.ts';
import { type MailServer, startMailServer } from '../../../tests/sync/tools/mailServer.ts';
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
} from '../../../tests/sync/tools/queue.ts';
import { bring, returnedMail } from '../../../tests/sync/tools/returnedMail.ts';
import { enrolTerminal, type TestTerminal } from '../../../tests/sync/tools/terminal.ts';
import { FeedAnswer } from '../../../shared/sync/endpoints.ts';
import type { MessageStanding } from '../../../shared/sync/messageDocument.ts';
import { createSender, type Sender } from '../sender.ts';
import { createSmtpMailer } from '../smtpMailer.ts';
import { type Receiver, startReceiver } from './receiver.ts';

const DAY = 86_400_000;
const DOMAIN = 'returns.example.org';

describe.each(DATABASES)('a message that comes back to central on %s', (_name, open) => {
  let central: TestCentral;
  let server: MailServer;
  let receiver: Receiver;
  let terminal: TestTerminal;
  let queue: Queue;
  let sender: Sender;
  const lines: unknown[] = [];
  beforeAll(async () => {
    server = await startMailServer({ tls: false });
    central = await startCentral(await open(), { returnDomain: DOMAIN });
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
    const logged = { ...central.central, mailer, log };
    sender = createSender(logged, () => 1);
    receiver = await startReceiver(logged, { domain: DOMAIN, host: '127.0.0.1', port: 0, tls: null });
  });
  afterAll(async () => {
    await receiver.close();
    await central.end();
    await server.end();
  });
  beforeEach(() => {
    server.beforeAnswer(() => undefined);
    lines.length = 0;
  });

  const send = async (...ops: readonly NewOp[]): Promise<void> => {
    const { body } = await queue.send(...ops);
    expect(body.results.map(({ status }) => status)).toEqual(ops.map(() => 'applied'));
  };
  const work = async (): Promise<void> => {
    while (await sender.step());
  };
  const feed = async (after = '') =>
    FeedAnswer.parse((await terminal.call('GET', `/v1/feed?scope=store:01${after}`)).body);
  /** All that the store was told of the message, oldest first, each as it stands now. */
  const rowsOf = async (messageId: string) => (await feed()).items.filter(({ id }) => id === messageId);
  const told = async (messageId: string): Promise<MessageStanding> =>
    (await rowsOf(messageId)).at(-1)?.state as MessageStanding;
  const ready = async (email = `${Math.random().toString(36).slice(2)}@example.com`) => {
    const order = { ...newOrder('01', person(email)), notify: 'email' as const };
    await send(
      placing(order),
      moving(order.orderId, 'placed', 'in_production'),
      moving(order.orderId, 'in_production', 'ready'),
    );
    const op = messaging('order.ready', order);
    await send(op);
    return { order, email, op, id: op.entityId, subjectRef: order.person?.subjectRef ?? '' };
  };
  const mailTo = (email: string) => server.received.find(({ to }) => to.includes(email));
  /** A message that the mail server took, and where it goes back to. */
  const sent = async (email?: string) => {
    const message = await ready(email);
    await work();
    expect(await told(message.id)).toMatchObject({ state: 'sent' });
    return { ...message, to: mailTo(message.email)?.from ?? '' };
  };
  const back = (to: string, name = 'postfixFailed', from = '') =>
    bring(receiver.port, { from, to, text: returnedMail(name, to) });

  it('[NOT-3] is bounced for its store, by the report alone', async () => {
    const { id, to } = await sent('anna.paraugs@example.com');
    const { cursor } = await feed();
    expect(await back(to)).toBe(250);
    const { items } = await feed(`&cursor=${cursor}`);
    expect(items).toMatchObject([{ id, state: { state: 'bounced', reason: null } }]);
    expect(lines.at(-1)).toEqual([
      'message_returned',
      { message: id, template: 'order.ready', code: '5.1.1' },
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/paraugs|example|K-027/);
    const { body } = await central.app.inject({ url: '/metrics' });
    expect(body).toMatch(/lete_messages\{channel="email",state="bounced"\} 1/);
  });

  it('[NOT-3] has an address of its own that names nobody, and a sender that people know', async () => {
    const [one, other] = [await sent('zane.paraugs@example.com'), await sent()];
    const [local = '', domain] = one.to.split('@');
    expect(domain).toBe(DOMAIN);
    expect(local).toMatch(new RegExp(`^01-${one.id.toLowerCase()}-[0-9a-f]{32}$`));
    expect(local.length).toBeLessThanOrEqual(64);
    expect(one.to).not.toBe(other.to);
    const mail = mailTo(one.email);
    expect(mail?.text).toMatch(/^From: Fotolukss <info@example\.org>\r$/m);
    expect(mail?.text).not.toContain(local);
    expect(mail?.ret).toBe('HDRS');
  });

  it('[NOT-3] twice is once', async () => {
    const { id, to } = await sent();
    expect(await back(to)).toBe(250);
    const rows = await rowsOf(id);
    expect([await back(to), await back(to.toUpperCase()), await back(to, 'eximFailed')]).toEqual([
      250, 250, 250,
    ]);
    expect(await rowsOf(id)).toEqual(rows);
    expect(lines.filter((line) => JSON.stringify(line).includes('message_returned'))).toHaveLength(1);
  });

  it('[NOT-3] reports that come at once are noted once', async () => {
    const { id, to } = await sent();
    expect(await Promise.all([back(to), back(to), back(to)])).toEqual([250, 250, 250]);
    expect(await told(id)).toMatchObject({ state: 'bounced' });
    expect(lines.filter((line) => JSON.stringify(line).includes('message_returned'))).toHaveLength(1);
  });

  it.each(['outOfOffice', 'postfixDelayed', 'delivered', 'readReceipt', 'passedOn', 'qmailFailed'])(
    '[NOT-3] %s changes nothing, and is not sent back either',
    async (name) => {
      const { id, to } = await sent();
      const rows = await rowsOf(id);
      lines.length = 0;
      expect(await back(to, name)).toBe(250);
      expect(await rowsOf(id)).toEqual(rows);
      expect(lines).toEqual(name === 'qmailFailed' ? [['bounce_unread', { message: id }]] : []);
    },
  );

  it('[NOT-3] what somebody sends under a name of their own is read by nobody', async () => {
    const { id, to } = await sent();
    expect(await back(to, 'postfixFailed', 'anna.paraugs@example.com')).toBe(250);
    expect(await told(id)).toMatchObject({ state: 'sent' });
  });

  it('[NOT-3] a report that is quicker than the answer of the server comes again', async () => {
    const message = await ready();
    let early = 0;
    server.beforeAnswer(async () => {
      const to = central.central.returnAddresses?.of({ shopId: '01', messageId: message.id }) ?? '';
      early = await back(to);
    });
    await work();
    expect(early).toBe(451);
    expect(await told(message.id)).toMatchObject({ state: 'sent' });
    expect(await back(mailTo(message.email)?.from ?? '')).toBe(250);
    expect(await told(message.id)).toMatchObject({ state: 'bounced' });
  });

  it('[NOT-3] one that may have arrived is known not to have', async () => {
    const { id } = await ready();
    server.beforeAnswer(() => server.cut());
    await work();
    expect(await told(id)).toMatchObject({ state: 'uncertain' });
    const to = central.central.returnAddresses?.of({ shopId: '01', messageId: id }) ?? '';
    expect(await back(to)).toBe(250);
    expect(await told(id)).toMatchObject({ state: 'bounced' });
  });

  it('[NOT-3] one that was cancelled stays so', async () => {
    const { order, id } = await ready();
    await send(moving(order.orderId, 'ready', 'notified'));
    await work();
    const to = central.central.returnAddresses?.of({ shopId: '01', messageId: id }) ?? '';
    expect(await back(to)).toBe(250);
    expect(await told(id)).toMatchObject({ state: 'cancelled', reason: 'overtaken' });
  });

  it('[NOT-3] staff may have it told again', async () => {
    const { order, to, email } = await sent();
    await back(to);
    const again = messaging('order.ready', order);
    await send(again);
    await work();
    expect(await told(again.entityId)).toMatchObject({ state: 'sent' });
    expect(server.received.filter((mail) => mail.to.includes(email))).toHaveLength(2);
  });

  it('[NOT-3] [I7] nothing comes back of who was erased meanwhile', async () => {
    const { order, id, to, subjectRef } = await sent();
    await send(erasing([order.orderId], [subjectRef]));
    await queue.level();
    const gone = await rowsOf(id);
    lines.length = 0;
    expect(await back(to)).toBe(250);
    expect(await rowsOf(id)).toEqual(gone);
    const left = await central.db.transaction({ role: 'owner' }, (sql) =>
      sql.query('SELECT 1 AS one FROM message WHERE message_id = $1', [id]),
    );
    expect([left, lines]).toEqual([[], []]);
  });

  it('[NOT-3] an SMS goes by its gateway under the sender that the gateway knows', async () => {
    const who = { ...person(), phone: '+37129998877' };
    const order = { ...newOrder('01', who as never), notify: 'sms' as const };
    await send(placing(order), messaging('order.placed', order, { channel: 'sms' }));
    await work();
    expect(mailTo('37129998877@sms.example.org')?.from).toBe('info@example.org');
  });

  it('[NOT-3] a month later is too late to call', async () => {
    const { id, to } = await sent();
    central.clock.now += 31 * DAY;
    await terminal.renew();
    expect(await back(to)).toBe(250);
    expect(await told(id)).toMatchObject({ state: 'sent' });
  });
});
