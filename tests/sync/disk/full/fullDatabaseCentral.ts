// Central whose PostgreSQL lies on a disk that fills up, in a process that alone sees the disk: `fullDatabaseCentral.ts DISK
// ROUNDS`. Reports what a terminal was told and refused, and what of it does not hold.
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { openPostgres } from '../../../../central/db/postgres.ts';
import type { WireOp } from '../../../../shared/sync/op.ts';
import { startCentral } from '../../tools/central.ts';
import { feedIds } from '../../tools/feedIds.ts';
import { startPostgres } from '../../tools/postgres.ts';
import { levelQueue, newOrder, placing } from '../../tools/queue.ts';
import { enrolTerminal } from '../../tools/terminal.ts';
import { createBallast } from './ballast.ts';
import type { FullDatabaseReport } from './fullDatabase.ts';

const [, , disk = '', rounds = ''] = process.argv;
const BATCH = 20;
const BEFORE = 5;
const REFUSALS = 5;
const MOST_TRIES = 500;
const PAUSE_MS = 50;
const LEVEL_WITHIN_MS = 120_000;
/** The least that PostgreSQL's log takes: two of its files. */
const SMALL_LOG = { min_wal_size: '32MB', max_wal_size: '32MB' };
/** Tables still grow, so that there is something to acknowledge; a file of the log has 16 MiB. */
const LESS_THAN_A_LOG_FILE = 8 * 1024 * 1024;
/** A large line of its log. */
const LOG_LINE = "SELECT pg_logical_emit_message(false, 'trial', repeat('x', 200000))";

const outside = process.env['TMPDIR'];
process.env['TMPDIR'] = disk;
const server = await startPostgres(SMALL_LOG);
if (outside === undefined) delete process.env['TMPDIR'];
else process.env['TMPDIR'] = outside;

const ballast = createBallast(disk);
const world = await startCentral(openPostgres(server.url()));
const terminal = await enrolTerminal(world, '01', 'counter');
const queue = await levelQueue(terminal);

const problems = { refused: [] as string[], kept: [] as string[], level: [] as string[] };
const hold = (claim: keyof typeof problems, what: string, holds: boolean): void => {
  if (!holds) problems[claim].push(what);
};
const refused: Record<string, number> = {};
const told: string[] = [];
let downs = 0;

/** A batch that was not acknowledged is sent again before anything else, as a terminal does. */
let waiting: { readonly ops: readonly WireOp[]; readonly orders: readonly string[] } | null = null;

const nextBatch = () => {
  const orders = Array.from({ length: BATCH }, () => newOrder('01'));
  return { ops: queue.seal(...orders.map(placing)), orders: orders.map(({ orderId }) => orderId as string) };
};

/** Null where the batch was taken, else the refusal. */
const send = async (): Promise<string | null> => {
  waiting ??= nextBatch();
  const { status, body } = await queue.push(waiting.ops);
  if (status !== 200) return `${status} ${(body as unknown as { code: string }).code}`;
  hold(
    'level',
    'an op was not applied',
    body.results.every((one) => one.status === 'applied'),
  );
  told.push(...waiting.orders);
  waiting = null;
  return null;
};

const untilRefused = async (): Promise<void> => {
  let refusals = 0;
  for (let tries = 0; tries < MOST_TRIES && refusals < REFUSALS; tries += 1) {
    const refusal = await send();
    if (refusal === null) continue;
    refusals += 1;
    refused[refusal] = (refused[refusal] ?? 0) + 1;
  }
  hold('refused', 'the disk did not fill up', refusals === REFUSALS);
};

const isUp = async (): Promise<boolean> => {
  const client = new pg.Client(server.url());
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
};

/** Writes into PostgreSQL's log until there is no room for a further file of it, on which it goes down. */
const exhaustLog = async (): Promise<void> => {
  const client = new pg.Client(server.url());
  client.on('error', () => {});
  await client.connect();
  try {
    for (;;) await client.query(LOG_LINE);
  } catch {
    downs += 1;
  } finally {
    await client.end().catch(() => {});
  }
};

/** It starts by itself where it can; else somebody starts it. */
const startAgain = async (): Promise<void> => {
  if (await isUp()) return;
  try {
    server.stop('immediate');
  } catch {
    // It has ended by itself.
  }
  server.start();
};

const goOn = async (): Promise<void> => {
  for (const end = performance.now() + LEVEL_WITHIN_MS; performance.now() < end; await sleep(PAUSE_MS))
    if ((await send()) === null) return;
  hold('level', 'the batch that waited was not taken', false);
};

const operatorReads = async (): Promise<void> => {
  const { statusCode, body } = await world.app.inject('/operator');
  const isNamed = statusCode === 200 && body.includes('its disk is full, 53100');
  hold('refused', `the operator's page does not name it: ${statusCode}`, isNamed);
};

const rowsMatch = async (when: string): Promise<void> => {
  const rows = await world.db.transaction({ role: 'api', shops: ['01'] }, (sql) =>
    sql.query<{ id: string }>('SELECT order_id AS id FROM orders'),
  );
  const there = rows.map(({ id }) => id);
  const isSame = there.toSorted().join() === told.toSorted().join();
  hold('kept', `${when}: ${there.length} orders for ${told.length} that were told`, isSame);
};

const feedMatches = async (): Promise<void> => {
  const seen = await feedIds(terminal);
  const isNamed = told.every((id) => seen.has(id));
  hold('level', 'the feed lacks an order', isNamed);
};

/** Without room for its tables, then without room for its log. */
const round = async (n: number): Promise<number> => {
  const before = told.length;
  ballast.fill();
  await untilRefused();
  await operatorReads();
  await rowsMatch(`round ${n}, full tables`);
  ballast.remove();
  await goOn();
  ballast.fillTo(LESS_THAN_A_LOG_FILE);
  // Together, so that it goes down behind an answer.
  await Promise.all([exhaustLog(), untilRefused()]);
  const onFull = told.length - before;
  ballast.remove();
  await startAgain();
  await goOn();
  await rowsMatch(`round ${n}, with room again`);
  return onFull;
};

const work = async (): Promise<FullDatabaseReport> => {
  for (let n = 0; n < BEFORE; n += 1) hold('level', 'refused with room', (await send()) === null);
  let toldOnFull = 0;
  for (let n = 1; n <= Number(rounds); n += 1) toldOnFull += await round(n);
  await feedMatches();
  return { told: told.length, toldOnFull, downs, refused, problems };
};

try {
  const report = await work();
  await world.end();
  server.destroy();
  process.send?.(report, () => process.exit(0));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  for (const what of Object.values(problems).flat()) process.stderr.write(`${what}\n`);
  process.exit(1);
}
