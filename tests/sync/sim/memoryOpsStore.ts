import type { Changes, OpsStore, OpsTx } from '../../../central/ops/opsStore.ts';
import { type FeedRow, opKey, type StoredAnswer, storedAnswer, type Tables } from './memoryTables.ts';
import type { VirtualTime } from './virtualTime.ts';

/** A transaction of a process that was killed: it never ends, and nobody hears of it. */
export const forever = (): Promise<never> => new Promise(() => undefined);

/** Rows locked until commit; who comes later waits in line. */
export const createLocks = () => {
  const lines = new Map<string, Promise<void>>();
  const take = async (key: string): Promise<() => void> => {
    const before = lines.get(key);
    let release = (): void => undefined;
    lines.set(
      key,
      new Promise((resolve) => {
        release = resolve;
      }),
    );
    await before;
    return release;
  };
  /** Runs with what was locked meanwhile given back at its end. */
  const holding = async <T>(work: (lock: (key: string) => Promise<void>) => Promise<T>): Promise<T> => {
    const held = new Map<string, () => void>();
    try {
      return await work(async (key) => {
        if (!held.has(key)) held.set(key, await take(key));
      });
    } finally {
      for (const release of held.values()) release();
    }
  };
  return { holding };
};
export type Locks = ReturnType<typeof createLocks>;

interface Needs {
  readonly tables: Tables;
  readonly locks: Locks;
  readonly time: VirtualTime;
  /** How long what is written waits to be committed, in ms. */
  readonly commitDelay: () => number;
  readonly isAlive: () => boolean;
  /** Transactions that have written and not committed. */
  readonly running: Set<number>;
  readonly onCommit: (answers: readonly StoredAnswer[]) => void;
}

const picked = <T>(from: ReadonlyMap<string, T>, keys: readonly string[]): ReadonlyMap<string, T> =>
  new Map(keys.flatMap((key) => (from.has(key) ? [[key, from.get(key) as T] as const] : [])));

const commit = (tables: Tables, { terminal, ...changes }: Changes, rows: readonly FeedRow[]) => {
  const answers = changes.ops.map((op) => storedAnswer(terminal, op));
  for (const answer of answers) {
    tables.ops.set(opKey(answer.terminalId, answer.epoch, answer.seq), answer);
    if (!answer.repeated) tables.results.set(answer.result.opId, answer.result);
  }
  for (const order of [...changes.newOrders, ...changes.changedOrders])
    tables.orders.set(order.state.document.orderId, order);
  for (const subject of [...changes.newSubjects, ...changes.changedSubjects])
    tables.subjects.set(subject.document.subjectRef, subject);
  const kept = tables.terminals.get(terminal.terminalId) ?? terminal;
  const { lastSeq, lastHash } = terminal;
  tables.terminals.set(terminal.terminalId, { ...kept, lastSeq, lastHash });
  tables.feed = [...tables.feed, ...rows];
  return answers;
};

/**
 * Central's storage in memory, as a database shows itself to `applyBatch`: row locks, what is written unseen until
 * commit, feed positions taken before it, everything lost that a kill finds uncommitted. It knows no erasures.
 */
export const createMemoryOpsStore = (needs: Needs): OpsStore => ({
  transaction: (_place, work) =>
    needs.locks.holding(async (lock) => {
      const { tables, time, running } = needs;
      const written: { readonly changes: Changes; readonly rows: readonly FeedRow[] }[] = [];
      let xid: number | null = null;
      const tx: OpsTx = {
        lockTerminal: async (terminalId) => {
          await lock(`terminal ${terminalId}`);
          return tables.terminals.get(terminalId);
        },
        stored: async ({ terminalId, epoch }, seqs) =>
          new Map(
            seqs.flatMap((seq) => {
              const had = tables.ops.get(opKey(terminalId, epoch, seq));
              return had === undefined ? [] : [[seq, { ...had.result, hash: had.hash }] as const];
            }),
          ),
        erased: async () => new Set(),
        load: async (_terminal, ops) => {
          const idsOf = (entity: string): readonly string[] =>
            [
              ...new Set(
                ops.filter(({ header }) => header.entity === entity).map(({ header }) => header.entityId),
              ),
            ].toSorted();
          const [orders, subjects] = [idsOf('order'), idsOf('subject')];
          for (const id of [...orders, ...subjects]) await lock(id);
          return {
            results: picked(
              tables.results,
              ops.map(({ header }) => header.opId),
            ),
            orders: picked(tables.orders, orders),
            subjects: picked(tables.subjects, subjects),
            messages: new Map(),
            erasures: new Map(),
          };
        },
        write: async (changes) => {
          tables.xid += 1;
          xid ??= tables.xid;
          running.add(xid);
          const own = xid;
          const rows = changes.mentions.map((mention) => {
            tables.pos += 1;
            return { ...mention, xid: own, pos: tables.pos };
          });
          written.push({ changes, rows });
        },
        erase: async () => {
          throw new Error('the simulation orders no erasures');
        },
      };
      try {
        const value = await work(tx);
        if (written.length > 0) await time.sleep(needs.commitDelay());
        if (!needs.isAlive()) return await forever();
        for (const { changes, rows } of written) needs.onCommit(commit(tables, changes, rows));
        return value;
      } finally {
        if (xid !== null) running.delete(xid);
      }
    }),
});
