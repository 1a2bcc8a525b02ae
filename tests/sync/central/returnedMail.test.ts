import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCentral, type TestCentral } from '../tools/central.ts';
import { freshPostgres } from '../tools/databases.ts';
import { freePort } from '../tools/freePort.ts';
import { type MailServer, startMailServer } from '../tools/mailServer.ts';
import { levelQueue, messaging, newOrder, person, placing } from '../tools/queue.ts';
import { bring, returnedMail } from '../tools/returnedMail.ts';
import { enrolTerminal } from '../tools/terminal.ts';

const MAIN = join(import.meta.dirname, '../../../central/main.ts');
const SOON = { timeout: 60_000, interval: 50 };

describe('a central that is told where mail comes back', () => {
  let folder: string;
  let db: Awaited<ReturnType<typeof freshPostgres>>;
  let server: MailServer;
  let central: TestCentral;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lete-returns-'));
    db = await freshPostgres();
    server = await startMailServer({ tls: false });
    central = await startCentral(db, { folder: join(folder, 'central') });
    // The one beside it has the clock of this machine.
    central.clock.now = Date.now();
  });
  afterAll(async () => {
    await central.end();
    await server.end();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A real central over the same database and folder, set up by its surroundings alone. */
  const start = (port: number) => {
    const child: ChildProcess = spawn(process.execPath, [MAIN], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: db.url,
        LETE_CENTRAL_FOLDER: central.folder,
        LETE_CENTRAL_PORT: '0',
        LETE_CENTRAL_SMTP_HOST: '127.0.0.1',
        LETE_CENTRAL_SMTP_PORT: String(server.port),
        LETE_CENTRAL_SMTP_TLS: 'none',
        LETE_CENTRAL_MAIL_FROM: 'Fotolukss <info@example.org>',
        LETE_CENTRAL_BOUNCE_DOMAIN: 'returns.example.org',
        LETE_CENTRAL_BOUNCE_PORT: String(port),
      },
    });
    let said = '';
    let complained = '';
    child.stdout?.on('data', (text) => (said += String(text)));
    child.stderr?.on('data', (text) => (complained += String(text)));
    return { child, said: () => said, complained: () => complained };
  };
  const stateOf = async (messageId: string): Promise<string | undefined> => {
    const rows = await db.transaction({ role: 'mail' }, (sql) =>
      sql.query<{ state: string }>('SELECT state FROM message WHERE message_id = $1', [messageId]),
    );
    return rows[0]?.state;
  };

  it('[NOT-3] takes what comes back to it, says so by id, and ends when it is asked to', async () => {
    const queue = await levelQueue(await enrolTerminal(central, '01', 'counter'));
    const order = { ...newOrder('01', person('anna.paraugs@example.com')), notify: 'email' as const };
    const op = messaging('order.placed', order);
    await queue.send(placing(order), op);
    const port = await freePort();
    const { child, said } = start(port);
    await expect.poll(() => stateOf(op.entityId), SOON).toBe('sent');
    const to = server.received[0]?.from ?? '';
    expect(await bring(port, { to, text: returnedMail('postfixFailed', to) })).toBe(250);
    expect(await stateOf(op.entityId)).toBe('bounced');
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    expect(said()).toMatch(/"message_returned"/);
    expect(said()).toMatch(/"stopped"/);
    expect(said()).not.toMatch(/paraugs/);
  });

  it('[NOT-3] does not start where another has its port, and says which in one line', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { child, complained } = start((taken.address() as AddressInfo).port);
    expect(await once(child, 'exit')).toEqual([1, null]);
    expect(complained()).toBe(
      'Central was not started: LETE_CENTRAL_BOUNCE_PORT cannot be listened on: Error EADDRINUSE\n',
    );
    taken.close();
  });
});
