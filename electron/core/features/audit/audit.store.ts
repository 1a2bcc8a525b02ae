import { addDays, type ShopDay, startOfShopDay } from '../../../../shared/domain/time.ts';
import type { ReadableDb, WritableDb } from '../../db/handles.ts';
import { type Sql, sql } from '../../db/sql.ts';
import type { AuditRow, Checkpoint, Link } from './entry.policy.ts';

const COLUMNS = sql`seq, event_id, chain_id, occurred_at, recorded_at, clock_trust, actor_role, actor_ref, auth_method,
  station, shop_id, action, object_type, object_ref, subject_ref, purpose, lawful_basis, request_id, outcome,
  reason_code, fields_touched, count, policy_version, app_version, prev_hash, entry_hash, sig`;

export const insertRow = (db: WritableDb, row: AuditRow): void =>
  void db.run(sql`INSERT INTO audit (${COLUMNS}) VALUES (${row.seq}, ${row.event_id}, ${row.chain_id},
    ${row.occurred_at}, ${row.recorded_at}, ${row.clock_trust}, ${row.actor_role}, ${row.actor_ref},
    ${row.auth_method}, ${row.station}, ${row.shop_id}, ${row.action}, ${row.object_type}, ${row.object_ref},
    ${row.subject_ref}, ${row.purpose}, ${row.lawful_basis}, ${row.request_id}, ${row.outcome}, ${row.reason_code},
    ${row.fields_touched}, ${row.count}, ${row.policy_version}, ${row.app_version}, ${row.prev_hash},
    ${row.entry_hash}, ${row.sig})`);

/** The last row of the chain. */
export interface Head extends Link {
  readonly recordedAt: number;
}

export const readHead = (db: ReadableDb): Head | undefined =>
  db.get<Head>(
    sql`SELECT seq, entry_hash AS hash, recorded_at AS recordedAt FROM audit ORDER BY seq DESC LIMIT 1`,
  );

/** When an act was recorded, UTC ms. */
export const recordedAt = (db: ReadableDb, seq: number): number | undefined =>
  db.get<{ at: number }>(sql`SELECT recorded_at AS at FROM audit WHERE seq = ${seq}`)?.at;

export const hashAt = (db: ReadableDb, seq: number): string | undefined =>
  db.get<{ hash: string }>(sql`SELECT entry_hash AS hash FROM audit WHERE seq = ${seq}`)?.hash;

/** The highest number ever given in this file, also to rows that are gone. */
export const highestSeq = (db: ReadableDb): number =>
  db.get<{ seq: number }>(sql`SELECT seq FROM sqlite_sequence WHERE name = 'audit'`)?.seq ?? 0;

export const rowsAfter = (db: ReadableDb, seq: number, limit: number): readonly AuditRow[] =>
  db.all<AuditRow>(sql`SELECT ${COLUMNS} FROM audit WHERE seq > ${seq} ORDER BY seq LIMIT ${limit}`);

/** Whether the row that follows this hash is there, wherever it stands. */
export const hasSuccessor = (db: ReadableDb, hash: string): boolean =>
  db.get(sql`SELECT 1 FROM audit WHERE prev_hash = ${hash} LIMIT 1`) !== undefined;

/** Rows by which managers accepted breaks, the newest first. */
export const acceptRows = (db: ReadableDb): readonly AuditRow[] =>
  db.all<AuditRow>(sql`SELECT ${COLUMNS} FROM audit WHERE action = 'audit.accept' ORDER BY seq DESC`);

export const newestCheckpoint = (db: ReadableDb): Checkpoint | undefined =>
  db.get<Checkpoint>(sql`SELECT through_seq, through_hash, chain_id, made_at, sig FROM audit_checkpoint
    ORDER BY through_seq DESC LIMIT 1`);

/** How the person last signed in; every sign-in is a row of the trail itself. */
export const lastSignIn = (db: ReadableDb, staffId: string): string | undefined =>
  db.get<{ action: string }>(sql`SELECT action FROM audit WHERE object_ref = ${staffId}
    AND action IN ('staff.signed-in', 'staff.signed-in-by-badge') ORDER BY seq DESC LIMIT 1`)?.action;

export interface Wanted {
  /** Null: of everybody. */
  readonly actor: string | null;
  /** Empty: of every kind. */
  readonly actions: readonly string[];
  readonly day: ShopDay | null;
  readonly before: number | null;
  readonly limit: number;
}

/** The first row recorded then or later. Recorded times never go back, so that halving finds it without an index. */
const firstSince = (db: ReadableDb, instant: number): number => {
  let from = 0;
  let to = (readHead(db)?.seq ?? 0) + 1;
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    const at = db.get<{ seq: number; at: number }>(
      sql`SELECT seq, recorded_at AS at FROM audit WHERE seq >= ${middle} ORDER BY seq LIMIT 1`,
    );
    if (at === undefined || at.at >= instant) to = middle;
    else from = at.seq + 1;
  }
  return from;
};

const onDay = (db: ReadableDb, day: ShopDay): Sql =>
  sql`seq >= ${firstSince(db, startOfShopDay(day))} AND seq < ${firstSince(db, startOfShopDay(addDays(day, 1)))}`;

const matching = (db: ReadableDb, { actor, actions, day, before }: Wanted): Sql => {
  const conditions = [
    ...(actor === null ? [] : [sql`actor_ref = ${actor}`]),
    ...(actions.length === 0
      ? []
      : [sql`action IN (SELECT value FROM json_each(${JSON.stringify(actions)}))`]),
    ...(day === null ? [] : [onDay(db, day)]),
    ...(before === null ? [] : [sql`seq < ${before}`]),
  ];
  return conditions.reduce((all, condition) => sql`${all} AND ${condition}`, sql`1`);
};

/** One page, the newest first. */
export const listRows = (db: ReadableDb, wanted: Wanted): readonly AuditRow[] =>
  db.all<AuditRow>(sql`SELECT ${COLUMNS} FROM audit WHERE ${matching(db, wanted)} ORDER BY seq DESC
    LIMIT ${wanted.limit}`);

/** Acts of these kinds since an instant, by one person or by everybody. */
export const countActs = (
  db: ReadableDb,
  actions: readonly string[],
  since: number,
  actor: string | null = null,
): number =>
  db.get<{ n: number }>(sql`SELECT count(*) AS n FROM audit
    WHERE action IN (SELECT value FROM json_each(${JSON.stringify(actions)})) AND recorded_at > ${since}
      AND (${actor} IS NULL OR actor_ref = ${actor})`)?.n ?? 0;
