import type { Caller } from '../../../shared/contract/define.ts';
import type { EventName, EventPayload } from '../../../shared/contract/index.ts';
import type { AuditAction } from '../../../shared/privacy/auditActions.ts';
import type { ReadableDb, WritableDb } from '../db/handles.ts';
import type { Ids } from '../ports/clock.ts';
import type { AuditMore } from './auditTrail.ts';

/** What every use case knows of its call. `now` is one instant for the whole call, in UTC milliseconds. */
export interface QueryContext {
  readonly caller: Caller;
  readonly now: number;
  readonly db: ReadableDb;
}

/** One command: one synchronous transaction. */
export interface Tx {
  readonly caller: Caller;
  readonly now: number;
  readonly db: WritableDb;
  readonly ids: Ids;
  /** Leaves core only after commit. */
  readonly emit: <N extends EventName>(event: N, payload: EventPayload<N>) => void;
  /** For what must not happen inside a transaction: files, devices, network. Runs after commit, not awaited. */
  readonly afterCommit: (run: () => void) => void;
  /** One row of the audit trail: codes and ids only. `objectRef` is a ULID, a shop day, or a hash in hex. */
  readonly audit: (action: AuditAction, objectRef: string | null, more?: AuditMore) => void;
}
