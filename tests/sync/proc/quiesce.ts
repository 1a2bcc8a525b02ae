import { setTimeout as sleep } from 'node:timers/promises';
import { countApart } from './check.ts';
import type { TerminalStatus } from './messages.ts';
import { readCentral } from './readCentral.ts';
import type { Stage } from './stage.ts';

/** A queue of 1,000 ops may take so long after the last fault (I9). */
const PER_THOUSAND_MS = 30_000;
/** Waited beyond, to see what is wrong where something is. */
const BEYOND_MS = 120_000;
/** So long nothing may come nearer where something is left: then it is stuck and not slow. */
const STUCK_MS = 60_000;
const TELL_MS = 5_000;

export interface Emptied {
  /** Most ops that a terminal had not sent when the faults ended. */
  readonly backlog: number;
  /** Until every queue was empty, in ms. */
  readonly emptyAfterMs: number;
  readonly inTime: boolean;
}

const countOrders = ({ server }: Stage): Promise<number> =>
  readCentral(server, async (sql) => {
    const [row] = await sql.query<{ n: number }>('SELECT count(*)::int AS n FROM orders');
    return row?.n ?? 0;
  });

/** What a terminal has not sent, of its own and as hub of others. */
const waitingAt = ({ pending, hub }: TerminalStatus): number => pending + hub.waiting;

const statusesOf = (stage: Stage): Promise<readonly TerminalStatus[]> =>
  Promise.all(stage.terminals.map(({ terminal }) => terminal.status()));

/** No new work, a good line: waits until every queue is empty. */
export const untilEmpty = async (stage: Stage, tell: (line: string) => void): Promise<Emptied> => {
  const most = async (): Promise<number> => Math.max(...(await statusesOf(stage)).map(waitingAt));
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
      const each = (await statusesOf(stage)).map(
        ({ pending, hub, error }) => `${pending} and ${hub.waiting} of others (${error ?? 'no fault'})`,
      );
      tell(`  ${Math.round(toldAt / 1_000)} s after the last fault are left ${each.join(', ')}`);
    }
  }
  const emptyAfterMs = Math.round(past());
  return { backlog, emptyAfterMs, inTime: left === 0 && emptyAfterMs <= allowed };
};

/** Waits until nothing is left, as long as it becomes less. */
const whileLess = async (countLeft: () => Promise<number>): Promise<void> => {
  let least = Number.POSITIVE_INFINITY;
  for (let since = performance.now(); performance.now() - since < STUCK_MS; await sleep(500)) {
    const left = await countLeft();
    if (left === 0) return;
    if (left < least) since = performance.now();
    least = Math.min(least, left);
  }
};

/**
 * Waits until every terminal has all orders, hears central and has of each order what central has, as long as that comes
 * nearer; answers how long, in ms. What came over a hub may be read once more from central.
 */
export const untilLevel = async (stage: Stage): Promise<number> => {
  const begun = performance.now();
  const orders = await countOrders(stage);
  await whileLess(async () =>
    (await statusesOf(stage)).reduce(
      (sum, one) => sum + Math.max(0, orders - one.orders) + (one.error === null ? 0 : 1),
      0,
    ),
  );
  // A terminal that waits to try the hub again brings it late what central has long since.
  const relaysLeft = async (): Promise<number> =>
    (await statusesOf(stage)).reduce((sum, { hub }) => sum + hub.waiting, 0);
  await whileLess(async () => (await countApart(stage)) + (await relaysLeft()));
  return Math.round(performance.now() - begun);
};
