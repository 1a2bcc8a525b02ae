import type { AuditBreak } from '../../../../shared/privacy/auditBreaks.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { acceptRows } from './audit.store.ts';
import { type AuditRow, type Checkpoint, hashOf, type Key, type Link, isSound } from './entry.policy.ts';

/** A place where the trail fails its check. */
export interface Found {
  readonly seq: number;
  readonly how: AuditBreak;
  /** SHA-256, hex, of what stands there instead of what was written; null where nothing does. */
  readonly evidence: string | null;
}

/** A manager's signed word in the trail that a break is known. It covers what stood there then, and nothing later. */
export interface Acceptance extends Found {
  /** Row of the trail that says so. */
  readonly entry: number;
  /** UTC ms. */
  readonly at: number;
  readonly by: string | null;
}

/** Breaks that show against the note outside the database, not between two rows. */
const AT_ANCHOR: readonly AuditBreak[] = ['truncated', 'old-database', 'no-anchor'];

/** Numbers as texts: one that a forger made too large to be exact must not end the check. */
const asTexts = (record: object) =>
  Object.fromEntries(
    Object.entries(record).map(([name, value]) => [name, value === null ? null : String(value)]),
  );

export const rowEvidence = (row: AuditRow, before: Link): string =>
  hashOf({ before: before.hash, row: asTexts(row) });

export const checkpointEvidence = (checkpoint: Checkpoint): string => hashOf(asTexts(checkpoint));

/** The newest first. One that is not signed by this terminal accepts nothing. */
export const acceptancesIn = (db: ReadableDb, key: Key): readonly Acceptance[] =>
  acceptRows(db)
    .filter((row) => isSound(row, key))
    .map((row) => ({
      entry: row.seq,
      at: row.occurred_at,
      by: row.actor_ref,
      seq: row.count ?? 0,
      how: row.reason_code as AuditBreak,
      evidence: row.object_ref,
    }));

/** A lost note is never accepted beforehand: accepting it writes a new one. */
export const isAccepted = ({ seq, how, evidence }: Found, acceptances: readonly Acceptance[]): boolean =>
  evidence !== null &&
  acceptances.some((one) =>
    AT_ANCHOR.includes(how)
      ? AT_ANCHOR.includes(one.how) && one.evidence === evidence
      : one.how === how && one.seq === seq && one.evidence === evidence,
  );
