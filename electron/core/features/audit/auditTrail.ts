import type { Settings } from '../../../../shared/contract/settings.ts';
import { BASIS_OF } from '../../../../shared/privacy/purposes.ts';
import type { AuditEntry, AuditTrail } from '../../call/auditTrail.ts';
import type { ReadableDb } from '../../db/handles.ts';
import type { Signer } from '../../keys/signingKey.ts';
import type { Ids } from '../../ports/clock.ts';
import type { AnchorKeeper } from './anchorKeeper.ts';
import { insertRow, lastSignIn, newestCheckpoint, readHead } from './audit.store.ts';
import { type AuditContent, enrolmentOf, hashOf, type Link, signedBytes } from './entry.policy.ts';

export interface AuditTrailDeps {
  readonly signer: Signer;
  readonly ids: Ids;
  readonly anchor: Pick<AnchorKeeper, 'note'>;
  readonly appVersion: string;
  readonly settings: (db: ReadableDb) => Settings;
  readonly highestTimeSeen: (db: ReadableDb) => number;
  /** Version of the notice in force, if there is one. */
  readonly noticeVersion: (db: ReadableDb, now: number) => string | null;
}

const authOf = (db: ReadableDb, { role, staffId }: AuditEntry): string => {
  if (role === 'system') return 'system';
  if (staffId === null) return 'none';
  const how = lastSignIn(db, staffId);
  if (how === undefined) return 'none';
  return how === 'staff.signed-in-by-badge' ? 'badge' : 'pin';
};

const whatOf = ({ action, objectRef, more = {} }: AuditEntry) => ({
  action,
  object_type: more.objectType ?? action.slice(0, action.indexOf('.')),
  object_ref: objectRef,
  subject_ref: more.subjectRef ?? null,
  purpose: more.purpose ?? null,
  lawful_basis: more.purpose === undefined ? null : BASIS_OF[more.purpose],
  request_id: more.requestId ?? null,
  outcome: more.outcome ?? 'done',
  reason_code: more.reasonCode ?? null,
  fields_touched: (more.fields ?? []).join(','),
  count: more.count ?? null,
});

/** The hash-chained, signed trail of this terminal (privacy specification 4.6). */
export const createAuditTrail = (deps: AuditTrailDeps): AuditTrail => {
  const { signer } = deps;
  const lastOf = (db: ReadableDb): Link & { readonly recordedAt: number } => {
    const head = readHead(db);
    if (head !== undefined) return head;
    const checkpoint = newestCheckpoint(db);
    if (checkpoint === undefined) return { ...enrolmentOf(signer), recordedAt: 0 };
    return { seq: checkpoint.through_seq, hash: checkpoint.through_hash, recordedAt: checkpoint.made_at };
  };
  return {
    append: (db, entry) => {
      const last = lastOf(db);
      const recordedAt = Math.max(entry.now, last.recordedAt, deps.highestTimeSeen(db));
      const content: AuditContent = {
        seq: last.seq + 1,
        event_id: deps.ids.ulid(),
        chain_id: signer.keyId,
        occurred_at: entry.now,
        recorded_at: recordedAt,
        clock_trust: entry.now < recordedAt ? 'behind' : 'sure',
        actor_role: entry.role,
        actor_ref: entry.staffId,
        auth_method: authOf(db, entry),
        station: entry.terminal,
        shop_id: deps.settings(db).store.code,
        ...whatOf(entry),
        policy_version: deps.noticeVersion(db, entry.now),
        app_version: deps.appVersion,
        prev_hash: last.hash,
      };
      const hash = hashOf(content);
      insertRow(db, { ...content, entry_hash: hash, sig: signer.sign(signedBytes(hash)) });
    },
    committed: (db) => {
      const head = readHead(db);
      if (head !== undefined) deps.anchor.note(head);
    },
  };
};
