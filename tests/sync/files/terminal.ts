import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from '../../../electron/core/db/sql.ts';
import { createSyncFiles, type SyncFilesDeps } from '../../../electron/core/features/sync/files/syncFiles.ts';
import type { OrderId } from '../../../shared/domain/ids.ts';
import { createOrderCore, type OrderCore } from '../../integration/harness/orders.ts';
import { callsOf } from './filesWorld.ts';

/** A real terminal's core with its photo files on their way to and from `url`; what stops it is the test's. */
export const createTerminal = async (url: string, role: 'kiosk' | 'counter', token: string) => {
  const core = await createOrderCore();
  const at = { visit: false, limit: null as number | null, here: [] as OrderId[] };
  const deps: SyncFilesDeps = {
    ...core.deps,
    end: 'central',
    // The line is measured by the true clock.
    clock: { now: Date.now },
    send: callsOf(url, token).call,
    wait: (ms, signal) => sleep(ms, undefined, { signal }),
    uploadLimit: () => at.limit,
    hasVisit: () => at.visit,
    fetches: () => role === 'counter',
    onFilesHere: (_tx, orderId) => void at.here.push(orderId),
  };
  const sync = createSyncFiles(deps);
  return { core, at, sync, step: () => sync.step(new AbortController().signal) };
};
export type Terminal = Awaited<ReturnType<typeof createTerminal>>;

/** As after its op was answered: central knows the order. */
export const knownToCentral = ({ core }: Terminal, orderId: OrderId): void =>
  core.deps.transact(
    (tx) =>
      void tx.db.run(
        sql`INSERT INTO sync_entity (entity, entity_id, version) VALUES ('order', ${orderId}, 1)`,
      ),
  );

/** As after the feed brought it: the order's rows without its person, and nothing of its files. */
export const takenOver = (from: OrderCore, to: Terminal, orderId: OrderId): void => {
  for (const table of ['orders', 'order_photo']) {
    const text = `SELECT * FROM ${table} WHERE order_id = ?`;
    for (const row of from.deps.read.all<Record<string, string | number | null>>({
      text,
      params: [orderId],
    })) {
      const names = Object.keys(row);
      const insert = `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
      const params = names.map((name) => (name === 'person_id' ? null : (row[name] ?? null)));
      to.core.deps.transact((tx) => void tx.db.run({ text: insert, params }));
    }
  }
  knownToCentral(to, orderId);
};
