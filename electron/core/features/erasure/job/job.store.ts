import { assertChanged, type ReadableDb, type WritableDb } from '../../../db/handles.ts';
import { sql } from '../../../db/sql.ts';
import { type Counts, type FailReason, NO_COUNTS, type Step } from './job.policy.ts';
import type { Scope } from '../rules/scope.ts';

export interface Job {
  readonly cmdId: string;
  readonly requestId: string;
  readonly state: 'running' | 'retrying' | 'proved';
  /** The step to be done next. */
  readonly step: Step | 'done';
  readonly reason: FailReason | null;
  readonly marker: string;
  readonly counts: Counts;
  readonly tries: number;
  /** UTC ms. */
  readonly orderedAt: number;
  readonly nextAt: number;
}

interface Row {
  cmd_id: string;
  request_id: string;
  state: Job['state'];
  step: Job['step'];
  reason: FailReason | null;
  marker: string;
  counts: string;
  tries: number;
  ordered_at: number;
  next_at: number;
}

const COLUMNS = sql`cmd_id, request_id, state, step, reason, marker, counts, tries, ordered_at, next_at`;

const toJob = (row: Row): Job => ({
  cmdId: row.cmd_id,
  requestId: row.request_id,
  state: row.state,
  step: row.step,
  reason: row.reason,
  marker: row.marker,
  counts: { ...NO_COUNTS, ...(JSON.parse(row.counts) as Partial<Counts>) },
  tries: row.tries,
  orderedAt: row.ordered_at,
  nextAt: row.next_at,
});

export const findJob = (db: ReadableDb, cmdId: string): Job | undefined => {
  const row = db.get<Row>(sql`SELECT ${COLUMNS} FROM erasure_job WHERE cmd_id = ${cmdId}`);
  return row && toJob(row);
};

export const findJobOf = (db: ReadableDb, requestId: string): Job | undefined => {
  const row = db.get<Row>(sql`SELECT ${COLUMNS} FROM erasure_job WHERE request_id = ${requestId}`);
  return row && toJob(row);
};

/** Jobs that are not proved, oldest first. */
export const openJobs = (db: ReadableDb): readonly Job[] =>
  db
    .all<Row>(sql`SELECT ${COLUMNS} FROM erasure_job WHERE state <> 'proved' ORDER BY ordered_at LIMIT 1000`)
    .map(toJob);

export interface NewJob extends Pick<Job, 'cmdId' | 'requestId' | 'marker'> {
  readonly scope: Scope;
  readonly now: number;
}

export const insertJob = (db: WritableDb, { cmdId, requestId, marker, scope, now }: NewJob): void => {
  db.run(sql`INSERT INTO erasure_job (cmd_id, request_id, state, step, marker, ordered_at, next_at)
    VALUES (${cmdId}, ${requestId}, 'running', 'intend', ${marker}, ${now}, ${now})`);
  const targets = [
    ['person', scope.people],
    ['subject', scope.subjects],
    ['order', scope.orders],
    ['draft', scope.drafts],
  ] as const;
  for (const [kind, refs] of targets)
    for (const ref of refs)
      db.run(sql`INSERT INTO erasure_target (cmd_id, kind, ref) VALUES (${cmdId}, ${kind}, ${ref})`);
};

export const scopeOf = (db: ReadableDb, cmdId: string): Scope => {
  const refs = (kind: string): readonly string[] =>
    db
      .all<{ ref: string }>(sql`SELECT ref FROM erasure_target WHERE cmd_id = ${cmdId} AND kind = ${kind}`)
      .map(({ ref }) => ref);
  return { people: refs('person'), subjects: refs('subject'), orders: refs('order'), drafts: refs('draft') };
};

export const beginStep = (db: WritableDb, cmdId: string): void =>
  assertChanged(
    db.run(sql`UPDATE erasure_job SET begun = 1, state = 'running', reason = NULL WHERE cmd_id = ${cmdId}`),
  );

export const endStep = (db: WritableDb, cmdId: string, next: Job['step'], counts: Counts): void =>
  assertChanged(
    db.run(sql`UPDATE erasure_job SET begun = 0, step = ${next}, counts = ${JSON.stringify(counts)}
      WHERE cmd_id = ${cmdId}`),
  );

/** Back to the first step, with the rows as they are in this database. */
export const rewind = (db: WritableDb, cmdId: string): void => endStep(db, cmdId, 'intend', NO_COUNTS);

/** Shown as not done; tried again from `nextAt` on. */
export const markRetrying = (db: WritableDb, cmdId: string, reason: FailReason, nextAt: number): void =>
  assertChanged(
    db.run(sql`UPDATE erasure_job SET state = 'retrying', reason = ${reason}, next_at = ${nextAt}, tries = tries + 1
      WHERE cmd_id = ${cmdId}`),
  );

/** Not begun yet because a customer is in the middle of something. */
export const postpone = (db: WritableDb, cmdId: string, nextAt: number): void =>
  assertChanged(db.run(sql`UPDATE erasure_job SET next_at = ${nextAt} WHERE cmd_id = ${cmdId}`));

export interface StoredCertificate {
  readonly certificateId: string;
  readonly body: string;
}

export const insertCertificate = (
  db: WritableDb,
  requestId: string,
  { certificateId, body }: StoredCertificate,
  now: number,
): void =>
  void db.run(sql`INSERT INTO erasure_certificate (certificate_id, request_id, at, body)
    VALUES (${certificateId}, ${requestId}, ${now}, ${body})`);

/** The end: the certificate is there, and whose data it was about is forgotten. */
export const markProved = (
  db: WritableDb,
  job: Pick<Job, 'cmdId' | 'requestId'>,
  certificate: StoredCertificate,
  now: number,
): void => {
  insertCertificate(db, job.requestId, certificate, now);
  db.run(sql`DELETE FROM erasure_target WHERE cmd_id = ${job.cmdId}`);
  assertChanged(
    db.run(sql`UPDATE erasure_job SET state = 'proved', step = 'done', begun = 0, settled_at = ${now}
      WHERE cmd_id = ${job.cmdId}`),
  );
};

/** The newest certificate of a request. */
export const certificateOf = (db: ReadableDb, requestId: string): StoredCertificate | undefined =>
  db.get<StoredCertificate>(sql`SELECT certificate_id AS certificateId, body FROM erasure_certificate
    WHERE request_id = ${requestId} ORDER BY at DESC, rowid DESC LIMIT 1`);

export interface LedgerHead {
  readonly seq: number;
  readonly hash: string;
}

export const ledgerSeen = (db: ReadableDb): LedgerHead | undefined =>
  db.get<LedgerHead>(sql`SELECT seq, hash FROM erasure_ledger_seen`);

export const noteLedger = (db: WritableDb, { seq, hash }: LedgerHead): void =>
  void db.run(sql`INSERT INTO erasure_ledger_seen (only, seq, hash) VALUES (1, ${seq}, ${hash})
    ON CONFLICT (only) DO UPDATE SET seq = excluded.seq, hash = excluded.hash`);
