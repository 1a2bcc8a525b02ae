// A counter in a process of its own, to be killed: `terminalProcess.ts FOLDER_FILE ORACLE`. FOLDER_FILE names its data
// folder and key after the first start. Not Electron; everything below it is the counter's own code.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { sql } from '../../../electron/core/db/sql.ts';
import { documentOf } from '../../../electron/core/features/orders/index.ts';
import { findTerminal } from '../../../electron/core/features/sync/terminal.store.ts';
import type { OrderId } from '../../../shared/domain/ids.ts';
import { FREE_START } from '../../integration/harness/orders.ts';
import { createTestCore, openTestCore } from '../../integration/harness/testCore.ts';
import { type CounterCore, counterFeatures } from '../tools/counterCore.ts';
import { digestOf } from './digestOf.ts';
import type { FromTerminal, TerminalReport, ToTerminal } from './messages.ts';
import { createWork } from './work.ts';

const [, , place = '', oracle = ''] = process.argv;
const say = (message: FromTerminal): void => void process.send?.(message);

const begin = async (): Promise<CounterCore> => {
  const core = await createTestCore(counterFeatures);
  core.set(FREE_START);
  const key = Buffer.from(core.deps.databaseKey).toString('hex');
  writeFileSync(place, JSON.stringify({ folder: core.folder, key }));
  return core;
};
const goOn = (): Promise<CounterCore> => {
  const { folder, key } = JSON.parse(readFileSync(place, 'utf8')) as { folder: string; key: string };
  return openTestCore(counterFeatures, { folder, key: Buffer.from(key, 'hex'), now: Date.now() });
};

const core = existsSync(place) ? await goOn() : await begin();
const { clock, deps, features } = core;
// The harness's clock stands still unless it is turned.
const TICK_MS = 50;
clock.pass(Date.now() - clock.now());
setInterval(() => clock.pass(Math.max(0, Date.now() - clock.now())), TICK_MS);

const reportOf = (): TerminalReport => {
  const who = findTerminal(deps.read);
  if (who === undefined) throw new Error('not enrolled');
  const ids = deps.read.all<{ id: OrderId }>(sql`SELECT order_id AS id FROM orders`);
  return {
    terminalId: who.terminalId,
    epoch: who.epoch,
    epochHash: who.epochHash,
    ops: deps.read.all(
      sql`SELECT epoch, seq, op_id AS opId, op_hash AS hash, state FROM outbox ORDER BY epoch, seq`,
    ),
    orders: Object.fromEntries(
      ids.map(({ id }) => {
        const document = documentOf(deps.read, id);
        return [id, document ? digestOf(document) : ''];
      }),
    ),
  };
};

const countOf = (from: 'outbox' | 'orders'): number =>
  deps.read.get<{ n: number }>(
    from === 'orders'
      ? sql`SELECT count(*) AS n FROM orders`
      : sql`SELECT count(*) AS n FROM outbox WHERE state = 'pending'`,
  )?.n ?? 0;

const work = createWork(core, oracle);
const act = async (message: ToTerminal): Promise<void> => {
  switch (message.do) {
    case 'enrol':
      await core.get(core.who.manager, 'sync:enrol', { url: message.url, code: message.code });
      return say({ is: 'enrolled' });
    case 'work':
      return work.start(message.pauseMs);
    case 'rest':
      return work.rest();
    case 'status': {
      const { lastError: error } = await core.get(core.who.staff, 'sync:status', {});
      return say({ is: 'status', pending: countOf('outbox'), orders: countOf('orders'), error });
    }
    case 'report':
      writeFileSync(message.file, JSON.stringify(reportOf()));
      return say({ is: 'reported' });
  }
};

process.on('message', (message: ToTerminal) => {
  act(message).catch((error: unknown) =>
    say({ is: 'failed', why: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
// Nobody is left to tell it what to do.
process.on('disconnect', () => process.exit(0));
features.sync.start?.();
say({ is: 'ready' });
