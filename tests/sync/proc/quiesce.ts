import { setTimeout as sleep } from 'node:timers/promises';
import { openPostgres } from '../../../central/db/postgres.ts';
import type { Stage } from './stage.ts';

/** A queue of 1,000 ops may take so long after the last fault (I9). */
const PER_THOUSAND_MS = 30_000;
/** Waited beyond, to see what is wrong where something is. */
const BEYOND_MS = 120_000;
/** So long nothing may come to any terminal that still lacks orders: then it is stuck and not slow. */
const STUCK_MS = 60_000;
const TELL_MS = 5_000;

export interface Quiet {
  /** Most ops that a terminal had not sent when the faults ended. */
  readonly backlog: number;
  /** Until every queue was empty, in ms. */
  readonly emptyAfterMs: number;
  readonly inTime: boolean;
  /** From then until each terminal had all orders, in ms. */
  readonly levelAfterMs: number;
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

/** Waits until each terminal has so many orders, as long as any of them still comes on. */
const untilLevel = async (orders: number, counts: () => Promise<readonly number[]>): Promise<void> => {
  let most = -1;
  for (let since = performance.now(); performance.now() - since < STUCK_MS; await sleep(500)) {
    const each = await counts();
    if (each.every((count) => count >= orders)) return;
    const sum = each.reduce((all, count) => all + count, 0);
    if (sum > most) since = performance.now();
    most = Math.max(most, sum);
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
  const emptyAt = performance.now();
  await untilLevel(await countOrders(stage), async () => (await statuses()).map(({ orders }) => orders));
  const levelAfterMs = Math.round(performance.now() - emptyAt);
  // The last pages also bring what became of orders that are there already.
  await sleep(3_000);
  return { backlog, emptyAfterMs, inTime: left === 0 && emptyAfterMs <= allowed, levelAfterMs };
};
