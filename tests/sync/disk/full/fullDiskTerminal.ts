// A counter on a disk that fills up, in a process that alone sees the disk: `fullDiskTerminal.ts DISK CENTRAL CODE
// ON_FULL_MS`.
// Reports what it was told and refused, what was half there, and how it goes on once there is room again.
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from '../../../../electron/core/db/sql.ts';
import { diskError } from '../../../../electron/core/files/fileStoreError.ts';
import { errorCodeOf } from '../../../../electron/core/log/errorCode.ts';
import type { OrderId } from '../../../../shared/domain/ids.ts';
import { placeOne } from '../../proc/work.ts';
import type { CounterCore } from '../../tools/counterCore.ts';
import { createBallast } from './ballast.ts';
import { noteOrder, openCounter, placeOrder } from '../counterWork.ts';
import { lookAt } from '../checkImage.ts';
import type { FullDiskReport } from './fullDisk.ts';
import { startProduct } from '../product.ts';
import type { Told } from '../promises.ts';

const [, , disk = '', url = '', enrolmentCode = '', onFullMs = ''] = process.argv;
const folder = join(disk, 'data');
const ballast = createBallast(disk);
const PHOTO = 200_000;
/** Room for a few more photos, and for no large one. */
const NEARLY_FULL = 1_500_000;
const LARGE_PHOTO = 4_000_000;
const MOST_TRIES = 5_000;
const REFUSALS = 5;
const LEVEL_WITHIN_MS = 120_000;

const told: Told[] = [];
const tell = (one: Told): void => void told.push(one);
const refused: Record<string, number> = {};
const refuse = (what: string): void => {
  refused[what] = (refused[what] ?? 0) + 1;
};
const problems: string[] = [];

const countOf = (core: CounterCore, table: 'orders' | 'outbox'): number =>
  core.deps.read.get<{ n: number }>(
    table === 'orders' ? sql`SELECT count(*) AS n FROM orders` : sql`SELECT count(*) AS n FROM outbox`,
  )?.n ?? 0;

/** Repeats until it was refused a few times. */
const untilRefused = async (what: string, act: () => Promise<string | null>): Promise<void> => {
  let refusals = 0;
  for (let tries = 0; tries < MOST_TRIES && refusals < REFUSALS; tries += 1) {
    const code = await act();
    if (code === null) continue;
    refusals += 1;
    refuse(`${what} ${code}`);
  }
};

/** Nothing of what was refused may be there. */
const unchanged = async (core: CounterCore, what: string, act: () => Promise<string | null>) => {
  const before = [countOf(core, 'orders'), countOf(core, 'outbox')];
  const code = await act();
  const after = [countOf(core, 'orders'), countOf(core, 'outbox')];
  if (code !== null && after.join() !== before.join()) problems.push(`${what}: refused, and half there`);
  return code;
};

const photosRefused = async (core: CounterCore): Promise<void> => {
  const place = (bytes = PHOTO) =>
    placeOrder(core, tell, { photos: 1, bytes }).then(
      () => null,
      // As the copier names it; what is left is the row of the order.
      (error: unknown) =>
        errorCodeOf(error).startsWith('SQLITE') ? errorCodeOf(error) : diskError(error).code,
    );
  // It fails in the middle of a file, which must not stay.
  refuse(`photo ${await unchanged(core, 'photo', () => place(LARGE_PHOTO))}`);
  await untilRefused('photo', () => unchanged(core, 'photo', place));
  const parts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.part'),
  );
  if (parts.length > 0) problems.push(`${parts.length} half-written files`);
};

const changesRefused = async (core: CounterCore, orderId: OrderId): Promise<void> => {
  let n = 0;
  const note = () => noteOrder(core, tell, orderId, `n${(n += 1)}`);
  await untilRefused('note', () => unchanged(core, 'note', note));
  const place = async (): Promise<string | null> => {
    try {
      placeOne(core);
      return null;
    } catch (error) {
      return errorCodeOf(error);
    }
  };
  await untilRefused('order', () => unchanged(core, 'order', place));
};

const backupRefused = async (core: CounterCore): Promise<void> => {
  const names = () => readdirSync(join(folder, 'backups')).join();
  const before = names();
  for (const how of [async () => core.database.backUp(), () => core.database.backUpAside()])
    await how().then(
      (file) => problems.push(`a backup on a full disk: ${file}`),
      (error: unknown) => refuse(`backup ${errorCodeOf(error)}`),
    );
  if (names() !== before) problems.push(`backups: ${before} became ${names()}`);
};

/** Everything goes out: ops, and the photos behind them. */
const level = async (core: CounterCore): Promise<void> => {
  core.features.sync.start?.();
  const left = (): number =>
    core.deps.read.get<{ n: number }>(
      sql`SELECT (SELECT count(*) FROM outbox WHERE state <> 'acked') + (SELECT count(*) FROM order_photo p
        WHERE here = 1 AND NOT EXISTS (SELECT 1 FROM sync_file f WHERE f.file_id = p.file_id
          AND f.central = 'verified')) AS n`,
    )?.n ?? 0;
  const until = performance.now() + LEVEL_WITHIN_MS;
  while (left() > 0 && performance.now() < until) await sleep(200);
  if (left() > 0) problems.push(`${left()} ops and photos did not go out`);
};

const lookFor = async (core: CounterCore, when: string): Promise<void> => {
  for (const { breaks, what } of await lookAt(core, newest(told)))
    problems.push(`${when}: ${breaks} ${what}`);
};
/** Of several notes on one order the last counts. */
const newest = (all: readonly Told[]): readonly Told[] => {
  const notes = new Map(all.flatMap((one) => (one.is === 'note' ? [[one.orderId, one]] : [])));
  return [...all.filter(({ is }) => is !== 'note'), ...notes.values()];
};

const setUp = async (): Promise<void> => {
  mkdirSync(folder);
  const product = await startProduct(folder);
  await product.setUp();
  await product.get(await product.manager(), 'sync:enrol', { url, code: enrolmentCode });
  await product.close();
};

/** All of the product runs while the disk is full: its loops may neither end it nor end themselves. */
const runOnFull = async (orderId: OrderId): Promise<void> => {
  const product = await startProduct(folder);
  const manager = await product.manager();
  let { version } = await product.get(manager, 'orders:get', { orderId });
  let n = 0;
  const note = async (): Promise<string | null> => {
    const value = `full${(n += 1)}`;
    const answer = await product.ask(manager, 'orders:setNote', { orderId, version, note: value, place: '' });
    if (!answer.ok) return answer.code;
    version = answer.value.version;
    tell({ is: 'note', orderId, value });
    return null;
  };
  ballast.fill();
  await untilRefused('note', note);
  await sleep(Number(onFullMs));
  await untilRefused('note', note);
  ballast.remove();
  const refusal = await note();
  if (refusal !== null) problems.push(`with room again: ${refusal}`);
  await product.close();
};

const stateOf = async (): Promise<string> => {
  const product = await startProduct(folder);
  const state = product.state();
  await product.close();
  return state.state === 'failed' ? state.failure : state.state;
};

const work = async (): Promise<FullDiskReport> => {
  await setUp();
  const core = await openCounter(folder);
  const orderId = await placeOrder(core, tell, { photos: 2, bytes: PHOTO });
  core.database.backUp();
  ballast.fillTo(NEARLY_FULL);
  await photosRefused(core);
  ballast.fill();
  await changesRefused(core, orderId);
  await backupRefused(core);
  const toldOnFull = told.length;
  ballast.remove();
  await placeOrder(core, tell, { photos: 2, bytes: PHOTO });
  if (core.database.backUp() === null) problems.push('no backup once there was room');
  await lookFor(core, 'with room again');
  await level(core);
  await core.leave();
  await runOnFull(orderId);
  ballast.fill();
  const startOnFull = await stateOf();
  ballast.remove();
  const startWithRoom = await stateOf();
  const last = await openCounter(folder);
  await lookFor(last, 'after a start');
  await last.leave();
  return { told, toldOnFull, refused, problems, startOnFull, startWithRoom };
};

// In the product it would end core.
process.on('uncaughtException', (error) => {
  problems.push(`core would have ended: ${errorCodeOf(error)} ${error.stack}`);
});
try {
  process.send?.(await work(), () => process.exit(0));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n${problems.join('\n')}\n`);
  process.exit(1);
}
