import type { AuditBreak } from '../../../../shared/privacy/auditBreaks.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { verifySignature } from '../../keys/signingKey.ts';
import {
  type Acceptance,
  acceptancesIn,
  checkpointEvidence,
  type Found,
  isAccepted,
  rowEvidence,
} from './acceptance.ts';
import { hashAt, hasSuccessor, highestSeq, newestCheckpoint, readHead, rowsAfter } from './audit.store.ts';
import {
  type AuditRow,
  type Checkpoint,
  checkpointBytes,
  enrolmentOf,
  isSound,
  type Key,
  type Link,
} from './entry.policy.ts';

/** `seq` is the first row that is not as it was written and that nobody accepted, `rows` how many before it were checked. */
export type Verdict =
  | {
      readonly kind: 'sound';
      readonly rows: number;
      readonly head: Link;
      readonly accepted: readonly Acceptance[];
    }
  | {
      readonly kind: 'broken';
      readonly rows: number;
      readonly seq: number;
      readonly how: AuditBreak;
      /** All that nobody accepted, the first included, so that a manager answers for all at once. */
      readonly found: readonly Found[];
    };

const CHUNK = 100;
/** Who changed more has changed everything; the rest is found by the next check. */
const MOST_FOUND = 500;

const breakAt = (db: ReadableDb, row: AuditRow, before: Link, key: Key): Found | null => {
  const found = (seq: number, how: AuditBreak): Found => ({ seq, how, evidence: rowEvidence(row, before) });
  if (row.prev_hash !== before.hash && hasSuccessor(db, before.hash)) return found(row.seq, 'reordered');
  if (row.seq !== before.seq + 1) return found(before.seq + 1, 'deleted');
  return row.prev_hash === before.hash && isSound(row, key) ? null : found(row.seq, 'altered');
};

const isOwn = (checkpoint: Checkpoint, key: Key): boolean =>
  checkpoint.chain_id === key.keyId &&
  verifySignature(key.publicKey, checkpointBytes(checkpoint), checkpoint.sig);

/** Where checking begins: behind the newest checkpoint, or at the terminal's enrolment. `found`: the checkpoint is false. */
const startOf = (db: ReadableDb, key: Key): { readonly at: Link; readonly found: Found | null } => {
  const checkpoint = newestCheckpoint(db);
  if (checkpoint === undefined) return { at: enrolmentOf(key), found: null };
  const { through_seq: seq, through_hash: hash } = checkpoint;
  const found: Found = { seq, how: 'altered', evidence: checkpointEvidence(checkpoint) };
  return { at: { seq, hash }, found: isOwn(checkpoint, key) ? null : found };
};

/** How the chain contradicts a head that is known outside the database; null when it does not. */
const headBreak = (db: ReadableDb, key: Key, known: Link): Found | null => {
  const start = startOf(db, key).at;
  const head = readHead(db) ?? start;
  const evidence = known.hash;
  if (known.seq > head.seq)
    return { seq: head.seq + 1, how: highestSeq(db) >= known.seq ? 'truncated' : 'old-database', evidence };
  if (known.seq === 0 || known.seq < start.seq) return null;
  const there = hashAt(db, known.seq) ?? newestCheckpoint(db)?.through_hash;
  return there === known.hash ? null : { seq: known.seq, how: 'old-database', evidence };
};

/** The same for the note beside the database, which must be there once something was signed. */
const anchorBreak = (db: ReadableDb, key: Key, anchor: Link | null): Found | null => {
  if (anchor !== null) return headBreak(db, key, anchor);
  const { seq } = readHead(db) ?? startOf(db, key).at;
  return seq === 0 ? null : { seq, how: 'no-anchor', evidence: null };
};

/** Whether what is known outside the database may follow the chain: it does not contradict it, or that was accepted. */
export const mayFollow = (db: ReadableDb, key: Key, known: Link | null): boolean => {
  if (known === null) return false;
  const found = headBreak(db, key, known);
  return found === null || isAccepted(found, acceptancesIn(db, key));
};

/** Heads of the chain that are known outside the database; null where none is. */
export interface Witnesses {
  readonly anchor: Link | null;
  readonly countersigned: Link | null;
}

/**
 * Checks the whole chain against the terminal's key and what is known outside the database. Rows added meanwhile are checked as well.
 * @param pause between parts of the work; false ends it early, and then the answer is null
 */
export const verifyAudit = async (
  db: ReadableDb,
  key: Key,
  { anchor, countersigned }: Witnesses,
  pause: () => Promise<boolean> = async () => true,
): Promise<Verdict | null> => {
  const accepted = acceptancesIn(db, key);
  const found: Found[] = [];
  const note = (one: Found | null): void => {
    if (one !== null && found.length < MOST_FOUND && !isAccepted(one, accepted)) found.push(one);
  };
  const start = startOf(db, key);
  note(start.found);
  let rows = 0;
  let { at } = start;
  for (let chunk = rowsAfter(db, at.seq, CHUNK); chunk.length > 0; chunk = rowsAfter(db, at.seq, CHUNK)) {
    for (const row of chunk) {
      note(breakAt(db, row, at, key));
      at = { seq: row.seq, hash: row.entry_hash };
      if (found.length === 0) rows += 1;
    }
    if (!(await pause())) return null;
    // The beginning may have been dropped meanwhile.
    const now = startOf(db, key);
    if (now.found === null && now.at.seq > at.seq) at = now.at;
  }
  note(anchorBreak(db, key, anchor));
  note(countersigned && headBreak(db, key, countersigned));
  const [first] = found;
  if (first === undefined) return { kind: 'sound', rows, head: at, accepted };
  return { kind: 'broken', rows, seq: first.seq, how: first.how, found };
};
