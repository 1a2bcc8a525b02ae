import type { AuditBreak } from '../../../../shared/privacy/auditBreaks.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { type Signer, verifySignature } from '../../keys/signingKey.ts';
import { hashAt, hasSuccessor, highestSeq, newestCheckpoint, readHead, rowsAfter } from './audit.store.ts';
import {
  type AuditRow,
  type Checkpoint,
  checkpointBytes,
  enrolmentOf,
  entryHash,
  type Link,
  signedBytes,
} from './entry.policy.ts';

/** `rows` is how many were checked, `seq` the first row that is not as it was written. */
export type Verdict =
  | { readonly kind: 'sound'; readonly rows: number; readonly head: Link }
  | { readonly kind: 'broken'; readonly rows: number; readonly seq: number; readonly how: AuditBreak };

type Key = Pick<Signer, 'keyId' | 'publicKey'>;

const CHUNK = 100;

const isSound = (row: AuditRow, key: Key): boolean =>
  row.chain_id === key.keyId &&
  entryHash(row) === row.entry_hash &&
  verifySignature(key.publicKey, signedBytes(row.entry_hash), row.sig);

const breakAt = (db: ReadableDb, row: AuditRow, before: Link, key: Key): AuditBreak | null => {
  if (row.prev_hash !== before.hash && hasSuccessor(db, before.hash)) return 'reordered';
  if (row.seq !== before.seq + 1) return 'deleted';
  return row.prev_hash === before.hash && isSound(row, key) ? null : 'altered';
};

const isOwn = (checkpoint: Checkpoint, key: Key): boolean =>
  checkpoint.chain_id === key.keyId &&
  verifySignature(key.publicKey, checkpointBytes(checkpoint), checkpoint.sig);

/** Where checking begins: behind the newest checkpoint, or at the terminal's enrolment. Null: the checkpoint is false. */
const startOf = (db: ReadableDb, key: Key): Link | null => {
  const checkpoint = newestCheckpoint(db);
  if (checkpoint === undefined) return enrolmentOf(key);
  return isOwn(checkpoint, key) ? { seq: checkpoint.through_seq, hash: checkpoint.through_hash } : null;
};

/** How the chain contradicts the head that was noted outside the database; null when it does not. */
export const anchorBreak = (
  db: ReadableDb,
  key: Key,
  anchor: Link | null,
): { readonly seq: number; readonly how: AuditBreak } | null => {
  const head = readHead(db) ?? startOf(db, key) ?? enrolmentOf(key);
  if (anchor === null) return head.seq === 0 ? null : { seq: head.seq, how: 'no-anchor' };
  if (anchor.seq > head.seq)
    return { seq: head.seq + 1, how: highestSeq(db) >= anchor.seq ? 'truncated' : 'old-database' };
  if (anchor.seq === 0 || anchor.seq < (startOf(db, key)?.seq ?? 0)) return null;
  const there = hashAt(db, anchor.seq) ?? newestCheckpoint(db)?.through_hash;
  return there === anchor.hash ? null : { seq: anchor.seq, how: 'old-database' };
};

/**
 * Checks the whole chain against the terminal's key and the anchor. Rows added meanwhile are checked as well.
 * @param pause between parts of the work; false ends it early, and then the answer is null
 */
export const verifyAudit = async (
  db: ReadableDb,
  key: Key,
  anchor: Link | null,
  pause: () => Promise<boolean> = async () => true,
): Promise<Verdict | null> => {
  let rows = 0;
  let at = startOf(db, key);
  if (at === null)
    return { kind: 'broken', rows, seq: newestCheckpoint(db)?.through_seq ?? 0, how: 'altered' };
  for (let chunk = rowsAfter(db, at.seq, CHUNK); chunk.length > 0; chunk = rowsAfter(db, at.seq, CHUNK)) {
    for (const row of chunk) {
      const how = breakAt(db, row, at, key);
      if (how !== null) return { kind: 'broken', rows, seq: how === 'deleted' ? at.seq + 1 : row.seq, how };
      at = { seq: row.seq, hash: row.entry_hash };
      rows += 1;
    }
    if (!(await pause())) return null;
    const start = startOf(db, key);
    // The beginning may have been dropped meanwhile.
    if (start !== null && start.seq > at.seq) at = start;
  }
  const against = anchorBreak(db, key, anchor);
  return against === null ? { kind: 'sound', rows, head: at } : { kind: 'broken', rows, ...against };
};
