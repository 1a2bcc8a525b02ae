import type { AddressInfo } from 'node:net';
import { vi } from 'vitest';
import { createCode } from '../../../central/enrolment/createCode.ts';
import { sql } from '../../../electron/core/db/sql.ts';
import type { TerminalRole } from '../../../shared/sync/primitives.ts';
import { FREE_START } from '../../integration/harness/orders.ts';
import { createTestCore } from '../../integration/harness/testCore.ts';
import { type Line, startLine } from '../client/line.ts';
import { startCentral, type TestCentral } from '../tools/central.ts';
import { type CounterCore, counterFeatures } from '../tools/counterCore.ts';
import { freshPostgres } from '../tools/databases.ts';
import { serveAsHub } from '../tools/serveAsHub.ts';

export const soon = (check: () => void | Promise<void>): Promise<void> =>
  vi.waitFor(check, { timeout: 40_000, interval: 50 });

/** A terminal with the real client of sync, on a line to central of its own that can be cut. */
export interface StoreTerminal {
  readonly core: CounterCore;
  /** Ends its core and opens another one on what lies on its disk. */
  readonly restart: () => Promise<void>;
  readonly line: Line;
  readonly id: string;
  /** Lets the loops know, as the composition root does. */
  readonly wake: () => void;
}

/** A store: a central that listens, and terminals that are joined to it. */
export interface Store {
  readonly central: TestCentral;
  readonly join: (role: TerminalRole) => Promise<StoreTerminal>;
  /** Lets a counter serve as hub, at any free port unless given, and waits until all there are by then have heard it. */
  readonly serve: (counter: StoreTerminal, port?: number) => Promise<void>;
  readonly end: () => Promise<void>;
}

export const openStore = async (options: Parameters<typeof startCentral>[1] = {}): Promise<Store> => {
  const central = await startCentral(await freshPostgres(), options);
  await central.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = central.app.server.address() as AddressInfo;
  const terminals: StoreTerminal[] = [];

  const join = async (role: TerminalRole): Promise<StoreTerminal> => {
    let core = await createTestCore(counterFeatures);
    core.set(FREE_START);
    const line = await startLine(port);
    const shopId = core.deps.settings(core.deps.read).store.code as never;
    const { code } = await createCode(central.central, { shopId, role });
    await core.get(core.who.manager, 'sync:enrol', { url: line.url, code });
    const id = core.deps.read.get<{ id: string }>(sql`SELECT terminal_id AS id FROM sync_terminal`)?.id ?? '';
    core.features.sync.start?.();
    const wake = (): void => core.features.sync.wake();
    // The test's core emits to nobody: what is committed is said here.
    const timer = setInterval(wake, 200);
    const restart = async (): Promise<void> => {
      core = await core.restart();
      core.features.sync.start?.();
    };
    const terminal: StoreTerminal = {
      get core() {
        return core;
      },
      restart,
      line,
      id,
      wake,
    };
    terminals.push(terminal);
    ends.push(async () => {
      clearInterval(timer);
      await core.features.sync.stop();
      await core.features.photos.stop();
      await core.close();
      await line.close();
    });
    return terminal;
  };
  const ends: (() => Promise<void>)[] = [];

  const statusOf = ({ core }: StoreTerminal) => core.get(core.who.manager, 'sync:status', {});

  return {
    central,
    join,
    serve: async (counter, hubPort = 0) => {
      serveAsHub(counter.core, { on: true, port: hubPort });
      await soon(async () => {
        const { hub } = await statusOf(counter);
        if (hub.serves !== 'open') throw new Error('not open');
        const [row] = await central.db.transaction({ role: 'owner' }, (db) =>
          db.query<{ url: string }>('SELECT url FROM hub'),
        );
        if (row?.url !== hub.address) throw new Error('not said');
        const head = counter.core.deps.read.get(sql`SELECT 1 FROM hub_life WHERE head IS NOT NULL`);
        if (head === undefined) throw new Error('no ledger');
      });
      await soon(async () => {
        const { address } = (await statusOf(counter)).hub;
        for (const one of terminals.filter((other) => other !== counter)) {
          const { heardAt, used } = (await statusOf(one)).hub;
          if (heardAt !== null && used === address) continue;
          one.core.features.sync.settle();
          throw new Error('not heard');
        }
      });
    },
    end: async () => {
      for (const end of ends) await end();
      await central.end();
    },
  };
};

/** How an order stands at a terminal; null where it is not known. */
export const statusAt = ({ core }: StoreTerminal, orderId: string): string | null =>
  core.deps.read.get<{ status: string }>(sql`SELECT status FROM orders WHERE order_id = ${orderId}`)
    ?.status ?? null;

/** Ops of a terminal: central's answer, and whether the hub has it. */
export const opsAt = ({ core }: StoreTerminal) =>
  core.deps.read.all<{ type: string; entityId: string; state: string; hub: number }>(
    sql`SELECT type, entity_id AS entityId, state, hub_acked AS hub FROM outbox ORDER BY epoch, seq`,
  );

export const relaysAt = ({ core }: StoreTerminal) =>
  core.deps.read.all<{ type: string; state: string }>(sql`SELECT type, state FROM hub_op ORDER BY place`);

export const isOffline = ({ core }: StoreTerminal) =>
  core.deps.read.get<{ at: number | null }>(sql`SELECT offline_since AS at FROM sync_terminal`)?.at !== null;

/** Cuts lines to central and waits until the terminals know. */
export const cut = async (...terminals: readonly StoreTerminal[]): Promise<void> => {
  for (const { line } of terminals) line.setDown(true);
  await soon(() => {
    if (!terminals.every(isOffline)) throw new Error('still heard');
  });
};
