import type { Caller } from '../../../shared/contract/define.ts';
import type { EventName, EventPayload } from '../../../shared/contract/index.ts';
import type { SubjectRef } from '../../../shared/domain/ids.ts';
import type { AuditAction, AuditReason } from '../../../shared/privacy/auditActions.ts';
import type { Purpose } from '../../../shared/privacy/purposes.ts';
import type { ReadableDb, WritableDb } from '../db/handles.ts';
import type { Ids } from '../ports/clock.ts';

/** What every use case knows of its call. `now` is one instant for the whole call, in UTC milliseconds. */
export interface QueryContext {
  readonly caller: Caller;
  readonly now: number;
  readonly db: ReadableDb;
}

/** What else a row of the audit trail says: ids, codes and numbers; never a value that was seen or changed. */
export interface AuditMore {
  /** What `objectRef` names, such as `order`. */
  readonly objectType?: string;
  /** The person concerned, by pseudonym. */
  readonly subjectRef?: SubjectRef | null;
  readonly purpose?: Purpose;
  /** The privacy request this belongs to. */
  readonly requestId?: string;
  /** `done` unless stated. */
  readonly outcome?: 'done' | 'refused';
  readonly reasonCode?: AuditReason;
  /** Names of the fields that were seen or changed. */
  readonly fields?: readonly string[];
  readonly count?: number;
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
  /** One row of the audit trail: codes and ids only. */
  readonly audit: (action: AuditAction, objectRef: string | null, more?: AuditMore) => void;
}
