import { setTimeout as sleep } from 'node:timers/promises';
import { openPostgres } from '../../../central/db/postgres.ts';
import type { Stage } from './stage.ts';

/** A queue of 1,000 ops may take so long after the last fault (I9). */
const PER_THOUSAND_MS = 30_000;
/** Waited beyond, to see what is wrong where something is. */
const BEYOND_MS = 120_000;
const LEVEL_MS = 120_000;
const TELL_MS = 5_000;

export interface Quiet {
  /** Most ops that a terminal had not sent when the faults ended. */
  readonly backlog: number;
  /** Until every queue was empty, in ms. */
  readonly emptyAfterMs: number;
  readonly inTime: boolean;
}

const countOrders = async (stage: Stage): Promise<number> => {
  const db = openPostgres(stage.server.url('lete_trial'), 1);
  try {
    return await db.transaction({ role: 'api', shops: ['01'] }, async (sql) => {
      const [row] = await sql.query<{ n: number }>('SELECT count(*)::int AS n FROM orders');
      return row?.n ?? 0;
    });
  } finally {
    await db.close();
  }
};

/** No new work, a good line: waits until every queue is empty and every terminal has all orders. */
export const quiesce = async (stage: Stage, tell: (line: string) => void): Promise<Quiet> => {
  const statuses = () => Promise.all(stage.terminals.map(({ terminal }) => terminal.status()));
  const most = async (): Promise<number> => Math.max(...(await statuses()).map(({ pending }) => pending));
  const backlog = await most();
  // Work that was begun when everybody was told to rest is done by now.
  const begun = performance.now();
  const allowed = PER_THOUSAND_MS * Math.max(1, Math.ceil(backlog / 1_000));
  const past = (): number => performance.now() - begun;
  let left = backlog;
  let toldAt = 0;
  while (left > 0 && past() < allowed + BEYOND_MS) {
    await sleep(200);
    left = await most();
    if (left > 0 && past() > toldAt + TELL_MS) {
      toldAt = past();
      const each = (await statuses()).map(({ pending, error }) => `${pending} (${error ?? 'no fault'})`);
      tell(`  ${Math.round(toldAt / 1_000)} s after the last fault are left ${each.join(', ')}`);
    }
  }
  const emptyAfterMs = Math.round(past());
  const orders = await countOrders(stage);
  const until = performance.now() + LEVEL_MS;
  while (performance.now() < until && (await statuses()).some((one) => one.orders < orders)) await sleep(500);
  // The last pages also bring what became of orders that are there already.
  await sleep(3_000);
  return { backlog, emptyAfterMs, inTime: left === 0 && emptyAfterMs <= allowed };
};
