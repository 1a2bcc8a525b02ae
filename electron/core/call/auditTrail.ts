import type { Caller } from '../../../shared/contract/define.ts';
import type { SubjectRef } from '../../../shared/domain/ids.ts';
import type { AuditAction, AuditReason } from '../../../shared/privacy/auditActions.ts';
import type { Purpose } from '../../../shared/privacy/purposes.ts';
import type { ReadableDb, WritableDb } from '../db/handles.ts';

/** What else a row of the audit trail says: ids, codes and numbers; never a value that was seen or changed. */
export interface AuditMore {
  /** What `objectRef` names; the first part of the action unless stated. */
  readonly objectType?: string;
  /** The person concerned, by pseudonym. */
  readonly subjectRef?: SubjectRef | null;
  readonly purpose?: Purpose;
  /** The privacy request this belongs to. */
  readonly requestId?: string;
  /** `done` unless stated. */
  readonly outcome?: 'done' | 'refused';
  readonly reasonCode?: AuditReason;
  /** Names of the fields that were seen or changed, such as `person.email`. */
  readonly fields?: readonly string[];
  readonly count?: number;
}

/** One act as it goes into the trail. `objectRef` is a ULID, a shop day, or a hash in hex. */
export interface AuditEntry {
  readonly now: number;
  readonly role: Caller['role'] | 'system';
  readonly staffId: Caller['staffId'];
  readonly terminal: Caller['terminal'];
  readonly action: AuditAction;
  readonly objectRef: string | null;
  readonly more?: AuditMore;
}

/** Where acts are recorded. The trail itself is a feature; every transaction needs it. */
export interface AuditTrail {
  /** Appends one row within the running transaction. */
  readonly append: (db: WritableDb, entry: AuditEntry) => void;
  /** After a commit that appended. */
  readonly committed: (db: ReadableDb) => void;
}
