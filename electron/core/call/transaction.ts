import type { Caller } from '../../../shared/contract/define.ts';
import type { EventName, EventPayload } from '../../../shared/contract/index.ts';
import { DatabaseBusy } from '../db/door.ts';
import type { OpenDatabase } from '../db/open.ts';
import type { Clock, Ids } from '../ports/clock.ts';
import type { AuditTrail } from './auditTrail.ts';
import type { Tx } from './context.ts';
import { Rejection } from './rejection.ts';

export type Emit = <N extends EventName>(event: N, payload: EventPayload<N>) => void;

export interface TransactionDeps {
  readonly database: OpenDatabase;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly emit: Emit;
  readonly trail: AuditTrail;
}

/** Core's own hand, for work that no person asked for: jobs, retention, wipe at start. */
export const SYSTEM: Caller = { windowId: 0, terminal: 'counter', role: 'nobody', staffId: null };

interface Buffer {
  readonly events: (() => void)[];
  readonly after: (() => void)[];
  audited: boolean;
}

const createTx = (deps: TransactionDeps, caller: Caller, now: number, buffer: Buffer): Tx => {
  const { write: db } = deps.database;
  return {
    caller,
    now,
    db,
    ids: deps.ids,
    emit: (event, payload) => void buffer.events.push(() => deps.emit(event, payload)),
    afterCommit: (run) => void buffer.after.push(run),
    audit: (action, objectRef, more = {}) => {
      buffer.audited = true;
      const { staffId, terminal } = caller;
      const role = caller === SYSTEM ? 'system' : caller.role;
      deps.trail.append(db, { now, role, staffId, terminal, action, objectRef, more });
    },
  };
};

/** What a run came to: its result, or the refusal after which what it wrote stays. */
const settle = <T>(run: (tx: Tx) => T, tx: Tx): { readonly result: T } | { readonly kept: Rejection } => {
  try {
    const result = run(tx);
    // What an asynchronous function writes later would land outside the transaction.
    if (result instanceof Promise) throw new TypeError('a transaction is synchronous');
    return { result };
  } catch (error) {
    if (error instanceof Rejection && error.keep) return { kept: error };
    throw error;
  }
};

/**
 * Runs one synchronous transaction. Events and after-commit work leave only once it is committed;
 * a rolled-back transaction has told no one.
 * @throws DatabaseBusy while the file is written anew
 */
export const transact = <T>(deps: TransactionDeps, caller: Caller, run: (tx: Tx) => T): T => {
  const { writer, refusing } = deps.database;
  if (refusing() !== 'nothing') throw new DatabaseBusy();
  const buffer: Buffer = { events: [], after: [], audited: false };
  const tx = createTx(deps, caller, deps.clock.now(), buffer);
  writer.exec('BEGIN IMMEDIATE');
  let settled: ReturnType<typeof settle<T>>;
  try {
    settled = settle(run, tx);
    writer.exec('COMMIT');
  } catch (error) {
    if (writer.inTransaction) writer.exec('ROLLBACK');
    throw error;
  }
  if (buffer.audited) deps.trail.committed(deps.database.write);
  for (const send of buffer.events) send();
  for (const act of buffer.after) act();
  if ('kept' in settled) throw settled.kept;
  return settled.result;
};
