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
import { serveAsHub } from '../tools/serveAsHub.ts';
import { digestOf } from './digestOf.ts';
import type { FromTerminal, Kept, TerminalReport, TerminalStatus, ToTerminal } from './messages.ts';
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

// What core tells its windows is heard by sync too, as the composition root has it.
const HEARD: Readonly<Record<string, () => void>> = {
  'sync-changed': () => features.sync.wake(),
  'orders-changed': () => features.sync.changed(),
  'settings-changed': () => features.sync.settle(),
};
setInterval(() => {
  for (const name of new Set(core.events.splice(0).map((event) => event.name))) HEARD[name]?.();
}, TICK_MS);

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
    relays: deps.read.all(
      sql`SELECT terminal_id AS terminalId, epoch, seq, op_id AS opId, op_hash AS hash, state FROM hub_op`,
    ),
    orders: Object.fromEntries(
      ids.map(({ id }) => {
        const document = documentOf(deps.read, id);
        return [id, document ? digestOf(document) : ''];
      }),
    ),
  };
};

const statusOf = async (): Promise<TerminalStatus> => {
  const { lastError: error, hub } = await core.get(core.who.staff, 'sync:status', {});
  const counts = deps.read.get<Pick<TerminalStatus, 'pending' | 'answered' | 'orders'>>(
    sql`SELECT count(*) FILTER (WHERE state = 'pending') AS pending, count(*) FILTER (WHERE state <> 'pending') AS answered,
      (SELECT count(*) FROM orders) AS orders FROM outbox`,
  );
  return { error, hub, ...(counts ?? { pending: 0, answered: 0, orders: 0 }) };
};

const idsOf = (query: Parameters<typeof deps.read.all>[0]): readonly string[] =>
  deps.read.all<{ opId: string }>(query).map(({ opId }) => opId);

const keptOf = (): Kept => ({
  acknowledged: idsOf(sql`SELECT op_id AS opId FROM outbox WHERE state = 'pending' AND hub_acked = 1`),
  relays: idsOf(sql`SELECT op_id AS opId FROM hub_op WHERE state IN ('waiting', 'held')`),
});

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
    case 'serve':
      return serveAsHub(core, message);
    case 'settle':
      return features.sync.settle();
    case 'status':
      return say({ is: 'status', ...(await statusOf()) });
    case 'kept':
      return say({ is: 'kept', ...keptOf() });
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
const { relays } = keptOf();
features.sync.start?.();
say({ is: 'ready', held: relays.length });
