import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSender, type Sender } from '../../../central/mail/sender.ts';
import { createSmtpMailer } from '../../../central/mail/smtpMailer.ts';
import { startCentral, type TestCentral } from '../tools/central.ts';
import { freshPostgres } from '../tools/databases.ts';
import { type MailServer, startMailServer } from '../tools/mailServer.ts';
import { levelQueue, messaging, newOrder, person, placing } from '../tools/queue.ts';
import { enrolTerminal } from '../tools/terminal.ts';
import { TEST_CERTIFICATE } from '../tools/testCertificate.ts';

const MAIN = join(import.meta.dirname, '../../../central/main.ts');
const HOUR = 60 * 60_000;
const SOON = { timeout: 60_000, interval: 50 };

describe('[F22] central that is killed while it sends', () => {
  let folder: string;
  let db: Awaited<ReturnType<typeof freshPostgres>>;
  let server: MailServer;
  let central: TestCentral;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lete-mail-'));
    writeFileSync(join(folder, 'ca.pem'), TEST_CERTIFICATE);
    db = await freshPostgres();
    server = await startMailServer({ user: 'lete', password: 'made up' });
    central = await startCentral(db, { folder: join(folder, 'central') });
    // The killed one has the clock of this machine.
    central.clock.now = Date.now();
  });
  afterAll(async () => {
    await central.end();
    await server.end();
    rmSync(folder, { recursive: true, force: true });
  });

  const queueMessage = async (email: string): Promise<string> => {
    const queue = await levelQueue(await enrolTerminal(central, '01', 'counter'));
    const order = { ...newOrder('01', person(email)), notify: 'email' as const };
    const op = messaging('order.placed', order);
    const { body } = await queue.send(placing(order), op);
    expect(body.results.map(({ status }) => status)).toEqual(['applied', 'applied']);
    return op.entityId;
  };
  /** A real central over the same database, folder and mail server, set up by its surroundings alone. */
  const start = (): ChildProcess =>
    spawn(process.execPath, [MAIN], {
      stdio: 'ignore',
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: db.url,
        LETE_CENTRAL_FOLDER: central.folder,
        LETE_CENTRAL_PORT: '0',
        LETE_CENTRAL_SMTP_HOST: '127.0.0.1',
        LETE_CENTRAL_SMTP_PORT: String(server.port),
        LETE_CENTRAL_SMTP_USER: 'lete',
        LETE_CENTRAL_SMTP_PASSWORD: 'made up',
        LETE_CENTRAL_MAIL_FROM: 'Fotolukss <info@example.org>',
        NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem'),
      },
    });
  const kill = async (process: ChildProcess): Promise<void> => {
    process.kill('SIGKILL');
    await once(process, 'exit');
  };
  const stateOf = async (messageId: string): Promise<string | undefined> => {
    const rows = await db.transaction({ role: 'mail' }, (sql) =>
      sql.query<{ state: string }>('SELECT state FROM message WHERE message_id = $1', [messageId]),
    );
    return rows[0]?.state;
  };
  const senderOf = (of: TestCentral): Sender =>
    createSender({
      ...of.central,
      mailer: createSmtpMailer({
        host: '127.0.0.1',
        port: server.port,
        tls: 'none',
        from: 'info@example.org',
      }),
    });

  it('[NOT-1] sends with STARTTLS and a login, as its surroundings say', async () => {
    const messageId = await queueMessage('anna@example.com');
    const process = start();
    await expect.poll(() => server.received.length, SOON).toBe(1);
    expect(server.received[0]).toMatchObject({ to: ['anna@example.com'], secure: true, user: 'lete' });
    await expect.poll(() => stateOf(messageId), SOON).toBe('sent');
    await kill(process);
  });

  it('[I2] between the text and the answer: it may have gone, and is never sent again', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    server.beforeAnswer(() => held);
    const before = server.texts();
    const messageId = await queueMessage('zane@example.com');
    const process = start();
    await expect.poll(() => server.texts() - before, SOON).toBe(1);
    await kill(process);
    release();
    server.beforeAnswer(() => undefined);
    expect(await stateOf(messageId)).toBe('sending');
    central.clock.now += HOUR;
    const sender = senderOf(central);
    await sender.settleLeft();
    while (await sender.step());
    expect(await stateOf(messageId)).toBe('uncertain');
    expect(server.texts() - before).toBe(1);
  });

  it('[I2] a database that was set back sends nothing again that went out', async () => {
    const gone = server.received.length;
    const sent = await db.transaction({ role: 'owner' }, (sql) =>
      sql.query<{
        id: string;
      }>(`UPDATE message SET state = 'queued', letter = '{"title":"–","paragraphs":["–"]}'
        WHERE state IN ('sent', 'uncertain') RETURNING message_id AS id`),
    );
    expect(sent).toHaveLength(2);
    const sender = senderOf(central);
    while (await sender.step());
    expect(server.received.length).toBe(gone);
    const states = await Promise.all(sent.map(async ({ id }) => (await stateOf(id)) ?? ''));
    expect(states.toSorted()).toEqual(['sent', 'uncertain']);
  });

  it('refuses a mail server that cannot encrypt, and says nothing of the message to it', async () => {
    const plain = await startMailServer({ tls: false });
    const mailer = createSmtpMailer({
      host: '127.0.0.1',
      port: plain.port,
      tls: 'starttls',
      from: 'info@example.org',
    });
    const mail = {
      messageId: '01K4Z2W6Y4W0V5N7D3B1A8C9B0',
      channel: 'email',
      to: 'anna@example.com',
      locale: 'lv',
      returnTo: null,
      title: '–',
      paragraphs: ['–'],
    } as const;
    expect(await mailer.send(mail)).toMatchObject({ kind: 'later' });
    expect(plain.texts()).toBe(0);
    await plain.end();
    // Encrypted, but by nobody known.
    const unknown = createSmtpMailer({
      host: '127.0.0.1',
      port: server.port,
      tls: 'starttls',
      from: 'info@example.org',
    });
    const before = server.texts();
    expect(await unknown.send(mail)).toMatchObject({ kind: 'later' });
    expect(server.texts()).toBe(before);
  });

  it('[I2] [NOT-3] two senders at once send each message once', async () => {
    await server.end();
    server = await startMailServer({ tls: false });
    const people = Array.from({ length: 12 }, (_, n) => `many${n}@example.com`);
    for (const email of people) await queueMessage(email);
    const senders = [senderOf(central), senderOf(central), senderOf(central)];
    await Promise.all(
      senders.map(async (sender) => {
        while (await sender.step());
      }),
    );
    expect(server.received.flatMap(({ to }) => to).toSorted()).toEqual(people.toSorted());
  });
});
