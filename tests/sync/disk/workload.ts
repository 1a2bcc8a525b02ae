// A counter at work in a process of its own, to be recorded: `workload.ts FOLDER CENTRAL CODE ORDERS`. Not Electron; all
// below it is the counter's own code. The folder is empty. Each change is told once core has answered.
import { randomInt } from 'node:crypto';
import { basename } from 'node:path';
import { sql } from '../../../electron/core/db/sql.ts';
import type { OrderId } from '../../../shared/domain/ids.ts';
import type { CounterCore } from '../tools/counterCore.ts';
import { holdOrder, noteOrder, openCounter, payOrder, placeOrder } from './counterWork.ts';
import { startProduct } from './product.ts';
import { tell } from './promises.ts';

const [, , folder = '', url = '', code = '', orders = ''] = process.argv;
const LARGEST_PHOTO = 150_000;
/** A photo of more than one sealed chunk of a MiB. */
const LARGE_PHOTO = 1_400_000;

/** Two changes of three at each order. */
const changeOrder = async (core: CounterCore, orderId: OrderId, nth: number): Promise<void> => {
  const changes = [
    () => noteOrder(core, tell, orderId, `n${nth}`),
    () => payOrder(core, tell, orderId, 1 + nth),
    () => holdOrder(core, tell, orderId),
  ];
  for (const change of changes.filter((_, i) => (nth + i) % 3 !== 0)) await change();
};

const sealed = new Set<string>();
const tellSealed = (core: CounterCore): void => {
  const ops = core.deps.read.all<{ epoch: number; seq: number; hash: string }>(
    sql`SELECT epoch, seq, op_hash AS hash FROM outbox WHERE op_hash IS NOT NULL ORDER BY epoch, seq`,
  );
  for (const op of ops.filter(({ hash }) => !sealed.has(hash))) {
    sealed.add(op.hash);
    tell({ is: 'sealed', ...op });
  }
};

const backUp = (core: CounterCore): void => {
  const file = core.database.backUp();
  if (file === null) throw new Error('the backup was not sound');
  tell({ is: 'backup', name: basename(file) });
};

const work = async (from: number, until: number): Promise<void> => {
  const core = await openCounter(folder);
  core.features.sync.start?.();
  for (let nth = from; nth < until; nth += 1) {
    core.clock.pass(Math.max(0, Date.now() - core.clock.now()));
    const bytes = nth === 2 ? LARGE_PHOTO : randomInt(1, LARGEST_PHOTO);
    const orderId = await placeOrder(core, tell, { photos: 1 + (nth % 3), bytes });
    core.features.sync.wake();
    await changeOrder(core, orderId, nth);
    tellSealed(core);
    if (nth % 10 === 5) backUp(core);
  }
  await core.leave();
};

const setUp = async (): Promise<void> => {
  const product = await startProduct(folder);
  await product.setUp();
  tell({ is: 'set-up' });
  await product.get(await product.manager(), 'sync:enrol', { url, code });
  tell({ is: 'enrolled' });
  await product.close();
};

const count = Number(orders);
const noon = Math.ceil(count / 2);
await setUp();
await work(0, noon);
// A start in the middle of the day: the log was emptied and begins anew.
await work(noon, count);
