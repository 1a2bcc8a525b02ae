import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPostgres } from '../../../central/db/postgres.ts';
import { FeedAnswer, SnapshotAnswer } from '../../../shared/sync/endpoints.ts';
import { startCentral, type TestCentral } from '../tools/central.ts';
import { freshPostgres, onServer, urlOf } from '../tools/databases.ts';
import { findPostgres } from '../tools/postgres.ts';
import { erasing, levelQueue, newOrder, person, placing, type Queue } from '../tools/queue.ts';
import { enrolTerminal, type TestTerminal } from '../tools/terminal.ts';

const tool = (name: string, args: readonly string[]): void =>
  void execFileSync(join(findPostgres() ?? '', name), [...args], { stdio: ['ignore', 'ignore', 'pipe'] });

const callOf =
  (again: TestCentral, { token }: TestTerminal): TestTerminal['call'] =>
  async (method, url, body) => {
    const response = await again.app.inject({
      method,
      url,
      headers: { authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { payload: body as object }),
    });
    return { status: response.statusCode, body: response.json(), headers: response.headers };
  };

describe('[E10] central on a dump from before an erasure', () => {
  let work: string;
  let folder: string;
  let central: TestCentral;
  let terminal: TestTerminal;
  let queue: Queue;
  let cursor: string;
  const restoredTo: string[] = [];
  const anna = newOrder('01', person('anna@example.com'));
  const before = [newOrder('01'), newOrder('01')];
  const after = [newOrder('01'), newOrder('01'), newOrder('01')];

  /** The dump in a database of its own. */
  const restore = async () => {
    const name = `restored_${restoredTo.length}_${process.pid}`;
    await onServer(`CREATE DATABASE ${name}`);
    restoredTo.push(name);
    tool('pg_restore', ['-d', urlOf(name), join(work, 'dump')]);
    return openPostgres(urlOf(name));
  };
  /** Keys, ledger and mark as they were at the end, for a central that may spoil them. */
  const copyOfFolder = (): string => {
    const copy = mkdtempSync(join(work, 'folder-'));
    cpSync(folder, copy, { recursive: true });
    return copy;
  };

  beforeAll(async () => {
    work = mkdtempSync(join(tmpdir(), 'lete-restore-'));
    folder = join(work, 'central');
    const db = await freshPostgres();
    central = await startCentral(db, { folder });
    terminal = await enrolTerminal(central, '01', 'counter');
    queue = await levelQueue(terminal);
    await queue.send(placing(anna), ...before.map(placing));
    tool('pg_dump', ['-Fc', '-f', join(work, 'dump'), db.url]);
    await queue.send(...after.map(placing));
    await queue.send(erasing([anna.orderId], []));
    await queue.level();
    const feed = await terminal.call('GET', '/v1/feed?scope=store:01');
    ({ cursor } = FeedAnswer.parse(feed.body));
    await central.stop();
    await db.close();
  });
  afterAll(async () => {
    for (const name of restoredTo) await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
    rmSync(work, { recursive: true, force: true });
  });

  it('[I7] has nobody back when it answers', async () => {
    const db = await restore();
    const rows = () =>
      db.transaction({ role: 'owner' }, (sql) =>
        sql.query(`SELECT 1 AS one FROM orders WHERE document LIKE '%anna@example.com%'
          UNION ALL SELECT 1 FROM op WHERE body LIKE '%anna@example.com%'`),
      );
    expect(await rows()).toHaveLength(2);
    const again = await startCentral(db, { folder: copyOfFolder() });
    expect(await rows()).toEqual([]);
    await again.end();
  });

  it('[I1] [I2] [I5] takes again what it lost, once, and gives every terminal a snapshot', async () => {
    const again = await startCentral(await restore(), { folder: copyOfFolder() });
    const incarnation = again.central.incarnation;
    expect(incarnation).not.toBe(terminal.enrolment.incarnation);
    const back = { ...terminal, call: callOf(again, terminal) };
    const hello = await back.call<{ mode: string; expectedSeq: number }>('POST', '/v1/hello', {
      epoch: 1,
      lastSeq: queue.end().seq,
      lastHash: queue.end().hash,
      ...ledgerOf(again),
      scopes: [{ scope: 'store:01', cursor }],
      backlog: { ops: 0, files: 0, bytes: 0, oldestS: 0 },
      appVersion: '1.0.0',
    });
    expect(hello.body).toMatchObject({ mode: 'resend', expectedSeq: 4 });
    const sent = { incarnation, terminalId: terminal.id, epoch: 1, ops: queue.ops.slice(3) };
    expect(await back.call('POST', '/v1/ops', sent)).toMatchObject({ status: 200, body: { ackSeq: 7 } });
    const old = await back.call('GET', `/v1/feed?scope=store:01&cursor=${cursor}`);
    expect(old).toMatchObject({ status: 410, body: { code: 'cursor_gone' } });
    const { items } = SnapshotAnswer.parse((await back.call('GET', '/v1/snapshot?scope=store:01')).body);
    const held = items.filter(({ entity }) => entity === 'order').map(({ id }) => id);
    expect(held.toSorted()).toEqual([...before, ...after].map(({ orderId }) => orderId as string).toSorted());
    const fed = FeedAnswer.parse((await back.call('GET', '/v1/feed?scope=store:01')).body);
    expect(fed.items.filter(({ kind }) => kind === 'put').map(({ id }) => id)).toEqual(
      expect.arrayContaining(held),
    );
    await again.end();
  });

  it('does not start without its ledger, with one that lost a line, or with a foreign one', async () => {
    const path = (copy: string): string => join(copy, 'ledger', 'erasures.ledger');
    const spoil: readonly (readonly [string, (copy: string) => void])[] = [
      ['ledger missing', (copy) => rmSync(path(copy))],
      [
        'ledger damaged',
        (copy) => writeFileSync(path(copy), `${readFileSync(path(copy), 'utf8').split('\n')[0]}\n`),
      ],
      [
        'ledger damaged',
        (copy) => writeFileSync(path(copy), readFileSync(path(copy), 'utf8').replace(anna.orderId, 'X')),
      ],
      [
        'ledger damaged',
        (copy) => {
          const text = readFileSync(join(copy, 'keys', 'central.keys'), 'utf8');
          const keys = JSON.parse(text) as { token: string };
          writeFileSync(join(copy, 'keys', 'central.keys'), JSON.stringify({ ...keys, erasure: keys.token }));
        },
      ],
    ];
    const db = await restore();
    for (const [message, spoiling] of spoil) {
      const copy = copyOfFolder();
      spoiling(copy);
      await expect(startCentral(db, { folder: copy })).rejects.toThrow(message);
    }
    await db.close();
  });

  const ledgerOf = (again: TestCentral) => {
    const { seq, hash } = again.central.ledger.head();
    return { ledgerSeq: seq, ledgerHash: hash };
  };
});

describe('[F12] central on another PostgreSQL server', () => {
  /** A central that took one order and stopped; another server's numbers are what the test makes of its database. */
  const stopped = async () => {
    const db = await freshPostgres();
    const central = await startCentral(db);
    const terminal = await enrolTerminal(central, '01', 'counter');
    await (await levelQueue(terminal)).send(placing(newOrder('01')));
    await central.stop();
    return { db, terminal, folder: central.folder };
  };

  it('[I5] [I9] takes the cursor of its own snapshot, however far that server had counted', async () => {
    const { db, terminal, folder } = await stopped();
    await db.transaction({ role: 'owner' }, (sql) =>
      sql.query(`UPDATE central_state SET floor_xid = '900000000', floor_pos = 1`),
    );
    const again = await startCentral(db, { folder, restored: true });
    const call = callOf(again, terminal);
    const { cursor } = SnapshotAnswer.parse((await call('GET', '/v1/snapshot?scope=store:01')).body);
    expect(await call('GET', `/v1/feed?scope=store:01&cursor=${cursor}`)).toMatchObject({ status: 200 });
    await again.end();
  });

  it('[I9] starts, though writing its feed anew takes longer than a statement may', async () => {
    const { db, folder } = await stopped();
    await db.script(`CREATE FUNCTION linger() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN PERFORM pg_sleep(2); RETURN NULL; END';
      CREATE TRIGGER linger AFTER UPDATE ON feed EXECUTE FUNCTION linger()`);
    const hurried = openPostgres(`${db.url}?statement_timeout=1500`);
    const again = await startCentral(hurried, { folder, restored: true });
    await again.end();
    await db.close();
  });
});
